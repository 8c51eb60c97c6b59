import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { get, keyKeeper, newKey, Problem, setCsrf, url, whenSignedOut, write } from '@/api/http'

interface Call { url: string; method: string; headers: Record<string, string>; body: unknown }
let calls: Call[] = []
let answers: (() => Response)[] = []
const real = globalThis.fetch
const json = (status: number, body: unknown) => () => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

beforeEach(() => {
  calls = []
  answers = []
  globalThis.fetch = (async (u: string, init: RequestInit) => {
    calls.push({ url: u, method: init.method!, headers: init.headers as Record<string, string>, body: init.body })
    const next = answers.shift()
    if (!next) throw new TypeError('network down')
    return next()
  }) as typeof fetch
  setCsrf('token-1')
})
afterEach(() => { globalThis.fetch = real })

describe('every write is safe to repeat', () => {
  test('carries the key and the CSRF token', async () => {
    answers.push(json(200, { ok: 1 }))
    await write('POST', '/orders/5/cancel', { reason: 'why' }, 'key-12345678')
    expect(calls[0]).toMatchObject({ url: '/api/staff/orders/5/cancel', method: 'POST', headers: { 'Idempotency-Key': 'key-12345678', 'X-CSRF-Token': 'token-1' }, body: '{"reason":"why"}' })
  })
  test('a stale CSRF token is renewed once and the same key is sent again', async () => {
    answers.push(json(403, { code: 'CSRF' }), json(200, { csrfToken: 'token-2' }), json(200, { done: true }))
    expect(await write('POST', '/demo/clear', {}, 'key-12345678')).toEqual({ done: true })
    expect(calls.map((c) => c.url)).toEqual(['/api/staff/demo/clear', '/api/staff/session', '/api/staff/demo/clear'])
    expect(calls[2]!.headers).toMatchObject({ 'Idempotency-Key': 'key-12345678', 'X-CSRF-Token': 'token-2' })
  })
  test('one body keeps one key over retries, another body gets another', () => {
    const key = keyKeeper()
    const first = key({ a: 1 })
    expect(key({ a: 1 })).toBe(first)
    expect(key({ a: 2 })).not.toBe(first)
  })
  test('keys fit the contract and differ', () => {
    const keys = new Set(Array.from({ length: 500 }, newKey))
    expect(keys.size).toBe(500)
    for (const k of keys) expect(k).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
  })
})

describe('answers', () => {
  test('a problem keeps its code, field and trace id', async () => {
    answers.push(json(400, { code: 'INVALID', detail: 'too small', field: 'priceMinor', traceId: 'abc' }))
    const p = await get('/x').catch((e: unknown) => e)
    expect(p).toBeInstanceOf(Problem)
    expect(p).toMatchObject({ status: 400, code: 'INVALID', detail: 'too small', field: 'priceMinor', traceId: 'abc' })
  })
  test('no answer is an unknown outcome, not a refusal', async () => {
    expect(await write('POST', '/x', {}, 'key-12345678').catch((e: unknown) => e)).toMatchObject({ status: 0, code: 'UNREACHABLE' })
  })
  test('a lost session is told once to whoever listens', async () => {
    let told = 0
    whenSignedOut(() => { told++ })
    answers.push(json(401, { code: 'UNAUTHENTICATED' }))
    await get('/orders').catch(() => {})
    expect(told).toBe(1)
  })
  test('filters without a value stay out of the address', () => {
    expect(url('/orders', { q: '', state: undefined, after: 'x y', limit: 30 })).toBe('/api/staff/orders?after=x+y&limit=30')
  })
})
