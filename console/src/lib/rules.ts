// A reward scheme as a sentence with blanks: which words stand between which fields, what may stand in them, and what a change changes.
import type { Scheme } from '@/api/types'
import { has, t, word } from '@/i18n'
import { changes } from './diff'
import { money, moneyInput, parseMoney } from './money'
import { rate } from './number'

/** Something to fill in: money in yuan, a whole number, a share in percent, a coupon by its code, or one of a few words. */
export interface Blank { key: string; kind: 'money' | 'int' | 'percent' | 'coupon' | 'choice' | 'flag'; min?: number; max?: number; options?: readonly string[] }
export type Part = string | Blank

const DAYS: Blank = { key: 'settleDays', kind: 'int', min: 0, max: 365 }
const WHEN: Blank = { key: 'issueAt', kind: 'choice', options: ['PAID', 'MATURE'] }
const SPENT: Blank = { key: 'whenSpent', kind: 'choice', options: ['OWE', 'FORGIVE'] }
const LEAST: Blank = { key: 'leastOrderMinor', kind: 'money', min: 1, max: 100_000_000 }
const VALUE: Blank = { key: 'valueMinor', kind: 'money', min: 1, max: 1_000_000 }

/** The sentence of a kind of scheme; keys of words begin with a colon. A rate of a level is the blank `rate_1`, `rate_2`. */
export function sentence(kind: Scheme['kind'], levels: number): Part[][] {
  if (kind === 'INVITE_COUNT') {
    return [
      [':every', { key: 'target', kind: 'int', min: 1, max: 1000 }, ':friendsEach', LEAST, ':inviterGets', { key: 'template', kind: 'coupon' }, ':worth', VALUE, ':stop'],
      [':handedOver', WHEN, ':stop', { key: 'repeatable', kind: 'flag' }, ':atMost', { key: 'mostTimes', kind: 'int', min: 1, max: 1000 }, ':times'],
      [':ifSpent', SPENT, ':stop']
    ]
  }
  if (kind === 'BOTH_SIDES') {
    return [
      [':firstOrder', LEAST, ':inviterGets', { key: 'inviterTemplate', kind: 'coupon' }, ':friendGets', { key: 'inviteeTemplate', kind: 'coupon' }, ':worthEach', VALUE, ':stop'],
      [':handedOver', WHEN, ':stop'], [':ifSpent', SPENT, ':stop']
    ]
  }
  const rates: Part[] = Array.from({ length: Math.max(1, levels) }, (_, i) => [`:level${i + 1}`, { key: `rate_${i + 1}`, kind: 'percent', min: 0, max: 10_000 } satisfies Blank]).flat() as Part[]
  return [[':onOrder', ...rates, ':ofPaid'], [':afterWindow', DAYS, ':daysThen']]
}

export interface SchemeForm { values: Record<string, string | boolean>; products: { productId: string; percent: string }[] }
const percent = (bp: number) => String(bp / 100)

/** The blanks as they stand in a rule. */
export function schemeForm(s: Pick<Scheme, 'kind' | 'rule'>, levels: number): SchemeForm {
  const values: SchemeForm['values'] = {}
  const rates = (s.rule['ratesBp'] as number[] | undefined) ?? []
  for (const p of sentence(s.kind, levels).flat()) {
    if (typeof p === 'string') continue
    const v = p.key.startsWith('rate_') ? (rates[Number(p.key.slice(5)) - 1] ?? 0) : s.rule[p.key]
    values[p.key] = p.kind === 'flag' ? !!v : p.kind === 'money' ? moneyInput(v as number) : p.kind === 'percent' ? percent(v as number) : String(v ?? '')
  }
  const products = Object.entries((s.rule['productRatesBp'] as Record<string, number> | undefined) ?? {}).map(([productId, bp]) => ({ productId, percent: percent(bp) }))
  return { values, products }
}

/** The rule of what was filled in, or what is wrong with which blank. */
export function schemeRule(kind: Scheme['kind'], form: SchemeForm, levels: number): { rule?: Record<string, unknown>; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const bp = (text: string, key: string, max: number): number => {
    const n = Math.round(Number(text) * 100)
    if (!/^\d+(\.\d{1,2})?$/.test(text.trim())) errors[key] = t('ask.badNumber')
    else if (n > max) errors[key] = t('ask.range', { min: '0%', max: `${max / 100}%` })
    return n
  }
  const rule: Record<string, unknown> = {}
  const rates: number[] = []
  for (const p of sentence(kind, levels).flat()) {
    if (typeof p === 'string') continue
    const v = form.values[p.key]
    const text = String(v ?? '').trim()
    if (p.kind === 'flag') rule[p.key] = !!v
    else if (text === '') errors[p.key] = t('ask.needed')
    else if (p.kind === 'percent') rates.push(bp(text, p.key, p.max!))
    else if (p.kind === 'money' || p.kind === 'int') {
      const n = p.kind === 'money' ? parseMoney(text) : /^\d+$/.test(text) ? Number(text) : undefined
      if (n === undefined) errors[p.key] = t(p.kind === 'money' ? 'ask.badMoney' : 'ask.badNumber')
      else if (n < p.min! || n > p.max!) errors[p.key] = t('ask.range', { min: p.kind === 'money' ? money(p.min) : String(p.min), max: p.kind === 'money' ? money(p.max) : String(p.max) })
      else rule[p.key] = n
    } else rule[p.key] = text
  }
  if (kind === 'COMMISSION') {
    const products: Record<string, number> = {}
    form.products.forEach((row, i) => {
      if (!row.productId || products[row.productId] !== undefined) errors[`product_${i}`] = t(row.productId ? 'scheme.twice' : 'ask.needed')
      products[row.productId] = bp(row.percent, `product_${i}`, 10_000)
    })
    while (rates.length > 1 && rates.at(-1) === 0) rates.pop()
    Object.assign(rule, { ratesBp: rates, productRatesBp: products })
  }
  return Object.keys(errors).length ? { errors } : { rule, errors }
}

/** "maturesAfterDays" → the word of the screen, else "matures after". */
export function ruleLabel(name: string): string {
  if (has(`ruleField.${name}`)) return t(`ruleField.${name}`)
  return name.replace(/(Minor|Bp)$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
/** What a new version would change, in words. */
export function ruleChanges(before: Record<string, unknown>, after: Record<string, unknown>): { label: string; before: string; after: string }[] {
  return changes(before, after).map((c) => ({ label: c.path.split('.').map(ruleLabel).join(' · '), before: shown(c.path, c.before), after: shown(c.path, c.after) }))
}
function shown(path: string, text: string): string {
  if (text === 'true' || text === 'false') return t(text === 'true' ? 'view.yes' : 'view.no')
  if (path === 'ratesBp' && text.startsWith('[')) return (JSON.parse(text) as number[]).map((n) => rate(n)).join(t('sep')) || '0%'
  const n = Number(text)
  if (Number.isFinite(n) && text !== '') return path.endsWith('Minor') ? money(n) : path.startsWith('productRatesBp') ? rate(n) : text
  return path === 'issueAt' || path === 'whenSpent' ? word('ruleChoice', text) : text
}
