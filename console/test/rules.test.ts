import { describe, expect, test } from 'vitest'
import { formOf, readForm, localMoment } from '@/lib/activity'
import { byDeadline, curve, funnelBars, lastKnown } from '@/lib/board'
import { changes } from '@/lib/diff'
import { findingsOf } from '@/lib/imports'
import { ruleFields, ruleOf } from '@/lib/rules'
import { stepsOf } from '@/lib/returns'
import { choicesFor } from '@/lib/withdrawals'
import type { GroupCard, StaffWithdrawal } from '@/api/types'

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
  test('funnel bars have true lengths and a step rate only where there was something before', () => {
    const bars = funnelBars([{ step: 'a', name: 'a', count: 200 }, { step: 'b', name: 'b', count: 0 }, { step: 'c', name: 'c', count: 0 }])
    expect(bars.map((b) => b.widthBp)).toEqual([10000, 0, 0])
    expect(bars.map((b) => b.stepBp)).toEqual([undefined, 0, undefined])
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

test('a rule’s numbers become fields by their names and go back unchanged', () => {
  const rule = { rateBp: 500, minWithdrawalMinor: 10000, windowDays: 30, steps: [{ count: 3 }], open: true }
  expect(ruleFields(rule).map((f) => [f.key, f.kind])).toEqual([['rule_rateBp', 'percent'], ['rule_minWithdrawalMinor', 'money'], ['rule_windowDays', 'int'], ['rule_steps', 'textarea'], ['rule_open', 'flag']])
  expect(ruleOf(rule, { rule_rateBp: 600, rule_steps: '[{"count":5}]', other: 1 })).toEqual({ ...rule, rateBp: 600, steps: [{ count: 5 }] })
  expect(() => ruleOf(rule, { rule_steps: '[{' })).toThrow(expect.objectContaining({ field: 'rule_steps' }))
})

test('a return offers only what its state allows', () => {
  expect(stepsOf({ state: 'REQUESTED', kind: 'RETURN_REFUND' })).toEqual(['approve', 'reject'])
  expect(stepsOf({ state: 'SENT_BACK', kind: 'RETURN_REFUND' })).toEqual(['received', 'reject'])
  expect(stepsOf({ state: 'APPROVED', kind: 'REFUND_ONLY' })).toEqual([])
  expect(stepsOf({ state: 'REFUNDED', kind: 'RETURN_REFUND' })).toEqual([])
})

test('findings of an import are found under any of their names', () => {
  const f = { row: 2, column: 'a', handle: 'h', severity: 'NOTE' as const, code: 'X', text: 't' }
  expect(findingsOf({ rows: { items: [f], next: '9' } })).toEqual({ items: [f], next: '9' })
  expect(findingsOf({ rows: 257, findingRows: { items: [f] } }).items).toHaveLength(1)
  expect(findingsOf({ rows: 257, findings: 3 })).toEqual({ items: [] })
})
