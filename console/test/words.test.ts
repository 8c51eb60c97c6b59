import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { half, words, type Pair, type Words } from '@/i18n/words'
import { i18n, locale, t, word } from '@/i18n'
import { PERMISSIONS } from '@/api/types'

function flat(tree: Words, at = ''): [string, Pair][] {
  return Object.entries(tree).flatMap(([k, v]) => (Array.isArray(v) ? [[at + k, v as unknown as Pair] as [string, Pair]] : flat(v as Words, `${at}${k}.`)))
}
function sources(dir: string): string[] {
  return readdirSync(dir).flatMap((f) => {
    const p = join(dir, f)
    return statSync(p).isDirectory() ? sources(p) : /\.(vue|ts)$/.test(f) ? [p] : []
  })
}
const pairs = flat(words)
const holes = (s: string) => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort()

describe('both languages say everything', () => {
  test('no half is empty and both have the same places to fill', () => {
    expect(pairs.length).toBeGreaterThan(200)
    const bad = pairs.filter(([, [zh, en]]) => !zh.trim() || !en.trim() || (holes(zh).join() !== holes(en).join() && !(holes(en).length < holes(zh).length)))
    expect(bad).toEqual([])
  })
  test('English halves hold no Chinese, and no half breaks the message syntax', () => {
    expect(pairs.filter(([, [, en]]) => /[\u4e00-\u9fff]/.test(en)).map(([k]) => k)).toEqual([])
    expect(pairs.filter(([, p]) => p.some((s) => /[|@]/.test(s))).map(([k]) => k)).toEqual([])
  })
  test('every key a screen asks for exists', () => {
    const known = new Set(pairs.map(([k]) => k))
    const missing: string[] = []
    for (const file of sources('src')) {
      if (file.includes('i18n')) continue
      for (const m of readFileSync(file, 'utf8').matchAll(/(?<![\w.])t\('([\w.]+)'/g)) if (!known.has(m[1]!)) missing.push(`${file}: ${m[1]}`)
    }
    expect(missing).toEqual([])
  })
  test('no screen carries Chinese outside the words', () => {
    const found: string[] = []
    for (const file of sources('src')) {
      if (file.includes('i18n') || /LangSwitch|time\.ts|number\.ts|AppLogo/.test(file)) continue
      const text = readFileSync(file, 'utf8').replace(/\/\/.*$|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/gm, '')
      if (/[\u4e00-\u9fff]/.test(text)) found.push(file)
    }
    expect(found).toEqual([])
  })
  test('every right has a name, and an unknown code still reads', () => {
    for (const p of PERMISSIONS) expect(pairs.some(([k]) => k === `right.${p}`)).toBe(true)
    expect(word('state', 'SOMETHING_NEW')).toBe('something new')
  })
})

test('the language switches live', () => {
  locale.value = 'zh'
  expect(t('nav.orders')).toBe('订单')
  expect(document.documentElement.lang).toBe('zh-CN')
  locale.value = 'en'
  expect(t('nav.orders')).toBe('Orders')
  expect(i18n.global.locale.value).toBe('en')
  expect(half({ a: ['甲', 'A'] }, 1)).toEqual({ a: 'A' })
})
