// Idempotency keys. A key is made and stored BEFORE the request leaves, under what the person means to do (method,
// path, body). A retry, a double tap or a reload of the page finds the same key, so the shop does the thing once.
// The key is forgotten only when the shop has answered for good.

export interface KeyStore {
  get(name: string): string | undefined
  set(name: string, value: string): void
  remove(name: string): void
}

const PREFIX = 'idem:'

function randomHex(bytes: number): string {
  const out = new Uint8Array(bytes)
  const source = (globalThis as { crypto?: Crypto }).crypto
  if (source?.getRandomValues) source.getRandomValues(out)
  // Mini-programs have no synchronous random source. A key must be unlike others, not secret: the shop looks it up
  // under the signed-in person.
  else for (let i = 0; i < bytes; i++) out[i] = Math.floor(Math.random() * 256)
  return Array.from(out, (b) => (b < 16 ? '0' : '') + b.toString(16)).join('')
}

/** FNV-1a, twice with different seeds: names an intent, guards nothing. */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5
  let b = 0x050c5d1f
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(i), 0x01000197)
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36)
}

export function intentOf(method: string, path: string, body: unknown): string {
  return fingerprint(`${method} ${path} ${JSON.stringify(body ?? null)}`)
}

export class Keys {
  constructor(private readonly store: KeyStore) {}

  /** The key of this intent: the one already stored, else a new one, stored before it is returned. */
  take(intent: string): string {
    const known = this.store.get(PREFIX + intent)
    if (known) return known
    const made = `web-${Date.now().toString(36)}-${randomHex(12)}`
    this.store.set(PREFIX + intent, made)
    return made
  }

  /** The shop has answered for good; the same wish later is a new wish. */
  settle(intent: string): void {
    this.store.remove(PREFIX + intent)
  }
}

/** Keys in the device's own storage. */
export const deviceKeys = new Keys({
  get: (name) => (uni.getStorageSync(name) as string) || undefined,
  set: (name, value) => uni.setStorageSync(name, value),
  remove: (name) => uni.removeStorageSync(name)
})
