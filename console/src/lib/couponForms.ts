import * as api from '@/api/staff'
import type { TemplateRow } from '@/api/types'
import { t } from '@/i18n'
import { ask, type Field, type Values } from '@/lib/ask'
import { count } from '@/lib/number'
import { kindsOf, termFields, withTerms, type OfferChoices } from '@/lib/offers'
import { budgetField, codeField, moment, names } from '@/lib/offerFields'

const withFlags = (b: Values): Values => ({ ...b, claimable: !!b['claimable'], backOnRefund: !!b['backOnRefund'], enabled: !!b['enabled'] })

/** What a coupon gives is fixed once one is in somebody's hand; how it is printed is not. */
function templateFields(given: OfferChoices, x?: TemplateRow): Field[] {
  return [
    ...(x ? [] : [codeField()]), ...names(x), ...(x && (x.issued > 0 || !x.terms) ? [] : termFields(x?.terms, given, x ? kindsOf(x.terms) : undefined)),
    { key: 'issueCap', label: t('promo.cap'), kind: 'int', min: 1, max: 10_000_000, half: true, hint: t('promo.capHint'), ...(x?.issueCap === undefined ? {} : { initial: x.issueCap }) }, budgetField(x),
    { key: 'perPersonLimit', label: t('promo.perPerson'), kind: 'int', required: true, min: 1, max: 999, half: true, initial: x?.perPersonLimit ?? 1 }, { key: 'validDays', label: t('promo.validFor'), kind: 'int', required: true, min: 1, max: 3650, half: true, initial: x?.validDays ?? 30 },
    moment('claimFrom', t('promo.claimFrom'), x?.claimFrom), moment('claimUntil', t('promo.claimUntil'), x?.claimUntil),
    { key: 'claimable', label: t('promo.claimable'), kind: 'flag', initial: x?.claimable ?? true }, { key: 'backOnRefund', label: t('promo.backOnRefund'), kind: 'flag', initial: x?.backOnRefund ?? true }, { key: 'enabled', label: t('scheme.enabled'), kind: 'flag', initial: x?.enabled ?? true }
  ]
}

/** Asks for a new coupon; true when it was made. */
export const askNewCoupon = (given: OfferChoices): Promise<boolean> =>
  ask({ title: t('promo.new'), confirm: t('promo.create'), reason: true, fields: templateFields(given), run: (b, key) => { const body = withTerms(withFlags(b)); return api.newTemplate(body, key(body)) } })

/** Asks what to change about a coupon; true when it was changed. */
export const askCouponChange = (given: OfferChoices, x: TemplateRow): Promise<boolean> =>
  ask({
    title: t('promo.edit', { name: x.name }), intro: x.issued > 0 ? t('promo.keepsWord', { n: count(x.issued), sentence: x.sentence }) : x.terms ? t('promo.editHint') : t('offer.byHand', { sentence: x.sentence }), confirm: t('act.save'), reason: true, fields: templateFields(given, x),
    run: (b, key) => { const flags = withFlags(b); const body = b['gives'] ? withTerms(flags) : flags; return api.editTemplate(x.templateId)(body, key(body)) }
  })

/** Asks whom to give a coupon; true when it was given. */
export const askGrant = (x: TemplateRow): Promise<boolean> =>
  ask({
    title: t('promo.askGrant', { name: x.name }), intro: t('promo.grantHint'), confirm: t('promo.grant'), reason: true, fields: [{ key: 'customerIds', label: t('promo.whom'), kind: 'textarea', required: true, hint: t('promo.whomHint') }],
    run: (b, key) => { const body = { ...b, customerIds: [...new Set((String(b['customerIds']).match(/\d+/g) ?? []).map(Number))] }; return api.grantCoupons(x.templateId)(body, key(body)) }
  })
