import { t } from '@/i18n'
import { localMoment } from '@/lib/activity'
import type { Field } from '@/lib/ask'

/** The two names every offer has. */
export const names = (x?: { nameZh: string; nameEn: string }): Field[] => [
  { key: 'nameZh', label: t('offer.nameZh'), kind: 'text', required: true, half: true, initial: x?.nameZh ?? '' }, { key: 'nameEn', label: t('offer.nameEn'), kind: 'text', required: true, half: true, initial: x?.nameEn ?? '' }
]
export const codeField = (): Field => ({ key: 'code', label: t('promo.code'), kind: 'text', required: true, hint: t('promo.codeHint') })
export const budgetField = (x?: { budgetMinor?: number }): Field => ({ key: 'budgetMinor', label: t('promo.budget'), kind: 'money', min: 0, half: true, hint: t('promo.budgetHint'), ...(x?.budgetMinor === undefined ? {} : { initial: x.budgetMinor }) })
/** A point in time, as shop time is shown here. */
export const moment = (key: string, label: string, at?: string): Field => ({ key, label, kind: 'moment', half: true, initial: at ? localMoment(at) : '' })
