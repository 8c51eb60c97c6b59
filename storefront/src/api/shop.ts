// Every call the shop app makes, by name. Paths and shapes are those of the contract; nothing else knows them.

import { request, SHOP_ORIGIN, type Wish } from './http'
import type {
  AccrualView,
  Address,
  CartView,
  Checkout,
  CouponView,
  GroupCard,
  GroupView,
  Home,
  Id,
  Me,
  Message,
  OrderCard,
  OrderView,
  Page,
  Product,
  ProductCard,
  Promoter,
  ReturnPreview,
  ReturnView,
  Session,
  Share,
  Withdrawal
} from './types'

const SHOP = '/api/shop'
const get = <T>(path: string, query?: Wish['query']) => request<T>({ path: SHOP + path, query })
const post = <T>(path: string, body: unknown = {}) => request<T>({ method: 'POST', path: SHOP + path, body })
const put = <T>(path: string, body: unknown = {}) => request<T>({ method: 'PUT', path: SHOP + path, body })
const drop = <T>(path: string) => request<T>({ method: 'DELETE', path: SHOP + path })

export interface Line {
  skuId: Id
  quantity: number
}
export interface Basket {
  lines: Line[]
  source: 'CART' | 'BUY_NOW' | 'GROUP'
  activityId?: Id
  groupId?: Id
}
export interface Invitee {
  nickname: string
  avatar: string
  boundAt: string
  orders: number
  validUntil: string
  contributedMinor: number
}
/** An offer of the list of terms. */
export interface OfferItem {
  ruleId: Id
  name: string
  sentence: string
}
/** An offer with all its restrictions. */
export interface OfferTerms extends OfferItem {
  clauses: { title: string; text: string }[]
}
export interface CouponOffer {
  templateId: Id
  ruleId: Id
  name: string
  rule: string
  left?: number
  claimed: boolean
  unlocked: boolean
}
export interface OrderCounts {
  awaitingPayment: number
  awaitingGroup: number
  toShip: number
  shipped: number
  afterSales: number
}
export interface Payment {
  state: 'NONE' | 'WAITING' | 'UNKNOWN' | 'PAID' | 'CLOSED' | 'REFUNDED'
  paidMinor: number
  message: string
}
export type AddressInput = Omit<Address, 'addressId' | 'phoneMasked'>
export type ReturnLine = { lineNo: number; quantity: number }

export const shop = {
  session: () => get<Session>('/session'),
  sendCode: (phone: string) => post<{ retryAfterSeconds: number; demoCode?: string }>('/login/code', { phone }),
  login: (phone: string, code: string, inviteCode?: string) =>
    post<{ token: string; me: Me; newCustomer: boolean }>('/login', { phone, code, inviteCode }),
  cameBy: (inviteCode: string) => post<{ outcome: string }>('/inviter', { inviteCode }),
  logout: () => post<void>('/logout'),
  changeMe: (me: { nickname?: string; avatar?: string }) =>
    request<Me>({ method: 'PATCH', path: SHOP + '/me', body: me }),

  home: () => get<Home>('/home'),
  products: (query: Wish['query']) =>
    get<Page<ProductCard> & { total: number; didYouMean?: string }>('/products', query),
  product: (id: Id) => get<Product>(`/products/${id}`),
  productByHandle: (handle: string) => get<Product>(`/products/by-handle/${encodeURIComponent(handle)}`),
  setFavourite: (id: Id, on: boolean) => (on ? put<void> : drop<void>)(`/products/${id}/favourite`),
  noticeRestock: (id: Id) => put<void>(`/products/${id}/restock-notice`),
  favourites: (after?: string) => get<Page<ProductCard>>('/favourites', { after }),
  footprints: (after?: string) => get<Page<ProductCard>>('/footprints', { after }),

  cart: () => get<CartView>('/cart'),
  setCartLine: (skuId: Id, quantity: number, selected?: boolean) =>
    put<CartView>('/cart/lines', { skuId, quantity, selected }),
  checkout: (basket: Basket & { couponIds: Id[] | null; addressId?: Id }) =>
    request<Checkout>({ method: 'POST', path: SHOP + '/checkout', body: basket, reads: true }),
  placeOrder: (
    order: Basket & {
      couponIds: Id[]
      addressId: Id
      shownTotalMinor: number
      fingerprint: string
      note?: string
    }
  ) => post<OrderView>('/orders', order),

  orders: (state: string | undefined, after?: string) => get<Page<OrderCard>>('/orders', { state, after }),
  orderCounts: () => get<OrderCounts>('/orders/counts'),
  order: (id: Id) => get<OrderView>(`/orders/${id}`),
  pay: (id: Id, channel: 'H5' | 'MINI', returnUrl: string) =>
    post<{ cashierUrl?: string; prepay?: Record<string, string>; payBefore: string }>(`/orders/${id}/pay`, {
      provider: 'SANDBOX',
      channel,
      returnUrl
    }),
  payment: (id: Id) => get<Payment>(`/orders/${id}/payment`),
  cancelOrder: (id: Id, reason: string) => post<OrderView>(`/orders/${id}/cancel`, { reason }),
  receiveOrder: (id: Id) => post<OrderView>(`/orders/${id}/receive`),
  buyAgain: (id: Id) => post<Checkout & { lines: Line[] }>(`/orders/${id}/buy-again`),
  previewReturn: (id: Id, lines: ReturnLine[]) =>
    request<ReturnPreview>({
      method: 'POST',
      path: `${SHOP}/orders/${id}/returns/preview`,
      body: { lines },
      reads: true
    }),
  askReturn: (id: Id, ask: { lines: ReturnLine[]; kind: string; reasonCode: string; note?: string }) =>
    post<ReturnView>(`/orders/${id}/returns`, ask),
  sendBack: (returnId: Id, carrier: string, trackingNo: string) =>
    post<ReturnView>(`/returns/${returnId}/send-back`, { carrier, trackingNo }),
  cancelReturn: (returnId: Id) => post<ReturnView>(`/returns/${returnId}/cancel`),

  addresses: () => get<Address[]>('/addresses'),
  addAddress: (a: AddressInput) => post<Address>('/addresses', a),
  changeAddress: (id: Id, a: AddressInput) => put<Address>(`/addresses/${id}`, a),
  dropAddress: (id: Id) => drop<void>(`/addresses/${id}`),
  makeDefault: (id: Id) => post<Address>(`/addresses/${id}/default`),

  coupons: (state: string, after?: string) => get<Page<CouponView>>('/coupons', { state, after }),
  offers: () => get<{ items: OfferItem[] }>('/terms'),
  terms: (ruleId: Id) => get<OfferTerms>(`/terms/${ruleId}`),
  couponCentre: () => get<{ items: CouponOffer[] }>('/coupon-centre'),
  redeemCode: (code: string) => post<CouponView>('/coupons/codes', { code }),
  claimCoupon: (templateId: Id) => post<CouponView>(`/coupon-centre/${templateId}/claim`),

  groups: (productId?: Id, after?: string) => get<Page<GroupCard>>('/groups', { productId, after }),
  group: (id: Id, by?: string) => get<GroupView>(`/groups/${id}`, { by }),
  share: (kind: 'PRODUCT' | 'GROUP' | 'PROMOTER', id?: Id) => get<Share>('/share', { kind, id }),

  messages: (after?: string) => get<Page<Message>>('/messages', { after }),
  readMessages: (upTo: Id) => post<void>('/messages/read', { upTo }),

  promoter: () => get<Promoter>('/promoter'),
  joinPromoters: (agreementVersion: string) => post<Promoter>('/promoter/join', { agreementVersion }),
  invitees: (after?: string) => get<Page<Invitee>>('/promoter/invitees', { after }),
  accruals: (state: string | undefined, after?: string) =>
    get<Page<AccrualView>>('/promoter/accruals', { state, after }),
  withdraw: (amountMinor: number) => post<Withdrawal>('/promoter/withdrawals', { amountMinor }),
  withdrawals: (after?: string) => get<Page<Withdrawal>>('/promoter/withdrawals', { after })
}

/** Tells the shop a page was seen. Nobody waits for it and nothing depends on it. */
export function visit(page: string, about: { productId?: Id; groupId?: Id; by?: string } = {}): void {
  request<void>({ method: 'POST', path: SHOP + '/visits', body: { page, ...about }, reads: true, tries: 1 }).catch(
    () => {}
  )
}

export function groupStreamUrl(groupId: Id): string {
  return `${SHOP_ORIGIN}${SHOP}/groups/${groupId}/stream`
}

/** Pictures come as paths of the shop; the mini-program needs the whole address. */
export function mediaUrl(path: string | undefined): string {
  if (!path) return ''
  return /^(https?:|data:)/.test(path) ? path : SHOP_ORIGIN + path
}
