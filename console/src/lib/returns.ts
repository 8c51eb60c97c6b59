import { t, word } from '@/i18n'
import type { ReturnPreview, StaffReturn } from '@/api/types'
import { money, signedMoney } from './money'
import type { Line } from './ask'

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
