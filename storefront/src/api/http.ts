// One door to the shop: language, token, idempotency key, retries with the same key, problems.

import { setShopTime } from '@/lib/clock'
import { deviceKeys, intentOf, type Keys } from '@/lib/keys'
import { Problem, type ProblemBody } from './problem'

export interface Answer {
  status: number
  data: unknown
  header: Record<string, string>
}

export interface Sent {
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  header: Record<string, string>
  data?: unknown
}

export interface Door {
  origin: string
  send: (sent: Sent) => Promise<Answer>
  pause: (ms: number) => Promise<void>
  keys: Keys
  token: () => string | undefined
  language: () => string
  signedOut: () => void
}

export interface Wish {
  method?: Sent['method']
  path: string
  query?: Record<string, string | number | boolean | null | undefined>
  body?: unknown
  /** A POST that changes nothing (a quote, a visit): no key. */
  reads?: boolean
  /** Tries in all; a person waiting is told after these. */
  tries?: number
}

const LONGEST_SILENCE_MS = 2000

export function queryOf(query: Wish['query']): string {
  const parts = Object.entries(query ?? {})
    .filter(([, v]) => v !== undefined && v !== null && v !== '')
    .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(String(v))}`)
  return parts.length ? '?' + parts.join('&') : ''
}

function headerOf(answer: Answer, name: string): string | undefined {
  const key = Object.keys(answer.header).find((k) => k.toLowerCase() === name)
  return key ? answer.header[key] : undefined
}

function problemOf(answer: Answer): Problem {
  const body = typeof answer.data === 'object' && answer.data !== null ? (answer.data as ProblemBody) : {}
  const after = Number(headerOf(answer, 'retry-after'))
  return new Problem(answer.status, body, Number.isFinite(after) && after > 0 ? after * 1000 : undefined)
}

export function makeHttp(door: Door) {
  async function once(wish: Wish, key: string | undefined): Promise<unknown> {
    const header: Record<string, string> = { Accept: 'application/json', 'Accept-Language': door.language() }
    const token = door.token()
    if (token) header.Authorization = `Bearer ${token}`
    if (key) header['Idempotency-Key'] = key
    if (wish.body !== undefined) header['Content-Type'] = 'application/json'
    const started = Date.now()
    const answer = await door.send({
      url: door.origin + wish.path + queryOf(wish.query),
      method: wish.method ?? 'GET',
      header,
      data: wish.body
    })
    const shopTime = headerOf(answer, 'shop-time')
    if (shopTime) setShopTime(shopTime, Date.now() - started)
    if (answer.status >= 200 && answer.status < 300) return answer.data
    throw problemOf(answer)
  }

  return async function request<T>(wish: Wish): Promise<T> {
    const write = !wish.reads && (wish.method ?? 'GET') !== 'GET'
    const intent = write ? intentOf(wish.method!, wish.path + queryOf(wish.query), wish.body) : undefined
    const key = intent ? door.keys.take(intent) : undefined
    const tries = wish.tries ?? (write ? 3 : 2)
    for (let n = 1; ; n++) {
      try {
        const data = await once(wish, key)
        if (intent) door.keys.settle(intent)
        return data as T
      } catch (thrown) {
        const problem = thrown instanceof Problem ? thrown : new Problem(0, { code: 'network' })
        if (problem.trouble === 'signin') door.signedOut()
        // A wish that is still open keeps its key for the next tap; a final answer ends it.
        if (intent && !problem.keepsKey) door.keys.settle(intent)
        if (!problem.open || n >= tries) throw problem
        // A longer wait is told to the person, whose next tap sends the same key.
        if ((problem.retryAfterMs ?? 0) > LONGEST_SILENCE_MS) throw problem
        await door.pause(problem.retryAfterMs ?? 300 * 2 ** (n - 1))
      }
    }
  }
}

function sendByUni(sent: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: sent.url,
      method: sent.method as 'GET',
      header: sent.header,
      data: sent.data === undefined ? undefined : (sent.data as object),
      timeout: 15000,
      success: (r) =>
        resolve({ status: r.statusCode, data: r.data, header: (r.header ?? {}) as Record<string, string> }),
      fail: () => reject(new Problem(0, { code: 'network' }))
    })
  })
}

let origin = ''
// #ifdef MP-WEIXIN
origin = import.meta.env.VITE_SHOP_ORIGIN ?? 'http://127.0.0.1:8080'
// #endif

export const SHOP_ORIGIN = origin

export const session = {
  token: (): string | undefined => (uni.getStorageSync('token') as string) || undefined,
  language: (): string => (uni.getStorageSync('language') as string) || 'zh-Hans',
  onSignedOut: () => {}
}

export const request = makeHttp({
  origin: SHOP_ORIGIN,
  send: sendByUni,
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
  keys: deviceKeys,
  token: () => session.token(),
  language: () => (session.language() === 'en' ? 'en' : 'zh-CN'),
  signedOut: () => session.onSignedOut()
})
