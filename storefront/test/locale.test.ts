import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import en from '@/locale/en.json'
import zh from '@/locale/zh-Hans.json'

const SRC = path.resolve(import.meta.dirname, '../src')
const sources = (readdirSync(SRC, { recursive: true }) as string[])
  .filter((f) => /\.(vue|ts)$/.test(f))
  .map((f) => readFileSync(path.join(SRC, f), 'utf8'))
const pagesJson = readFileSync(path.join(SRC, 'pages.json'), 'utf8')
const text = sources.join('\n')
const said = new Set([...text.matchAll(/\bt\(\s*'([\w.]+)'/g)].map((m) => m[1]))
// t('orders.state.' + x) names a family; a bare 'tab.home' in a list names one key.
const families = [...text.matchAll(/'([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)'\s*\+/g)].map((m) => m[1])
const bare = new Set([...text.matchAll(/'([a-z]\w*(?:\.\w+)+)'/g)].map((m) => m[1]))
const titles = new Set([...pagesJson.matchAll(/%([\w.]+)%/g)].map((m) => m[1]))
const keys = Object.keys(zh)
const holes = (s: string) => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1])

describe('every string in both languages', () => {
  test('the two files have the same keys', () => expect(Object.keys(en).sort()).toEqual([...keys].sort()))
  test('every key said on a page exists', () => {
    const missing = [...said, ...titles].filter((k) => !k.endsWith('.') && !(k in zh))
    expect(missing).toEqual([])
  })
  test('every family has members', () => {
    expect(
      families.filter((f) => /^(trouble|stop|order|return)/.test(f) && !keys.some((k) => k.startsWith(f)))
    ).toEqual([])
  })
  test('no key lies unused', () => {
    const used = (k: string) => said.has(k) || bare.has(k) || titles.has(k) || families.some((f) => k.startsWith(f))
    expect(keys.filter((k) => !used(k))).toEqual([])
  })
  test('the same holes on both sides', () => {
    for (const k of keys) {
      const z = new Set(holes((zh as Record<string, string>)[k]))
      for (const side of (en as Record<string, string>)[k].split('|')) {
        for (const hole of holes(side)) expect(z.has(hole), `${k}: {${hole}}`).toBe(true)
      }
    }
  })
  test('no hard Chinese word in a template or script outside the formats', () => {
    const hard = (readdirSync(SRC, { recursive: true }) as string[])
      .filter((f) => /\.vue$/.test(f))
      .filter((f) => /[\u4e00-\u9fff]/.test(readFileSync(path.join(SRC, f), 'utf8')))
    expect(hard).toEqual([])
  })
})
