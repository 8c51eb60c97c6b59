import type { Permission } from './api/types'

/** The skewer: the loop the shop lives by, in that order. Only what exists is enabled. */
export interface Stop { code: 'plan' | 'rehearse' | 'run' | 'measure' | 'improve'; to: string; ready: boolean }
export const STOPS: Stop[] = [
  { code: 'plan', to: '/plan', ready: false },
  { code: 'rehearse', to: '/rehearse', ready: false },
  { code: 'run', to: '/board', ready: true },
  { code: 'measure', to: '/measure', ready: false },
  { code: 'improve', to: '/improve', ready: false }
]

export interface Place { code: string; to: string; need?: Permission; also?: Permission[] }
/** What stands under 经营, in the order of a working day; the last group keeps the house. */
export const PLACES: Place[][] = [
  [
    { code: 'board', to: '/board', need: 'BOARD_VIEW' },
    { code: 'orders', to: '/orders', need: 'ORDER_VIEW' },
    { code: 'returns', to: '/returns', need: 'ORDER_VIEW' },
    { code: 'products', to: '/products', need: 'PRODUCT_VIEW' },
    { code: 'groups', to: '/groups', need: 'GROUP_VIEW' },
    { code: 'promotions', to: '/promotions', need: 'PROMOTION_VIEW' },
    { code: 'coupons', to: '/coupons', need: 'PROMOTION_VIEW' },
    { code: 'promoters', to: '/promoters', need: 'REWARD_VIEW' },
    { code: 'withdrawals', to: '/withdrawals', need: 'REWARD_VIEW' },
    { code: 'customers', to: '/customers', need: 'CUSTOMER_VIEW' },
    { code: 'ledger', to: '/ledger', need: 'LEDGER_VIEW' }
  ],
  [
    { code: 'facts', to: '/facts', need: 'MESSAGE_VIEW', also: ['FACT_DECIDE', 'BOARD_VIEW', 'LEDGER_VIEW'] },
    { code: 'people', to: '/people', need: 'STAFF_EDIT' },
    { code: 'audit', to: '/audit', need: 'AUDIT_VIEW' },
    { code: 'legal', to: '/legal', need: 'REWARD_VIEW' },
    { code: 'settings', to: '/settings' }
  ]
]

/** May this person open the place: one of its rights is enough. */
export function mayOpen(place: Pick<Place, 'need' | 'also'>, permissions: readonly string[]): boolean {
  return place.need === undefined || permissions.includes(place.need) || (place.also ?? []).some((p) => permissions.includes(p))
}
/** Where someone lands after signing in: the first place their rights open. */
export function homeFor(permissions: readonly string[]): string {
  return PLACES.flat().find((p) => mayOpen(p, permissions))?.to ?? '/settings'
}
export function placeOf(path: string): Place | undefined {
  if (path.startsWith('/imports')) return { code: 'products', to: '/products', need: 'PRODUCT_IMPORT' }
  if (path.startsWith('/groups/activities')) return { code: 'groups', to: '/groups', need: 'GROUP_EDIT' }
  if (path.startsWith('/promotions/freight')) return { code: 'promotions', to: '/promotions', need: 'PROMOTION_EDIT' }
  if (path.startsWith('/promotions/cohorts')) return { code: 'promotions', to: '/promotions', need: 'CUSTOMER_VIEW' }
  if (path.startsWith('/promoters/schemes')) return { code: 'promoters', to: '/promoters', need: 'REWARD_EDIT' }
  return PLACES.flat().find((p) => path === p.to || path.startsWith(`${p.to}/`))
}
