import type { Locale } from '@/i18n'

const MINUS = '\u2212'

/** 1,204. Unknown is a dash, never 0. */
export function count(n: number | null | undefined): string {
  if (n === null || n === undefined) return '—'
  const s = String(Math.abs(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return n < 0 ? MINUS + s : s
}

/** Axis only: 4 万 · 1.2 亿 in Chinese, 40K · 120M in English. */
export function axis(n: number, locale: Locale): string {
  const steps: [number, string][] = locale === 'zh' ? [[1e8, ' 亿'], [1e4, ' 万']] : [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']]
  for (const [size, word] of steps) {
    if (Math.abs(n) >= size) return `${trim(n / size)}${word}`
  }
  return trim(n)
}

function trim(n: number): string {
  return (n < 0 ? MINUS : '') + String(Math.round(Math.abs(n) * 10) / 10)
}

/** Basis points as a rate: 7840 → 78.4%, 950 → 9.5%, 25 → 0.25%. */
export function rate(bp: number | null | undefined): string {
  if (bp === null || bp === undefined) return '—'
  const s = (Math.abs(bp) / 100).toFixed(bp % 10 === 0 ? 1 : 2).replace(/\.0$/, '')
  return `${bp < 0 ? MINUS : ''}${s}%`
}

/** part of whole in basis points; undefined when there is no whole to compare with. */
export function shareBp(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.round((part / whole) * 10000) : undefined
}

/** +11.8% / −2.1%: how much now differs from before; undefined when before is 0. */
export function changeBp(now: number, before: number): number | undefined {
  return before > 0 ? Math.round(((now - before) / before) * 10000) : undefined
}

/** A change in words: sign first, one decimal. */
export function signedRate(bp: number): string {
  return bp > 0 ? `+${(bp / 100).toFixed(1)}%` : bp < 0 ? `${MINUS}${(-bp / 100).toFixed(1)}%` : '0%'
}
