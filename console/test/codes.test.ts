// Codes the server keeps and the console shows have words: states and kinds of the tables, actions of the trail, roles, rights.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actor } from '@/lib/actor'
import { has } from '@/i18n'

const SERVER = join(__dirname, '../../server/src/main')
function files(dir: string, ending: string): string[] {
  return readdirSync(dir).flatMap((f) => { const p = join(dir, f); return statSync(p).isDirectory() ? files(p, ending) : p.endsWith(ending) ? [p] : [] })
}
const read = (ending: string, under: string) => files(join(SERVER, under), ending).map((f) => readFileSync(f, 'utf8')).join('\n')
const AREAS = ['state', 'wdState', 'returnState', 'refundState', 'groupState', 'seatState', 'promoterState', 'returnKind', 'schemeKind', 'ruleKind', 'payKind', 'move', 'selection', 'slot', 'freightMeasure', 'provider', 'accrualKind', 'hold', 'ruleChoice', 'importForm', 'codeKind', 'issueKind', 'issueState', 'priceKind']
const known = (code: string) => AREAS.some((a) => has(`${a}.${code}`))
/** Codes no screen shows, and where they stay. */
const INSIDE: Record<string, string> = {
  IMAGE: 'a picture of a product shows itself', VIDEO: 'a film of a product shows itself', CLOUD: 'one warehouse for now', FRONT: 'one warehouse for now', SUPPLIER: 'one warehouse for now', PICKUP: 'one warehouse for now',
  CREATED: 'an import shows counts', UPDATED: 'an import shows counts', UNCHANGED: 'an import shows counts', EARNED: 'an order in the books of rewards', GONE: 'an order in the books of rewards', CLOSING: 'an intent at the provider'
}

describe.runIf(existsSync(SERVER))('codes of the server have words here', () => {
  test('states and kinds the tables allow', () => {
    const sql = read('.sql', 'resources/db/migration').replace(/--.*$/gm, '')
    const codes = new Set([...sql.matchAll(/CHECK\s*\(\s*(?:state|kind|form|severity|slot|measure)\s+IN\s*\(([^)]*)\)/g)].flatMap((m) => [...m[1]!.matchAll(/'([A-Z_]+)'/g)].map((x) => x[1]!)))
    expect(codes.size).toBeGreaterThan(40)
    expect([...codes].filter((c) => !known(c) && !(c in INSIDE))).toEqual([])
  })
  test('actions of the audit trail', () => {
    const java = read('.java', 'java')
    const written = [...java.matchAll(/\.wrote\(([\s\S]*?)\);/g)].map((m) => m[1]!)
    const plain = written.flatMap((w) => [...w.matchAll(/"([a-z]+\.[a-z.-]+)"/g)].map((x) => x[1]!))
    const steps = ['return.approve', 'return.reject', 'return.received', 'withdrawal.approve', 'withdrawal.pay', 'withdrawal.reject', 'promoter.suspend', 'promoter.reinstate']
    for (const s of steps) expect(java).toContain(s.split('.')[1]!)
    const actions = [...new Set([...plain, ...steps])]
    expect(actions.length).toBeGreaterThan(30)
    expect(actions.filter((a) => !has(`action.${a.replace(/[.-]/g, '_').toUpperCase()}`))).toEqual([])
  })
  test('roles and rights', () => {
    const roles = [...read('.sql', 'resources/db/migration/platform').matchAll(/\('([A-Z_]+)', '[^']+', '[^']+', ARRAY/g)].map((m) => m[1]!)
    expect(roles.length).toBeGreaterThan(5)
    expect(roles.filter((r) => !has(`role.${r}`))).toEqual([])
    const rights = [...readFileSync(join(SERVER, 'java/io/tuanzi/platform/staff/Permission.java'), 'utf8').matchAll(/^ {4}([A-Z_]+)\("/gm)].map((m) => m[1]!)
    expect(rights.length).toBeGreaterThan(20)
    expect(rights.filter((r) => !has(`right.${r}`))).toEqual([])
  })
  test('who did it is never a raw word', () => {
    const java = read('.java', 'java/io/tuanzi/order') + read('.java', 'java/io/tuanzi/groupbuy')
    const by = new Set(java.split('\n').filter((l) => /\b(history|received|close)\(/.test(l)).flatMap((l) => [...l.matchAll(/"([a-z]{4,})"/g)].map((m) => m[1]!)))
    expect([...by].length).toBeGreaterThan(1)
    expect([...by].filter((b) => actor(b) === b)).toEqual([])
  })
})
