// Money is whole fen everywhere; only these functions turn it into text, and back.
const MINUS = '\u2212'

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** Splits fen into sign, whole yuan with separators and two decimals. Works on any safe integer. */
export function moneyParts(minor: number): { sign: '' | '−'; whole: string; cents: string } {
  const abs = Math.abs(Math.trunc(minor))
  const digits = String(abs).padStart(3, '0')
  return { sign: minor < 0 ? MINUS : '', whole: grouped(digits.slice(0, -2)), cents: digits.slice(-2) }
}

/** ¥1,284.00; a negative sum puts U+2212 before the ¥. An unknown sum is a dash, never 0. */
export function money(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return '—'
  const p = moneyParts(minor)
  return `${p.sign}¥${p.whole}.${p.cents}`
}

/** As money, with + in front of a gain. */
export function signedMoney(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return '—'
  return minor > 0 ? `+${money(minor)}` : money(minor)
}

/** Reads what a person typed in yuan ("1,284.5") as fen; undefined when it is not a sum with at most two decimals. */
export function parseMoney(text: string): number | undefined {
  const m = /^\s*(-|−)?\s*¥?\s*(\d{1,3}(?:,?\d{3})*|\d+)(?:\.(\d{1,2}))?\s*$/.exec(text)
  if (!m) return undefined
  const minor = Number(m[2]!.replaceAll(',', '')) * 100 + Number((m[3] ?? '').padEnd(2, '0'))
  if (!Number.isSafeInteger(minor)) return undefined
  return m[1] ? -minor : minor
}

/** Fen as a bare yuan figure for an input: 129050 → "1290.50". */
export function moneyInput(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return ''
  const p = moneyParts(minor)
  return `${p.sign ? '-' : ''}${p.whole.replaceAll(',', '')}.${p.cents}`
}
