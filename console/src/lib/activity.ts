import type { ActivityInput, ActivityRow } from '@/api/types'
import { moneyInput, parseMoney } from './money'
import { stamp } from './time'

/** What the form of a group activity holds, as typed. */
export interface ActivityForm {
  productId: string
  size: string
  windowHours: string
  holdMinutes: string
  perPersonLimit: string
  startsAt: string
  endsAt: string
  latePolicy: 'MOVE' | 'REFUND'
  prices: { skuId: number; code: string; listMinor: number; text: string }[]
  reason: string
}
export type ActivityErrors = Partial<Record<'productId' | 'size' | 'windowMinutes' | 'holdMinutes' | 'perPersonLimit' | 'startsAt' | 'endsAt' | 'prices' | 'reason', string>>

/** yyyy-MM-ddTHH:mm of the shop, for a datetime-local field. */
export function localMoment(instant: string | number): string {
  return stamp(new Date(instant).toISOString()).slice(0, 16).replace(' ', 'T')
}
const moment = (text: string): string | undefined => {
  const d = new Date(`${text}:00+08:00`)
  return text && !Number.isNaN(d.getTime()) ? d.toISOString() : undefined
}

export function formOf(a: ActivityRow | undefined, now: number): ActivityForm {
  return {
    productId: a ? String(a.productId) : '', size: String(a?.size ?? 3), windowHours: String((a?.windowMinutes ?? 1440) / 60), holdMinutes: String(a?.holdMinutes ?? 15), perPersonLimit: String(a?.perPersonLimit ?? 2),
    startsAt: localMoment(a?.startsAt ?? now), endsAt: a?.endsAt ? localMoment(a.endsAt) : '', latePolicy: a?.latePolicy ?? 'MOVE',
    prices: (a?.prices ?? []).map((p) => ({ skuId: p.skuId, code: p.code, listMinor: p.listMinor, text: moneyInput(p.priceMinor) })), reason: ''
  }
}

/** Reads the form; `say` names a mistake. A group price must be above zero and below the list price, or the group would mislead. */
export function readForm(form: ActivityForm, say: (key: string) => string): { input?: ActivityInput; errors: ActivityErrors } {
  const errors: ActivityErrors = {}
  const whole = (text: string, field: keyof ActivityErrors, min: number, max: number): number => {
    const n = Number(text)
    if (!/^\d+$/.test(text.trim()) || n < min || n > max) errors[field] = say(`group.bad_${field}`)
    return n
  }
  const productId = Number(form.productId)
  if (!Number.isSafeInteger(productId) || productId <= 0) errors.productId = say('ask.needed')
  const size = whole(form.size, 'size', 2, 100)
  const hours = Number(form.windowHours)
  if (!(hours > 0 && hours <= 24 * 30) || !Number.isInteger(Math.round(hours * 60))) errors.windowMinutes = say('group.bad_windowMinutes')
  const holdMinutes = whole(form.holdMinutes, 'holdMinutes', 1, 1440)
  const perPersonLimit = whole(form.perPersonLimit, 'perPersonLimit', 1, 999)
  const startsAt = moment(form.startsAt)
  if (!startsAt) errors.startsAt = say('ask.badTime')
  const endsAt = moment(form.endsAt)
  if (form.endsAt && (!endsAt || (startsAt && endsAt <= startsAt))) errors.endsAt = say('group.bad_endsAt')
  const prices: { skuId: number; priceMinor: number }[] = []
  for (const p of form.prices) {
    if (!p.text.trim()) continue
    const minor = parseMoney(p.text)
    if (minor === undefined || minor <= 0 || minor >= p.listMinor) errors.prices = say('group.bad_prices')
    else prices.push({ skuId: p.skuId, priceMinor: minor })
  }
  if (!errors.prices && prices.length === 0) errors.prices = say('group.noPrices')
  if (form.reason.trim().length < 2) errors.reason = say('ask.why')
  if (Object.keys(errors).length) return { errors }
  return { errors, input: { productId, size, windowMinutes: Math.round(hours * 60), holdMinutes, perPersonLimit, prices, startsAt: startsAt!, ...(endsAt ? { endsAt } : {}), latePolicy: form.latePolicy, reason: form.reason.trim() } }
}
