import { describe, expect, test } from 'vitest'
import { change, count, day, left, maskPhone, moment, money, moneyParts, people, rate } from '@/lib/format'

const NOON = Date.parse('2026-11-22T04:00:00Z') // 12:00 in the shop

describe('money', () => {
  test('always two decimals and thousands', () => {
    expect(money(1290)).toBe('¥12.90')
    expect(money(128400)).toBe('¥1,284.00')
    expect(money(0)).toBe('¥0.00')
    expect(money(5)).toBe('¥0.05')
    expect(money(123456789012)).toBe('¥1,234,567,890.12')
  })
  test('the sign stands before the ¥ and is a real minus', () => {
    expect(money(-1000)).toBe('\u2212¥10.00')
    expect(change(500)).toBe('+¥5.00')
    expect(change(-340)).toBe('\u2212¥3.40')
    expect(change(0)).toBe('¥0.00')
  })
  test('unknown is a dash, never zero', () => {
    expect(money(undefined)).toBe('—')
    expect(money(null)).toBe('—')
  })
  test('parts for setting in type', () =>
    expect(moneyParts(-128405)).toEqual({ sign: '\u2212', yuan: '1,284', fen: '05' }))
})

describe('counts and rates', () => {
  test('thousands', () => expect(count(1204)).toBe('1,204'))
  test('basis points', () => {
    expect(rate(7840)).toBe('78.4%')
    expect(rate(3100)).toBe('31%')
    expect(rate(5)).toBe('0.1%')
  })
  test('people as words only in Chinese', () => {
    expect(people(2, 'zh-Hans')).toBe('两')
    expect(people(5, 'zh-Hans')).toBe('五')
    expect(people(12, 'zh-Hans')).toBe('12 ')
    expect(people(2, 'en')).toBe('2')
  })
  test('phones keep seven digits to themselves', () => {
    expect(maskPhone('13800006021')).toBe('138****6021')
    expect(maskPhone('138****6021')).toBe('138****6021')
  })
})

describe('time', () => {
  test("the hour is the shop's, wherever the phone is", () => {
    expect(moment('2026-11-22T12:00:00Z', NOON, 'zh-Hans')).toBe('今天 20:00')
    expect(moment('2026-11-22T12:00:00Z', NOON, 'en')).toBe('today 20:00')
    expect(moment('2026-11-22T16:30:00Z', NOON, 'zh-Hans')).toBe('明天 00:30')
    expect(moment('2026-11-21T01:05:00Z', NOON, 'zh-Hans')).toBe('昨天 09:05')
    expect(moment('2026-11-18T01:05:00Z', NOON, 'zh-Hans')).toBe('11月18日 09:05')
    expect(moment('2025-11-18T01:05:00Z', NOON, 'en')).toBe('18 Nov 2025 09:05')
  })
  test('dates', () => {
    expect(day('2026-11-22T04:00:00Z', NOON, 'zh-Hans')).toBe('11月22日 周日')
    expect(day('2026-11-22T04:00:00Z', NOON, 'en')).toBe('Sun 22 Nov')
    expect(day('2027-01-02T04:00:00Z', NOON, 'zh-Hans')).toBe('2027年1月2日 周六')
  })
  test('time left: minutes until the last ten, then seconds', () => {
    expect(left(27 * 3600_000, 'zh-Hans')).toBe('1 天 3 小时')
    expect(left(27 * 3600_000, 'en')).toBe('1 d 3 h')
    expect(left((5 * 60 + 12) * 60_000, 'zh-Hans')).toBe('5 小时 12 分')
    expect(left(42 * 60_000 + 5000, 'zh-Hans')).toBe('42 分')
    expect(left(500_000, 'en')).toBe('8 min 20 s')
    expect(left(9_000, 'zh-Hans')).toBe('9 秒')
    expect(left(-5, 'zh-Hans')).toBe('0 秒')
  })
})
