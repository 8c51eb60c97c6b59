export interface Change { path: string; before: string; after: string }

/** What differs between two JSON values, leaf by leaf, so that an audit row reads as changes and not as two blobs. */
export function changes(before: unknown, after: unknown, path = ''): Change[] {
  const b = parse(before)
  const a = parse(after)
  if (plain(b) || plain(a)) {
    const keys = [...new Set([...Object.keys(plain(b) ? b : {}), ...Object.keys(plain(a) ? a : {})])]
    return keys.flatMap((k) => changes(plain(b) ? b[k] : undefined, plain(a) ? a[k] : undefined, path ? `${path}.${k}` : k))
  }
  const [x, y] = [show(b), show(a)]
  return x === y ? [] : [{ path, before: x, after: y }]
}
function parse(v: unknown): unknown {
  if (typeof v !== 'string' || !/^\s*[[{]/.test(v)) return v
  try {
    return JSON.parse(v)
  } catch {
    return v
  }
}
function plain(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}
function show(v: unknown): string {
  if (v === undefined || v === null) return '—'
  return typeof v === 'string' ? v : JSON.stringify(v)
}
