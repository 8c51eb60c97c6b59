// The shapes written by hand in types.ts against the shapes the shop itself describes (schema.d.ts, generated): where
// they part, this file does not compile. Nothing of it is left at run time.

import type { paths } from './schema'
import type {
  AccrualView,
  Address,
  CartView,
  Checkout,
  CouponView,
  GroupCard,
  GroupView,
  Home,
  Message,
  OrderCard,
  OrderView,
  Page,
  Product,
  ProductCard,
  Promoter,
  ReturnPreview,
  Session,
  Share,
  Withdrawal
} from './types'
import type { CouponOffer, Invitee, OfferItem, OfferTerms, OrderCounts, Payment } from './shop'

type Json<T> = T extends { content: infer C } ? C[keyof C] : never
type Ok<R> = R extends { 200: infer A } ? Json<A> : R extends { 201: infer A } ? Json<A> : never
type Says<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { responses: infer R } ? Ok<R> : never

/** The description knows words only as strings: our closed lists are opened before they are laid side by side. */
type Open<T> = T extends string
  ? string
  : T extends (infer I)[]
    ? Open<I>[]
    : T extends object
      ? { [K in keyof T]: Open<T[K]> }
      : T

/** Parts the shop describes only as "some object": parcels, returns and the kept address. */
type Told<T> = Omit<T, 'address' | 'shipments' | 'returns'>

type Fits<Said, Ours> = [Said] extends [Open<Ours>] ? true : { said: Said; ours: Open<Ours> }

const holds = <T extends true>(): T => true as T

export const contract = () => [
  holds<Fits<Says<'/api/shop/session', 'get'>, Session>>(),
  holds<Fits<Says<'/api/shop/home', 'get'>, Home>>(),
  holds<Fits<Says<'/api/shop/products', 'get'>, Page<ProductCard> & { total: number; didYouMean?: string }>>(),
  holds<Fits<Says<'/api/shop/products/{productId}', 'get'>, Product>>(),
  holds<Fits<Says<'/api/shop/cart', 'get'>, CartView>>(),
  holds<Fits<Says<'/api/shop/cart/lines', 'put'>, CartView>>(),
  holds<Fits<Says<'/api/shop/checkout', 'post'>, Checkout>>(),
  holds<Fits<Says<'/api/shop/orders', 'get'>, Page<OrderCard>>>(),
  holds<Fits<Told<Says<'/api/shop/orders', 'post'>>, Told<OrderView>>>(),
  holds<Fits<Told<Says<'/api/shop/orders/{orderId}', 'get'>>, Told<OrderView>>>(),
  holds<Fits<Says<'/api/shop/orders/counts', 'get'>, OrderCounts>>(),
  holds<Fits<Says<'/api/shop/orders/{orderId}/payment', 'get'>, Payment>>(),
  holds<Fits<Says<'/api/shop/groups', 'get'>, Page<GroupCard>>>(),
  holds<Fits<Says<'/api/shop/groups/{groupId}', 'get'>, GroupView>>(),
  holds<Fits<Says<'/api/shop/addresses', 'get'>, Address[]>>(),
  holds<Fits<Says<'/api/shop/coupons', 'get'>, Page<CouponView>>>(),
  holds<Fits<Says<'/api/shop/coupons/codes', 'post'>, CouponView>>(),
  holds<Fits<Says<'/api/shop/coupon-centre', 'get'>, { items: CouponOffer[] }>>(),
  holds<Fits<Says<'/api/shop/terms', 'get'>, { items: OfferItem[] }>>(),
  holds<Fits<Says<'/api/shop/terms/{ruleId}', 'get'>, OfferTerms>>(),
  holds<Fits<Says<'/api/shop/messages', 'get'>, Page<Message>>>(),
  holds<Fits<Says<'/api/shop/share', 'get'>, Share>>(),
  holds<Fits<Says<'/api/shop/promoter', 'get'>, Promoter>>(),
  holds<Fits<Says<'/api/shop/promoter/accruals', 'get'>, Page<AccrualView>>>(),
  holds<Fits<Says<'/api/shop/promoter/withdrawals', 'get'>, Page<Withdrawal>>>(),
  holds<Fits<Says<'/api/shop/promoter/invitees', 'get'>, Page<Invitee>>>(),
  holds<Fits<Says<'/api/shop/orders/{orderId}/returns/preview', 'post'>, ReturnPreview>>(),
  holds<Fits<Says<'/api/shop/favourites', 'get'>, Page<ProductCard>>>()
]
