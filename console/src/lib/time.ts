import type { Locale } from '@/i18n'

// The shop lives in one zone; staff abroad read the shop's hours, as the ledger does.
const ZONE = 'Asia/Shanghai'
const WEEK_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const WEEK_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTH_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const fields = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit'
})

export interface Wall { year: number; month: number; day: number; hour: string; minute: string; second: string; weekday: number; dayNo: number }

/** The shop's wall-clock fields of an instant. */
export function wall(instant: string | number | Date): Wall {
  const part: Record<string, string> = {}
  for (const p of fields.formatToParts(new Date(instant))) part[p.type] = p.value
  const [y, m, d] = [Number(part['year']), Number(part['month']), Number(part['day'])]
  const dayNo = Math.floor(Date.UTC(y, m - 1, d) / 86_400_000)
  return { year: y, month: m, day: d, hour: part['hour']!, minute: part['minute']!, second: part['second']!, weekday: (dayNo + 4) % 7, dayNo }
}

/** 11月22日 周日 / Sun 22 Nov; the year only when it is not this one. */
export function date(instant: string | number | Date, locale: Locale, now: number = Date.now()): string {
  const w = wall(instant)
  const thisYear = wall(now).year === w.year
  if (locale === 'zh') return `${thisYear ? '' : `${w.year}年`}${w.month}月${w.day}日 ${WEEK_ZH[w.weekday]}`
  return `${WEEK_EN[w.weekday]} ${w.day} ${MONTH_EN[w.month - 1]}${thisYear ? '' : ` ${w.year}`}`
}

/** 今天 20:00 · 昨天 09:12 · 11月20日 20:00 (year if not this one). */
export function when(instant: string | null | undefined, locale: Locale, now: number = Date.now()): string {
  if (!instant) return '—'
  const w = wall(instant)
  const n = wall(now)
  const hm = `${w.hour}:${w.minute}`
  const days = w.dayNo - n.dayNo
  if (locale === 'zh') {
    if (days === 0) return `今天 ${hm}`
    if (days === -1) return `昨天 ${hm}`
    if (days === 1) return `明天 ${hm}`
    return `${w.year === n.year ? '' : `${w.year}年`}${w.month}月${w.day}日 ${hm}`
  }
  if (days === 0) return `today ${hm}`
  if (days === -1) return `yesterday ${hm}`
  if (days === 1) return `tomorrow ${hm}`
  return `${w.day} ${MONTH_EN[w.month - 1]}${w.year === n.year ? '' : ` ${w.year}`} ${hm}`
}

/** The full stamp for a tooltip: 2026-11-22 14:32:05. */
export function stamp(instant: string): string {
  const w = wall(instant)
  return `${w.year}-${String(w.month).padStart(2, '0')}-${String(w.day).padStart(2, '0')} ${w.hour}:${w.minute}:${w.second}`
}

/** 14:32:05 */
export function clock(instant: string | number): string {
  const w = wall(instant)
  return `${w.hour}:${w.minute}:${w.second}`
}

/** 1 天 3 小时 · 5 小时 12 分 · 8 分 20 秒: two units, the larger first; minutes until the last ten, then seconds. */
export function left(ms: number, locale: Locale): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const [d, h, m, sec] = [Math.floor(s / 86400), Math.floor((s % 86400) / 3600), Math.floor((s % 3600) / 60), s % 60]
  const [D, H, M, S] = locale === 'zh' ? ['天', '小时', '分', '秒'] : ['d', 'h', 'min', 's']
  if (d > 0) return h > 0 ? `${d} ${D} ${h} ${H}` : `${d} ${D}`
  if (h > 0) return m > 0 ? `${h} ${H} ${m} ${M}` : `${h} ${H}`
  if (m >= 10) return `${m} ${M}`
  return m > 0 ? `${m} ${M} ${sec} ${S}` : `${sec} ${S}`
}

/** The start of a shop day (yyyy-mm-dd) as an instant; the zone has no summer time. */
export function dayStart(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}

/** The instant one day after the start of a shop day: the open end of a range that includes it. */
export function dayEnd(day: string): string {
  return new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 86_400_000).toISOString()
}

/** yyyy-mm-dd of an instant in the shop's zone. */
export function isoDay(instant: string | number): string {
  return stamp(new Date(instant).toISOString()).slice(0, 10)
}
