// Builds the two apps into the server's classes: `node build/apps.mjs TARGET`. Each step is skipped when nothing it
// depends on has changed: npm ci by the lock file, the build by all sources.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.resolve(process.argv[2] ?? path.join(root, 'server/target/classes/static'))
const apps = [
  { name: 'storefront', script: 'build:h5', out: 'dist/build/h5', to: 'shop' },
  { name: 'console', script: 'build', out: 'dist', to: 'console' },
]
const passedOver = new Set(['node_modules', 'dist', 'test', 'coverage'])

function files(dir) {
  return readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : files(path.join(dir, entry.name))
    return [path.join(dir, entry.name)]
  })
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version)
  for (const file of paths) sum.update(path.relative(root, file)).update(readFileSync(file))
  return sum.digest('hex')
}

const stamped = (file, wanted) => existsSync(file) && readFileSync(file, 'utf8') === wanted

function npm(dir, ...args) {
  const done = spawnSync('npm', args, { cwd: dir, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, CI: '1' } })
  if (done.status !== 0) {
    console.error(`npm ${args.join(' ')} failed in ${dir}`)
    process.exit(done.status ?? 1)
  }
}

for (const app of apps) {
  const dir = path.join(root, app.name)
  const lock = hash([path.join(dir, 'package-lock.json')])
  const lockStamp = path.join(dir, 'node_modules/.lock-stamp')
  if (!stamped(lockStamp, lock)) {
    npm(dir, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error')
    writeFileSync(lockStamp, lock)
  }
  const sources = hash(files(dir))
  const stamp = path.join(dir, 'dist/.source-stamp')
  if (!stamped(stamp, sources) || !existsSync(path.join(dir, app.out, 'index.html'))) {
    npm(dir, 'run', '--silent', app.script)
    mkdirSync(path.dirname(stamp), { recursive: true })
    writeFileSync(stamp, sources)
  }
  const to = path.join(target, app.to)
  rmSync(to, { recursive: true, force: true })
  cpSync(path.join(dir, app.out), to, { recursive: true, filter: (file) => !file.endsWith(".source-stamp") })
  console.log(`${app.name} is in ${path.relative(root, to)}`)
}
