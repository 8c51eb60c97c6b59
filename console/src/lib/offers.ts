// The form of an offer: what comes off, for which goods, for whom. The server's terms become fields and come back as terms.
import * as api from '@/api/staff'
import type { Cohort, OfferTerms } from '@/api/types'
import { t } from '@/i18n'
import type { Field, Values } from './ask'
import { choices } from './options'
import { regionOptions } from './regions'

export interface OfferChoices { zones: { value: string; label: string }[]; categories: { value: number; label: string }[]; cohorts: Cohort[] }
const GIVES = ['AMOUNT', 'PERCENT', 'STEPS', 'EVERY', 'UNIT_OFF', 'UNIT_PRICE', 'NTH', 'ANY_FOR', 'BUY_GET', 'SET', 'ADD_ON', 'FREE_SHIPPING'] as const
type Gives = (typeof GIVES)[number]
/** Plays whose amount is what things cost, not what comes off. */
const PRICES: readonly Gives[] = ['UNIT_PRICE', 'ANY_FOR', 'SET', 'ADD_ON']
const MOST: readonly Gives[] = ['UNIT_OFF', 'UNIT_PRICE', 'NTH', 'ANY_FOR', 'BUY_GET', 'SET', 'ADD_ON']

/** What an offer there is may become: what it is, and amount and share one another. */
export function kindsOf(x: OfferTerms | undefined): readonly Gives[] {
  return x && x.gives !== 'AMOUNT' && x.gives !== 'PERCENT' ? [x.gives] : ['AMOUNT', 'PERCENT']
}

async function seekProducts(q: string): Promise<{ value: number; label: string }[]> {
  return (await api.products({ q, limit: 20 })).items.map((p) => ({ value: p.productId, label: p.title }))
}
/** What an offer is limited to, in the words of the form. */
function scopeOf(x: OfferTerms | undefined): string {
  const g = x?.goods
  return !g ? 'ALL' : g.categoryIds.length ? 'CATEGORIES' : g.productIds.length ? 'PRODUCTS' : g.zones.length ? 'ZONES' : 'ALL'
}

/** The fields of the terms; `kinds` are what may be given, fewer where a rule cannot become another kind. */
export function termFields(x: OfferTerms | undefined, given: OfferChoices, kinds: readonly Gives[] = GIVES): Field[] {
  const is = (gives: Gives) => (v: Values) => v['gives'] === gives
  const oneOf = (...gives: readonly Gives[]) => (v: Values) => gives.includes(v['gives'] as Gives)
  const play = x?.play
  const steps = [1, 2, 3].flatMap((n): Field[] => {
    const had = play?.steps?.[n - 1]
    const step = { kind: 'money', required: n === 1, min: 1, half: true, when: is('STEPS') } as const
    return [{ key: `from${n}`, label: t('offer.stepFrom', { n }), ...step, ...(had ? { initial: had.fromMinor } : {}) },
      { key: `off${n}`, label: t('offer.stepOff', { n }), ...step, ...(had ? { initial: had.offMinor } : {}) }]
  })
  const scoped = (scope: string) => (v: Values) => v['scope'] === scope
  const names = new Map<number, string>()
  const ids = [...(x?.goods.productIds ?? []), ...(x?.goods.exceptProductIds ?? [])]
  const known = ids.map((value) => ({ value, label: names.get(value) ?? t('offer.product', { n: value }) }))
  return [
    { key: 'gives', label: t('offer.gives'), kind: 'choice', required: true, half: true, initial: x?.gives ?? kinds[0], options: choices(kinds, 'offerGives'), fixed: kinds.length === 1 },
    { key: 'amountMinor', label: t('offer.amount'), kind: 'money', required: true, min: 1, half: true, ...(x?.amountMinor && !PRICES.includes(x.gives) ? { initial: x.amountMinor } : {}), when: oneOf('AMOUNT', 'EVERY', 'UNIT_OFF') },
    { key: 'priceMinor', label: t('offer.price'), kind: 'money', required: true, min: 0, half: true, ...(x?.amountMinor !== undefined && PRICES.includes(x.gives) ? { initial: x.amountMinor } : {}), when: oneOf(...PRICES) },
    { key: 'everyMinor', label: t('offer.every'), kind: 'money', required: true, min: 1, half: true, ...(play?.everyMinor ? { initial: play.everyMinor } : {}), when: is('EVERY') },
    ...steps,
    { key: 'units', label: t('offer.playUnits'), hint: t('offer.playUnitsHint'), kind: 'int', required: true, min: 1, max: 1_000, half: true, ...(play?.units ? { initial: play.units } : {}), when: oneOf('NTH', 'BUY_GET', 'ANY_FOR') },
    { key: 'given', label: t('offer.given'), kind: 'int', required: true, min: 1, max: 1_000, half: true, ...(play?.given ? { initial: play.given } : {}), when: is('BUY_GET') },
    { key: 'offBp', label: t('offer.off'), hint: t('offer.offHint'), kind: 'percent', required: true, min: 1, max: 10_000, half: true, ...(x?.offBp ? { initial: x.offBp } : {}), when: oneOf('PERCENT', 'NTH', 'BUY_GET') },
    { key: 'mostMinor', label: t('offer.most'), hint: t('promo.capHint'), kind: 'money', min: 1, half: true, ...(x?.mostMinor ? { initial: x.mostMinor } : {}), when: oneOf('PERCENT', 'FREE_SHIPPING', 'EVERY') },
    { key: 'most', label: t('offer.mostTimes'), hint: t('promo.capHint'), kind: 'int', min: 1, max: 10_000, half: true, ...(play?.most ? { initial: play.most } : {}), when: oneOf(...MOST) },
    { key: 'thresholdMinor', label: t('offer.threshold'), hint: t('offer.thresholdHint'), kind: 'money', required: true, min: 0, half: true, initial: x?.thresholdMinor ?? 0 },
    { key: 'leastUnits', label: t('offer.units'), hint: t('promo.capHint'), kind: 'int', min: 1, max: 10_000, half: true, ...(x?.leastUnits ? { initial: x.leastUnits } : {}) },
    { key: 'scope', label: t('offer.scope'), kind: 'choice', required: true, half: true, initial: scopeOf(x), options: choices(['ALL', 'CATEGORIES', 'ZONES', 'PRODUCTS'], 'offerScope') },
    { key: 'categoryIds', label: t('offerScope.CATEGORIES'), kind: 'multi', required: true, half: true, initial: x?.goods.categoryIds ?? [], options: given.categories, when: scoped('CATEGORIES') },
    { key: 'zones', label: t('offerScope.ZONES'), kind: 'multi', required: true, half: true, initial: x?.goods.zones ?? [], options: given.zones, when: scoped('ZONES') },
    { key: 'productIds', label: t('offerScope.PRODUCTS'), kind: 'multi', required: true, half: true, initial: x?.goods.productIds ?? [], options: known, seek: seekProducts, when: scoped('PRODUCTS') },
    { key: 'exceptProductIds', label: t('offer.except'), hint: t('offer.exceptHint'), kind: 'multi', half: true, initial: x?.goods.exceptProductIds ?? [], options: known, seek: seekProducts, when: (v) => v['scope'] !== 'PRODUCTS' },
    { key: 'cohort', label: t('offer.cohort'), hint: t('offer.anyone'), kind: 'choice', half: true, initial: x?.cohort ?? '', options: given.cohorts.map((c) => ({ value: c.code, label: c.name })) },
    { key: 'buying', label: t('offer.buying'), hint: t('offer.bothWays'), kind: 'choice', half: true, initial: x?.buying ?? '', options: choices(['ALONE', 'GROUP'], 'offerBuying') },
    { key: 'regions', label: t('offer.regions'), hint: t('offer.everywhere'), kind: 'multi', initial: x?.regions ?? [], options: regionOptions(x?.regions) },
    { key: 'firstOrder', label: t('offer.firstOrder'), kind: 'flag', initial: x?.firstOrder ?? false }
  ]
}

const PLAY = ['everyMinor', 'units', 'given', 'most'] as const
const TERMS = [...PLAY, 'priceMinor', 'from1', 'off1', 'from2', 'off2', 'from3', 'off3', 'gives', 'amountMinor', 'offBp', 'mostMinor', 'thresholdMinor', 'leastUnits', 'scope', 'categoryIds', 'zones', 'productIds', 'exceptProductIds', 'cohort', 'buying', 'regions', 'firstOrder'] as const

/** The further figures of a play: only those that were typed, steps as far as both of their figures were. */
function playOf(v: Values): Pick<OfferTerms, 'play'> {
  if (v['gives'] === 'STEPS') {
    const typed = [1, 2, 3].filter((n) => v[`from${n}`] !== undefined && v[`off${n}`] !== undefined)
    return { play: { steps: typed.map((n) => ({ fromMinor: Number(v[`from${n}`]), offMinor: Number(v[`off${n}`]) })) } }
  }
  const typed = PLAY.filter((k) => v[k] !== undefined).map((k) => [k, Number(v[k])])
  return typed.length ? { play: Object.fromEntries(typed) as NonNullable<OfferTerms['play']> } : {}
}

/** The terms of what was typed; the fields of the form that are not terms stay beside them. */
export function withTerms(v: Values): Values {
  const rest: Values = {}
  for (const [k, x] of Object.entries(v)) if (!(TERMS as readonly string[]).includes(k)) rest[k] = x
  const list = <X>(k: string) => ((v[k] as X[] | undefined) ?? [])
  const terms: OfferTerms = {
    gives: v['gives'] as Gives, thresholdMinor: Number(v['thresholdMinor'] ?? 0), firstOrder: !!v['firstOrder'], regions: list<string>('regions'),
    goods: { categoryIds: list<number>('categoryIds'), zones: list<string>('zones'), productIds: list<number>('productIds'), exceptProductIds: list<number>('exceptProductIds') },
    ...playOf(v), ...(v['priceMinor'] === undefined ? {} : { amountMinor: Number(v['priceMinor']) }),
    ...(v['amountMinor'] === undefined ? {} : { amountMinor: Number(v['amountMinor']) }), ...(v['offBp'] === undefined ? {} : { offBp: Number(v['offBp']) }), ...(v['mostMinor'] === undefined ? {} : { mostMinor: Number(v['mostMinor']) }),
    ...(v['leastUnits'] === undefined ? {} : { leastUnits: Number(v['leastUnits']) }), ...(v['cohort'] ? { cohort: String(v['cohort']) } : {}), ...(v['buying'] ? { buying: v['buying'] as 'ALONE' | 'GROUP' } : {})
  }
  return { ...rest, terms }
}
