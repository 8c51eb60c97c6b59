import { describe, expect, test } from 'vitest'
import { formOf, readForm, localMoment } from '@/lib/activity'
import { byDeadline, curve, funnelBars, lastKnown } from '@/lib/board'
import { changes } from '@/lib/diff'
import { jobOf } from '@/lib/imports'
import { ruleChanges, schemeForm, schemeRule, sentence } from '@/lib/rules'
import { freightBody, freightForm } from '@/lib/freight'
import { termFields, withTerms } from '@/lib/offers'
import { word } from '@/i18n'
import { refundBody, stepsOf, unitFields, unitsOf } from '@/lib/returns'
import { actor } from '@/lib/actor'
import { choicesFor } from '@/lib/withdrawals'
import type { FreightRow, GroupCard, ImportDetail, OfferTerms, StaffWithdrawal } from '@/api/types'

const say = (k: string) => k
const NOW = Date.parse('2026-11-22T12:00:00+08:00')

describe('money leaves only after two people looked', () => {
  const w = (state: string, approvedBy?: string) => ({ state, amountMinor: 100, balanceMinor: 500, taxMinor: 0, ...(approvedBy ? { approvedBy } : {}) }) as StaffWithdrawal
  const both = { staffId: 1, name: '沈一禾', username: 'owner', permissions: ['WITHDRAWAL_APPROVE', 'WITHDRAWAL_PAY'] }
  test('whoever approved cannot pay, by name or by username', () => {
    expect(choicesFor(w('APPROVED', '沈一禾'), both).find((c) => c.step === 'pay')?.blocked).toBe('samePerson')
    expect(choicesFor(w('APPROVED', 'owner'), both).find((c) => c.step === 'pay')?.blocked).toBe('samePerson')
    expect(choicesFor(w('APPROVED', '1'), both).find((c) => c.step === 'pay')?.blocked).toBe('samePerson')
    expect(choicesFor(w('APPROVED', '青禾'), both).find((c) => c.step === 'pay')?.blocked).toBeUndefined()
  })
  test('each step wants its right', () => {
    const none = { ...both, permissions: [] }
    expect(choicesFor(w('REQUESTED'), none).map((c) => c.blocked)).toEqual(['right', 'right'])
    expect(choicesFor(w('APPROVED', '青禾'), { ...both, permissions: ['WITHDRAWAL_APPROVE'] }).map((c) => [c.step, c.blocked])).toEqual([['pay', 'right'], ['reject', undefined]])
  })
  test('nothing is left to decide once paid or rejected', () => {
    expect(choicesFor(w('PAID', '青禾'), both)).toEqual([])
    expect(choicesFor(w('REJECTED'), both)).toEqual([])
  })
})

describe('setting up a group', () => {
  const good = () => ({ ...formOf(undefined, NOW), productId: '100', prices: [{ skuId: 1, code: 'A', listMinor: 3990, text: '29.90' }], reason: '试卖' })
  test('becomes the body of the request in fen and minutes', () => {
    expect(readForm(good(), say).input).toEqual({ productId: 100, size: 3, windowMinutes: 1440, holdMinutes: 15, perPersonLimit: 2, prices: [{ skuId: 1, priceMinor: 2990 }], startsAt: '2026-11-22T04:00:00.000Z', latePolicy: 'MOVE', reason: '试卖' })
  })
  test('refuses a group price that is not below the price alone', () => {
    for (const text of ['39.90', '0', '-1', 'x']) expect(readForm({ ...good(), prices: [{ skuId: 1, code: 'A', listMinor: 3990, text }] }, say).errors.prices).toBeTruthy()
    expect(readForm({ ...good(), prices: [] }, say).errors.prices).toBe('group.noPrices')
  })
  test('refuses sizes, times and a missing reason', () => {
    const bad = readForm({ ...good(), size: '1', holdMinutes: '0', windowHours: '900', endsAt: '2026-11-01T00:00', reason: '' }, say)
    expect(bad.input).toBeUndefined()
    expect(Object.keys(bad.errors).sort()).toEqual(['endsAt', 'holdMinutes', 'reason', 'size', 'windowMinutes'])
  })
  test('times in the form are the shop’s', () => {
    expect(localMoment('2026-11-22T04:00:00Z')).toBe('2026-11-22T12:00')
  })
})

describe('the live board', () => {
  test('the curve stops at now instead of falling to zero', () => {
    const c = curve([{ hour: '00:00', nowMinor: 0, beforeMinor: 5 }, { hour: '01:00', nowMinor: 10, beforeMinor: 6 }, { hour: '02:00', nowMinor: null, beforeMinor: 9 }])
    expect(c.map((p) => p.now)).toEqual([0, 10, null])
    expect(lastKnown(c)).toBe(1)
    expect(lastKnown([])).toBe(-1)
  })
  test('a funnel step has a share only of the step it is a part of', () => {
    const bars = funnelBars([{ step: 'VISIT', name: 'v', count: 200 }, { step: 'PRODUCT', name: 'p', count: 50, of: 'VISIT' }, { step: 'PLACED', name: 'o', count: 400 }, { step: 'PLACED_PAID', name: 'd', count: 100, of: 'PLACED' }, { step: 'X', name: 'x', count: 0, of: 'NONE' }])
    expect(bars.map((b) => b.widthBp)).toEqual([10000, 2500, 10000, 2500, 0])
    expect(bars.map((b) => b.ofBp)).toEqual([undefined, 2500, undefined, 2500, undefined])
    expect(Math.max(...bars.map((b) => b.ofBp ?? 0))).toBeLessThanOrEqual(10000)
  })
  test('the group that ends first comes first', () => {
    const g = (id: number, expiresAt: string) => ({ groupId: id, expiresAt }) as GroupCard
    expect(byDeadline([g(1, '2026-11-23T00:00:00Z'), g(2, '2026-11-22T00:00:00Z')]).map((x) => x.groupId)).toEqual([2, 1])
  })
})

test('an audit row reads as changes', () => {
  expect(changes({ a: 1, b: { c: 'x' } }, { a: 1, b: { c: 'y' }, d: [1] })).toEqual([{ path: 'b.c', before: 'x', after: 'y' }, { path: 'd', before: '—', after: '[1]' }])
  expect(changes(null, { state: 'ON_SHELF' })).toEqual([{ path: 'state', before: '—', after: 'ON_SHELF' }])
  expect(changes('{"a":1}', '{"a":2}')).toEqual([{ path: 'a', before: '1', after: '2' }])
  expect(changes(undefined, undefined)).toEqual([])
})

describe('a scheme reads as a sentence with blanks', () => {
  const invite = { target: 3, repeatable: true, mostTimes: 20, leastOrderMinor: 1, template: 'invite-three-50', valueMinor: 5000, issueAt: 'MATURE', whenSpent: 'OWE' }
  const both = { leastOrderMinor: 100, inviterTemplate: 'a', inviteeTemplate: 'b', valueMinor: 2000, issueAt: 'PAID', whenSpent: 'FORGIVE' }
  const commission = { ratesBp: [500], productRatesBp: { 12: 750 }, settleDays: 3 }
  test('what stands in a rule goes through the form unchanged', () => {
    for (const [kind, rule] of [['INVITE_COUNT', invite], ['BOTH_SIDES', both], ['COMMISSION', commission]] as const) expect(schemeRule(kind, schemeForm({ kind, rule }, 1), 1).rule).toEqual(rule)
    expect(schemeRule('COMMISSION', schemeForm({ kind: 'COMMISSION', rule: { ratesBp: [500, 100], productRatesBp: {}, settleDays: 0 } }, 2), 2).rule).toEqual({ ratesBp: [500, 100], productRatesBp: {}, settleDays: 0 })
  })
  test('every field of a rule is a blank of its sentence', () => {
    const blanks = (kind: 'INVITE_COUNT' | 'BOTH_SIDES') => sentence(kind, 1).flat().flatMap((p) => (typeof p === 'string' ? [] : [p.key])).sort()
    expect(blanks('INVITE_COUNT')).toEqual(Object.keys(invite).sort())
    expect(blanks('BOTH_SIDES')).toEqual(Object.keys(both).sort())
  })
  test('what is wrong is told at its blank', () => {
    const bad = (change: (f: ReturnType<typeof schemeForm>) => void) => { const f = schemeForm({ kind: 'COMMISSION', rule: commission }, 1); change(f); return Object.keys(schemeRule('COMMISSION', f, 1).errors) }
    expect(bad((f) => { f.values['rate_1'] = '101' })).toEqual(['rate_1'])
    expect(bad((f) => { f.values['settleDays'] = '-1' })).toEqual(['settleDays'])
    expect(bad((f) => { f.products.push({ productId: '12', percent: '5' }) })).toEqual(['product_1'])
    expect(bad((f) => { f.products[0]!.percent = 'x' })).toEqual(['product_0'])
  })
  test('a new version shows what it changes, in words', () => {
    expect(ruleChanges(commission, { ...commission, ratesBp: [600], settleDays: 3 })).toEqual([{ label: expect.any(String), before: '5%', after: '6%' }])
    expect(ruleChanges(invite, { ...invite, leastOrderMinor: 5900, issueAt: 'PAID' }).map((c) => [c.before, c.after])).toEqual([['¥0.01', '¥59.00'], [word('ruleChoice', 'MATURE'), word('ruleChoice', 'PAID')]])
    expect(ruleChanges(both, both)).toEqual([])
  })
})

describe('an offer is a form', () => {
  const terms: OfferTerms = { gives: 'PERCENT', offBp: 2000, mostMinor: 3000, thresholdMinor: 9900, leastUnits: 2, goods: { categoryIds: [3], productIds: [], zones: [], exceptProductIds: [9] }, firstOrder: true, cohort: 'SEED', buying: 'GROUP', regions: ['11'] }
  test('terms become fields and come back', () => {
    const fields = termFields(terms, { zones: [], categories: [], cohorts: [] })
    const typed = Object.fromEntries(fields.map((f) => [f.key, f.initial]))
    expect(fields.filter((f) => f.when && !f.when(typed)).map((f) => f.key)).toEqual(['amountMinor', 'priceMinor', 'everyMinor', 'from1', 'off1', 'from2', 'off2', 'from3', 'off3', 'units', 'given', 'most', 'zones', 'productIds'])
    const sent = Object.fromEntries(Object.entries(typed).filter(([k, v]) => v !== '' && !fields.some((f) => f.key === k && f.when && !f.when(typed))))
    expect(withTerms({ ...sent, code: 'x', reason: 'y' })).toEqual({ code: 'x', reason: 'y', terms })
  })
  const plays: Pick<OfferTerms, 'gives' | 'amountMinor' | 'offBp' | 'play'>[] = [
    { gives: 'STEPS', play: { steps: [{ fromMinor: 10000, offMinor: 1000 }, { fromMinor: 20000, offMinor: 3000 }] } },
    { gives: 'EVERY', amountMinor: 1000, play: { everyMinor: 10000 } }, { gives: 'UNIT_OFF', amountMinor: 300, play: { most: 2 } },
    { gives: 'UNIT_PRICE', amountMinor: 990 }, { gives: 'NTH', offBp: 5000, play: { units: 2 } }, { gives: 'ANY_FOR', amountMinor: 9900, play: { units: 3 } },
    { gives: 'BUY_GET', offBp: 10000, play: { units: 2, given: 1 } }, { gives: 'SET', amountMinor: 9900 }, { gives: 'ADD_ON', amountMinor: 990, play: { most: 1 } }
  ]
  test.each(plays)('$gives becomes fields and comes back', (play) => {
    const asked: OfferTerms = { thresholdMinor: 0, firstOrder: false, regions: [], goods: { categoryIds: [], productIds: [7, 9], zones: [], exceptProductIds: [] }, ...play }
    const fields = termFields(asked, { zones: [], categories: [], cohorts: [] })
    const typed = Object.fromEntries(fields.map((f) => [f.key, f.initial]))
    const shown = fields.filter((f) => !f.when || f.when(typed))
    expect(shown.filter((f) => f.required && typed[f.key] === undefined).map((f) => f.key)).toEqual([])
    const sent = Object.fromEntries(shown.filter((f) => typed[f.key] !== '' && typed[f.key] !== undefined).map((f) => [f.key, typed[f.key]]))
    expect(withTerms(sent)).toEqual({ terms: asked })
  })
})

describe('freight is a form', () => {
  const row: FreightRow = { templateId: 1, code: 's', name: 'n', nameZh: '标准', nameEn: 'Standard', sentence: '', isDefault: true, enabled: true, version: 1, priority: 0, measure: 'WEIGHT', freeOverMinor: 8800, goods: { categoryIds: [], productIds: [], zones: [], exceptProductIds: [] }, zones: [{ regionPrefixes: [''], first: 1000, firstMinor: 800, step: 500, stepMinor: 200, served: true }, { regionPrefixes: ['71'], first: 1, firstMinor: 0, step: 1, stepMinor: 0, served: false }] }
  test('kilograms and yuan become grams and fen', () => {
    const { body } = freightBody({ ...freightForm(row), reason: '调价' }, false, say)
    expect(body).toEqual({ nameZh: '标准', nameEn: 'Standard', measure: 'WEIGHT', freeOverMinor: 8800, priority: 0, goods: row.goods, enabled: true, reason: '调价', zones: [{ regions: [], first: 1000, firstMinor: 800, step: 500, stepMinor: 200, served: true }, { regions: ['71'], first: 1, firstMinor: 0, step: 1, stepMinor: 0, served: false }] })
  })
  test('what is wrong is named as the server names it', () => {
    const form = { ...freightForm(row), reason: '调价' }
    form.zones[0]!.firstPrice = 'x'
    form.zones[1]!.regions = []
    expect(Object.keys(freightBody(form, true, say).errors).sort()).toEqual(['zones[0].firstMinor', 'zones[1].regions'])
    expect(Object.keys(freightBody({ ...freightForm(), reason: '' }, true, say).errors).sort()).toEqual(['code', 'nameEn', 'nameZh', 'reason', 'zones[0].firstMinor', 'zones[0].stepMinor'])
  })
})

test('a return offers only what its state allows', () => {
  expect(stepsOf({ state: 'REQUESTED', kind: 'RETURN_REFUND' })).toEqual(['approve', 'reject'])
  expect(stepsOf({ state: 'SENT_BACK', kind: 'RETURN_REFUND' })).toEqual(['received', 'reject'])
  expect(stepsOf({ state: 'APPROVED', kind: 'REFUND_ONLY' })).toEqual([])
  expect(stepsOf({ state: 'REFUNDED', kind: 'RETURN_REFUND' })).toEqual([])
})

test('an import counts its rows, and the page of findings is beside it', () => {
  const detail = { importId: 1, rowCount: 257, rows: { items: [] } } as unknown as ImportDetail
  expect(jobOf(detail).rows).toBe(257)
})

test('a refund is sent as it was shown: by units, lines of none left out', () => {
  expect(unitFields([{ lineNo: 1, quantity: 2, refundMinor: 200 }], new Map()).map((f) => [f.key, f.min, f.max, f.initial])).toEqual([['unit_1', 0, 2, 2]])
  expect(unitsOf({ unit_1: 2, unit_2: 0, reason: 'x' })).toEqual(['1:2'])
  expect(refundBody({ unit_1: 1, unit_2: 3, reason: '压坏了' }, 990)).toEqual({ lines: [{ lineNo: 1, quantity: 1 }, { lineNo: 2, quantity: 3 }], amountMinor: 990, reason: '压坏了' })
})
test('who did it reads as a person or a part of the shop', () => {
  expect(actor('staff:3 kefu')).toBe('kefu')
  expect(actor('payment')).not.toBe('payment')
  expect(actor('customer:12')).toBe(actor('customer:13'))
})
