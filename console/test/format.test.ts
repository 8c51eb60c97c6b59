import { describe, expect, test } from 'vitest'
import { money, moneyInput, parseMoney, signedMoney } from '@/lib/money'
import { axis, changeBp, count, rate, signedRate } from '@/lib/number'
import { clock, date, dayEnd, dayStart, left, when } from '@/lib/time'

const NOON = Date.parse('2026-11-22T12:00:00+08:00')

describe('money stays exact between fen and text', () => {
  test.each([[0, '¥0.00'], [5, '¥0.05'], [1290, '¥12.90'], [128400, '¥1,284.00'], [-1000, '−¥10.00'], [9007199254740991, '¥90,071,992,547,409.91'], [-5, '−¥0.05']])('%d fen', (minor, text) => {
    expect(money(minor)).toBe(text)
    expect(parseMoney(text)).toBe(minor)
    expect(parseMoney(moneyInput(minor))).toBe(minor)
  })
  test('a gain shows its plus, an unknown sum is a dash', () => {
    expect(signedMoney(500)).toBe('+¥5.00')
    expect(signedMoney(0)).toBe('¥0.00')
    expect(money(undefined)).toBe('—')
    expect(money(null)).toBe('—')
  })
  test.each(['', 'abc', '1.234', '1,23', '--5', '1e3', '99999999999999999', '12.', '0x10'])('refuses %j', (text) => {
    expect(parseMoney(text)).toBeUndefined()
  })
  test('reads what people type', () => {
    expect(parseMoney(' 12.5 ')).toBe(1250)
    expect(parseMoney('¥1,284')).toBe(128400)
    expect(parseMoney('-3')).toBe(-300)
  })
})

describe('numbers', () => {
  test('counts, axes and rates', () => {
    expect(count(1204)).toBe('1,204')
    expect(count(-5)).toBe('−5')
    expect(count(null)).toBe('—')
    expect([axis(40000, 'zh'), axis(120000000, 'zh'), axis(40000, 'en'), axis(120000000, 'en'), axis(0, 'zh')]).toEqual(['4 万', '1.2 亿', '40K', '120M', '0'])
    expect([rate(7840), rate(500), rate(25), rate(0), rate(null)]).toEqual(['78.4%', '5%', '0.25%', '0%', '—'])
  })
  test('a change needs something to compare with', () => {
    expect(changeBp(10, 0)).toBeUndefined()
    expect(signedRate(changeBp(48216, 43113)!)).toBe('+11.8%')
    expect(signedRate(-210)).toBe('−2.1%')
  })
})

describe('time is the shop’s time, whatever the machine’s zone', () => {
  test('today, yesterday, other days and years', () => {
    expect(when('2026-11-22T12:00:00Z', 'zh', NOON)).toBe('今天 20:00')
    expect(when('2026-11-22T12:00:00Z', 'en', NOON)).toBe('today 20:00')
    expect(when('2026-11-21T16:30:00Z', 'zh', NOON)).toBe('今天 00:30')
    expect(when('2026-11-21T01:12:00Z', 'en', NOON)).toBe('yesterday 09:12')
    expect(when('2026-11-20T01:12:00Z', 'zh', NOON)).toBe('11月20日 09:12')
    expect(when('2025-11-20T01:12:00Z', 'en', NOON)).toBe('20 Nov 2025 09:12')
    expect(when(undefined, 'zh', NOON)).toBe('—')
    expect(date('2026-11-22T12:00:00Z', 'zh', NOON)).toBe('11月22日 周日')
    expect(date('2026-11-22T12:00:00Z', 'en', NOON)).toBe('Sun 22 Nov')
    expect(clock('2026-11-22T06:32:05Z')).toBe('14:32:05')
  })
  test('time left in two units', () => {
    const MIN = 60_000
    expect(left(27 * 60 * MIN, 'zh')).toBe('1 天 3 小时')
    expect(left(312 * MIN, 'zh')).toBe('5 小时 12 分')
    expect(left(8 * MIN + 20_000, 'zh')).toBe('8 分 20 秒')
    expect(left(8 * MIN + 20_000, 'en')).toBe('8 min 20 s')
    expect(left(42 * MIN, 'en')).toBe('42 min')
    expect(left(-5, 'zh')).toBe('0 秒')
  })
  test('a day of the shop begins at its own midnight', () => {
    expect(dayStart('2026-11-22')).toBe('2026-11-21T16:00:00.000Z')
    expect(dayEnd('2026-11-22')).toBe('2026-11-22T16:00:00.000Z')
  })
})
