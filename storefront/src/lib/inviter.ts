// Who sent this person here. Kept on the device from the first page until a login has carried it to the shop, so a
// friend who has to sign in first stays bound to the one who invited. The shop alone decides whether it binds.

const NAME = 'inviter'
const KEPT_MS = 7 * 86_400_000

export function keepInviter(code: string | undefined): void {
  if (!code || !/^[A-Za-z0-9_-]{3,32}$/.test(code)) return
  const known = readInviter()
  // The first touch stands while it is fresh: a later link does not push it out.
  if (!known) uni.setStorageSync(NAME, JSON.stringify({ code, at: Date.now() }))
}

export function readInviter(): string | undefined {
  const kept = uni.getStorageSync(NAME) as string
  if (!kept) return undefined
  try {
    const { code, at } = JSON.parse(kept) as { code: string; at: number }
    return Date.now() - at < KEPT_MS ? code : undefined
  } catch {
    return undefined
  }
}

export function forgetInviter(): void {
  uni.removeStorageSync(NAME)
}
