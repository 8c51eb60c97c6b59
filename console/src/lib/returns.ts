import { t, word } from '@/i18n'
import { Problem } from '@/api/http'
import type { ReturnPreview, StaffReturn } from '@/api/types'
import { money, signedMoney } from './money'
import type { Field, Line, Values } from './ask'

export type ReturnStep = 'approve' | 'reject' | 'received'

/** What a person may decide next; the server decides in the end. */
export function stepsOf(r: Pick<StaffReturn, 'state' | 'kind'>): ReturnStep[] {
  if (r.state === 'REQUESTED') return ['approve', 'reject']
  if (r.state === 'SENT_BACK') return ['received', 'reject']
  if (r.state === 'APPROVED' && r.kind !== 'REFUND_ONLY') return ['received']
  return []
}

/** The preview as rows: each tender gets its part back, then what the refund undoes elsewhere. */
export function previewLines(p: ReturnPreview): Line[] {
  return [
    { label: t('ret.goods'), value: money(p.refundMinor - p.freightMinor) },
    { label: t('ret.freight'), value: money(p.freightMinor) },
    ...p.tenders.map((x) => ({ label: t('ret.tender', { tender: word('provider', x.tender) }), value: money(x.amountMinor), quiet: true })),
    { label: t('ret.refund'), value: money(p.refundMinor), strong: true },
    ...p.consequences.map((c) => ({ label: c.text, value: c.amountMinor === undefined ? '' : signedMoney(c.amountMinor), quiet: true }))
  ]
}

/** One field per line that has units left to give back; all of them at first. */
export function unitFields(lines: ReturnPreview['lines'], titles: Map<number, string>): Field[] {
  return lines.map((l) => ({ key: `unit_${l.lineNo}`, label: t('order.refundUnits', { title: titles.get(l.lineNo) ?? String(l.lineNo), n: l.quantity }), kind: 'int', required: true, min: 0, max: l.quantity, initial: l.quantity }))
}
/** What was typed as the server reads it: line:quantity, lines of none left out. */
export function unitsOf(v: Values): string[] {
  return Object.entries(v).flatMap(([k, n]) => (k.startsWith('unit_') && Number(n) > 0 ? [`${k.slice(5)}:${Number(n)}`] : []))
}
/** The same, refusing none at all: to the server no units would mean everything. */
export function someUnits(v: Values): string[] {
  const units = unitsOf(v)
  if (units.length === 0) throw new Problem(400, 'INVALID', '', t('order.refundNone'))
  return units
}
/** The refund as it was shown: the server refuses it when the sum is another by now. */
export function refundBody(v: Values, shownMinor: number): Values {
  return { lines: someUnits(v).map((u) => { const [lineNo, quantity] = u.split(':').map(Number); return { lineNo, quantity } }), amountMinor: shownMinor, reason: v['reason'] }
}
