import { beforeEach, describe, expect, test } from 'vitest'
import { makeHttp, queryOf, type Answer, type Sent } from '@/api/http'
import { Problem } from '@/api/problem'
import { shopNow } from '@/lib/clock'
import { intentOf, Keys } from '@/lib/keys'

const kept = new Map<string, string>()
const store = {
  get: (n: string) => kept.get(n),
  set: (n: string, v: string) => void kept.set(n, v),
  remove: (n: string) => void kept.delete(n)
}
let sent: Sent[] = []
let stored: (string | undefined)[] = []
let pauses: number[] = []
let outs = 0

const ok = (data: unknown = {}): Answer => ({ status: 200, data, header: {} })
const no = (status: number, body: object = {}, header: Record<string, string> = {}): Answer => ({
  status,
  data: body,
  header
})

function shop(...answers: (Answer | 'cut')[]) {
  return makeHttp({
    origin: 'https://shop.test',
    send: async (s) => {
      sent.push(s)
      // What the device has stored at the moment the request leaves.
      stored.push([...kept.values()][0])
      const a = answers.shift() ?? ok()
      if (a === 'cut') throw new Problem(0, { code: 'network' })
      return a
    },
    pause: async (ms) => void pauses.push(ms),
    keys: new Keys(store),
    token: () => 'tok',
    language: () => 'en',
    signedOut: () => void outs++
  })
}
const order = { method: 'POST' as const, path: '/api/shop/orders', body: { lines: [{ skuId: 1, quantity: 1 }] } }
const keyOf = (s: Sent) => s.header['Idempotency-Key']

beforeEach(() => {
  kept.clear()
  sent = []
  stored = []
  pauses = []
  outs = 0
})

describe('one wish, one key', () => {
  test('the key is stored before the request leaves', async () => {
    await shop()(order)
    expect(keyOf(sent[0])).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
    expect(stored[0]).toBe(keyOf(sent[0]))
  })
  test('a cut line is tried again with the same key', async () => {
    await shop('cut', 'cut', ok())(order)
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map(keyOf)).size).toBe(1)
  })
  test('busy waits as long as the shop asks, same key', async () => {
    await shop(no(429, { code: 'BUSY' }, { 'Retry-After': '2' }), ok())(order)
    expect(pauses).toEqual([2000])
    expect(new Set(sent.map(keyOf)).size).toBe(1)
  })
  test('after giving up, the next tap sends the key of the first', async () => {
    const request = shop('cut', 'cut', 'cut', ok())
    await expect(request(order)).rejects.toMatchObject({ trouble: 'network' })
    await request(order)
    expect(sent).toHaveLength(4)
    expect(new Set(sent.map(keyOf)).size).toBe(1)
  })
  test('a reload of the page finds the same key', async () => {
    await shop(no(500), no(500), no(500))(order).catch(() => {})
    await shop()(order)
    expect(new Set(sent.map(keyOf)).size).toBe(1)
  })
  test('an answer ends the key: the same wish later is a new wish', async () => {
    const request = shop(ok(), ok())
    await request(order)
    await request(order)
    expect(new Set(sent.map(keyOf)).size).toBe(2)
    expect(kept.size).toBe(0)
  })
  test('a refusal ends the key too and is not tried again', async () => {
    await expect(shop(no(409, { code: 'COUPON_UNUSABLE' }))(order)).rejects.toMatchObject({ code: 'COUPON_UNUSABLE' })
    expect(sent).toHaveLength(1)
    expect(kept.size).toBe(0)
  })
  test('sold out is told at once, and tried again with the same key when the person asks', async () => {
    const request = shop(no(409, { code: 'SOLD_OUT', available: 0 }), ok())
    await expect(request(order)).rejects.toMatchObject({ code: 'SOLD_OUT', trouble: 'refused' })
    expect(sent).toHaveLength(1)
    await request(order)
    expect(new Set(sent.map(keyOf)).size).toBe(1)
    expect(kept.size).toBe(0)
  })
  test('another body is another wish', () => {
    expect(intentOf('POST', '/a', { n: 1 })).not.toBe(intentOf('POST', '/a', { n: 2 }))
    expect(intentOf('POST', '/a', { n: 1 })).toBe(intentOf('POST', '/a', { n: 1 }))
  })
  test('reading needs no key', async () => {
    const request = shop()
    await request({ path: '/api/shop/home' })
    await request({ method: 'POST', path: '/api/shop/checkout', body: {}, reads: true })
    expect(sent.map(keyOf)).toEqual([undefined, undefined])
  })
})

describe('what travels with every request', () => {
  test('token, language, query', async () => {
    await shop()({ path: '/api/shop/products', query: { q: '艾草', zone: '', after: undefined, limit: 20 } })
    expect(sent[0].url).toBe('https://shop.test/api/shop/products?q=%E8%89%BE%E8%8D%89&limit=20')
    expect(sent[0].header.Authorization).toBe('Bearer tok')
    expect(sent[0].header['Accept-Language']).toBe('en')
    expect(queryOf({})).toBe('')
  })
  test("the shop's hour, when it says it", async () => {
    const hour = Date.now() + 86_400_000
    await shop({ status: 200, data: {}, header: { 'Shop-Time': new Date(hour).toISOString() } })({ path: '/x' })
    expect(Math.abs(shopNow() - hour)).toBeLessThan(2000)
  })
})

describe('problems', () => {
  const of = (status: number, body = {}) => new Problem(status, body)
  test('each status has its designed state', () => {
    expect(of(0).trouble).toBe('network')
    expect(of(401).trouble).toBe('signin')
    expect(of(404).trouble).toBe('missing')
    expect(of(409).trouble).toBe('refused')
    expect(of(429).trouble).toBe('busy')
    expect(of(500).trouble).toBe('broken')
  })
  test('code, field and number are kept', async () => {
    const body = { code: 'INVALID', field: 'phone', traceId: 't-1', detail: 'Eleven digits, please' }
    await expect(shop(no(400, body))({ path: '/x' })).rejects.toMatchObject({
      code: 'INVALID',
      field: 'phone',
      traceId: 't-1',
      message: 'Eleven digits, please'
    })
  })
  test('a body that is not a problem still becomes one', async () => {
    await expect(shop(no(403, undefined as never))({ path: '/x' })).rejects.toMatchObject({
      code: 'http_403',
      trouble: 'refused'
    })
  })
  test('only open outcomes keep the key', () => {
    expect([0, 429, 503, 500].map((s) => of(s).open)).toEqual([true, true, true, true])
    expect([400, 401, 404, 409, 422].map((s) => of(s).open)).toEqual([false, false, false, false, false])
  })
  test('a lost token tells the shop app once', async () => {
    await shop(no(401, { code: 'UNAUTHENTICATED' }))({ path: '/x' }).catch(() => {})
    expect(outs).toBe(1)
  })
})
