// The one door to the server: session cookie, CSRF header, idempotency keys, and problems as a type.
import { ref } from 'vue'

/** A refusal or failure in the RFC 9457 form. status 0 means the server could not be reached, so nothing is known about the write. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly field?: string,
    readonly traceId?: string,
    readonly extras: Record<string, unknown> = {}
  ) {
    super(detail || title)
    this.name = 'Problem'
  }
}

export type Query = Record<string, string | number | boolean | undefined | null>

let csrfToken = ''
let language = 'zh'
let onSignedOut: () => void = () => {}
/** Milliseconds the server's shop clock is ahead of this machine's; refreshed from the session. */
export const clockOffset = ref(0)

export function setCsrf(token: string): void {
  csrfToken = token
}
export function setLanguage(lang: string): void {
  language = lang
}
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler
}
export function shopNow(): number {
  return Date.now() + clockOffset.value
}

export function url(path: string, query: Query = {}): string {
  const q = new URLSearchParams()
  for (const [k, v] of Object.entries(query)) if (v !== undefined && v !== null && v !== '') q.set(k, String(v))
  const tail = q.toString()
  return `/api/staff${path}${tail ? `?${tail}` : ''}`
}

/** A fresh key for one intention: 22 characters of [A-Za-z0-9]. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(36).padStart(2, '0').slice(-2)).join('').slice(0, 32)
}

async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {}
  try {
    body = (await response.json()) as Record<string, unknown>
  } catch {
    // A proxy or a dead server answers without our form; the status alone must do.
  }
  const text = (k: string) => (typeof body[k] === 'string' ? (body[k] as string) : undefined)
  return new Problem(
    response.status,
    text('code') ?? `HTTP_${response.status}`,
    text('title') ?? '',
    text('detail') ?? '',
    text('field'),
    text('traceId'),
    body
  )
}

async function call(path: string, query: Query, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url(path, query), {
      ...init,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Accept-Language': language, ...(init.headers as Record<string, string> | undefined) }
    })
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw new Problem(0, 'UNREACHABLE', '', '')
  }
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.status === 401 && path !== '/login' && path !== '/session') onSignedOut()
    throw problem
  }
  return response
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await call(path, query, { method: 'GET', signal: signal ?? null })
  return (await response.json()) as T
}

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A write. `key` names the intention: give the same key again when retrying the same body. */
export async function write<T>(method: Method, path: string, body: unknown, key: string): Promise<T> {
  try {
    return await send<T>(method, path, body, key)
  } catch (e) {
    // The session was renewed elsewhere (another tab, a server restart): take its token and send the same key once more.
    if (!(e instanceof Problem) || e.code !== 'CSRF' || path === '/login') throw e
    const fresh = await get<{ csrfToken?: string }>('/session')
    if (!fresh.csrfToken || fresh.csrfToken === csrfToken) throw e
    csrfToken = fresh.csrfToken
    return send<T>(method, path, body, key)
  }
}

async function send<T>(method: Method, path: string, body: unknown, key: string): Promise<T> {
  const form = body instanceof FormData
  const response = await call(path, {}, {
    method,
    body: form ? body : JSON.stringify(body ?? {}),
    headers: {
      'Idempotency-Key': key,
      ...(csrfToken ? { 'X-CSRF-Token': csrfToken } : {}),
      ...(form ? {} : { 'Content-Type': 'application/json' })
    }
  })
  if (response.status === 204) return undefined as T
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/**
 * Keeps one key for one body: a retry after an unknown outcome repeats the key, so the server answers what it already did;
 * a changed body is another intention and gets another key.
 */
export function keyKeeper(): (body: unknown) => string {
  let last = ''
  let key = ''
  return (body) => {
    const shape = body instanceof FormData ? formShape(body) : JSON.stringify(body ?? {})
    if (shape !== last || !key) {
      last = shape
      key = newKey()
    }
    return key
  }
}

function formShape(form: FormData): string {
  return JSON.stringify([...form.entries()].map(([k, v]) => [k, v instanceof File ? `${v.name}/${v.size}/${v.lastModified}` : v]))
}
