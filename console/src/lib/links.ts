/** A link the server sends for staff, as a path of this app; anything that is not one of our pages becomes undefined. */
export function consoleLink(link: string | undefined | null): string | undefined {
  if (!link) return undefined
  const path = link.startsWith('/console/') ? link.slice('/console'.length) : link
  return /^\/(?!\/|api\/)/.test(path) && !path.includes('\\') ? path : undefined
}
