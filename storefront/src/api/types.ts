// The shopper's half of the HTTP contract: money is whole fen in *Minor, times are ISO-8601
// in shop time, ids are numbers.

export type Id = number
export type Minor = number
export type Time = string
export interface Page<T> {
  items: T[]
  next?: string
}
export interface Session {
  now: Time
  zone: string
  demo: boolean
  locale: string
  currency: 'CNY'
  shopName: string
  customer?: Me
  unreadMessages: number
  cartCount: number
}
export interface Me {
  customerId: Id
  nickname: string
  phoneMasked: string
  avatar: string
  demo: boolean
  cohortCodes: string[]
  inviteCode: string
}
export interface Home {
  zones: Zone[]
  running: GroupCard[]
  runningTotal: number
  ranking: RankRow[]
  rankingRule: string
  rankingAbsent?: string
  scenes: Scene[]
  hotWords: string[]
}
export interface Zone {
  code: string
  name: string
  slot: 'HIT' | 'NICHE'
  picture: string
}
export interface Scene {
  code: string
  title: string
  subtitle: string
  products: ProductCard[]
}
export interface RankRow {
  rank: number
  product: ProductCard
  soldThisWeek: number
  returningShareBp?: number
}
export interface ProductCard {
  productId: Id
  handle: string
  title: string
  picture: string
  zone: string
  priceMinor: Minor
  priceFrom: boolean
  groupPriceMinor?: Minor
  groupSize?: number
  badges: Badge[]
  sold: number
  available: number
  timed?: TimedPrice
}
/** A price until a set moment; what may be struck through is the lowest really asked before it began. */
export interface TimedPrice {
  skuId: Id
  name: string
  priceMinor: Minor
  until: Time
  normalMinor: Minor
  referenceMinor?: Minor
  referenceDays?: number
}
export interface Badge {
  code: string
  text: string
}
export interface Product extends ProductCard {
  bodyHtml: string
  media: { kind: 'IMAGE' | 'VIDEO'; url: string; alt: string }[]
  options: { name: string; values: string[] }[]
  skus: Sku[]
  story?: { designerInterview: string; usageScenario: string }
  layers: { specs: { name: string; value: string }[]; highlights: string[]; scenarios: string[]; afterSales: string }
  comparison?: { columns: string[]; rows: string[][] }
  activity?: Activity
  joinable: GroupCard[]
  purchaseRule?: { min: number; step: number; limit?: number }
  favourite: boolean
  state: 'ON_SHELF' | 'OFF_SHELF' | 'DRAFT'
  jsonLd: string
  regionPrices: { skuId: Id; name: string; regions: string[]; priceMinor: Minor }[]
}
export interface Sku {
  skuId: Id
  code: string
  options: string[]
  priceMinor: Minor
  groupPriceMinor?: Minor
  available: number
  timed?: TimedPrice
  picture?: string
}
export interface Activity {
  activityId: Id
  size: number
  windowMinutes: number
  holdMinutes: number
  perPersonLimit: number
  priceFromMinor: Minor
  latePolicy: 'MOVE' | 'REFUND'
  deadlineRule: string
}
export interface CartView {
  lines: CartLineView[]
  quote?: QuoteView
  count: number
}
export interface CartLineView {
  skuId: Id
  productId: Id
  title: string
  options: string[]
  picture: string
  quantity: number
  selected: boolean
  priceMinor: Minor
  available: number
  state: 'OK' | 'SOLD_OUT' | 'LOW' | 'OFF_SHELF'
}
export interface Checkout {
  quote: QuoteView
  addresses: Address[]
  addressId?: Id
  coupons: CouponOption[]
  purchaseHints: string[]
  problems: LineProblem[]
}
export interface LineProblem {
  skuId: Id
  code: string
  text: string
}
export interface QuoteView {
  fingerprint: string
  lines: QuoteLine[]
  listTotalMinor: Minor
  discountMinor: Minor
  freightMinor: Minor
  totalMinor: Minor
  savedMinor: Minor
  reasons: Reason[]
  nextStep?: { text: string; gapMinor: Minor; gainMinor: Minor }
  validUntil: Time
}
export interface QuoteLine {
  lineNo: number
  skuId: Id
  productId: Id
  title: string
  options: string[]
  picture: string
  quantity: number
  listMinor: Minor
  payableMinor: Minor
  unitsBack?: number
  discounts: { reasonId: string; amountMinor: Minor }[]
}
export interface Reason {
  id: string
  kind: 'LIST' | 'PRICE' | 'GROUP' | 'COHORT' | 'COUPON' | 'FREIGHT' | 'FREE_SHIPPING' | 'RULE'
  name: string
  detail: string
  amountMinor: Minor
  applied: boolean
  why?: string
}
export interface CouponOption {
  couponId: Id
  name: string
  usable: boolean
  why?: string
  saveMinor: Minor
  selected: boolean
  validUntil: Time
}
export interface OrderCard {
  orderId: Id
  orderNo: string
  state: OrderState
  stateText: string
  lines: QuoteLine[]
  totalMinor: Minor
  placedAt: Time
  payBefore?: Time
  groupId?: Id
}
export type OrderState = 'AWAITING_PAYMENT' | 'PAID' | 'SHIPPED' | 'RECEIVED' | 'COMPLETED' | 'CLOSED'

/** What was agreed when the order was placed: the reasons stay, the lines are the order's own. */
export type AgreedPrice = Omit<QuoteView, 'fingerprint' | 'validUntil' | 'lines'> & { lines?: QuoteLine[] }
export interface OrderView extends OrderCard {
  address: AddressSnapshot
  quote: AgreedPrice
  holds: { kind: 'GROUP' | 'REVIEW'; text: string }[]
  paidAt?: Time
  shippedAt?: Time
  receivedAt?: Time
  closedAt?: Time
  closeReason?: string
  autoReceiveAt?: Time
  returnableUntil?: Time
  paidMinor: Minor
  refundedMinor: Minor
  timeline: { at: Time; text: string; detail?: string }[]
  shipments: ShipmentView[]
  refunds: RefundView[]
  returns: ReturnView[]
  actions: ('PAY' | 'CANCEL' | 'RECEIVE' | 'RETURN' | 'BUY_AGAIN')[]
  group?: GroupCard
}
export interface ShipmentView {
  shipmentId: Id
  carrier: string
  trackingNo: string
  shippedAt: Time
  tracks: { at: Time; text: string }[]
}
export interface RefundView {
  refundId: Id
  amountMinor: Minor
  state: 'ASKED' | 'PROCESSING' | 'DONE' | 'FAILED'
  reason: string
  at: Time
  tenders: { tender: string; amountMinor: Minor }[]
}
export interface ReturnPreview {
  lines: { lineNo: number; quantity: number; refundMinor: Minor }[]
  freightMinor: Minor
  refundMinor: Minor
  tenders: { tender: string; amountMinor: Minor }[]
  consequences: { code: string; text: string; amountMinor?: Minor }[]
}
export interface ReturnView {
  returnId: Id
  orderId: Id
  state: 'REQUESTED' | 'APPROVED' | 'SENT_BACK' | 'RECEIVED' | 'REFUNDED' | 'REJECTED' | 'CANCELLED'
  kind: string
  reasonText: string
  lines: { lineNo: number; title: string; quantity: number; refundMinor: Minor }[]
  refundMinor: Minor
  steps: { at: Time; text: string }[]
  carrier?: string
  trackingNo?: string
  actions: ('SEND_BACK' | 'CANCEL')[]
}
export interface Address {
  addressId: Id
  name: string
  phone: string
  phoneMasked: string
  province: string
  city: string
  district: string
  street: string
  regionCode: string
  isDefault: boolean
}
export type AddressSnapshot = Omit<Address, 'addressId' | 'isDefault' | 'phone'>
export interface CouponView {
  couponId: Id
  ruleId: Id
  name: string
  rule: string
  state: string
  valueText: string
  validUntil: Time
  source: string
  why?: string
  orderId?: Id
}
export interface GroupCard {
  groupId: Id
  productId: Id
  title: string
  picture: string
  size: number
  paid: number
  held: number
  seats: Seat[]
  leader: Seat
  priceMinor: Minor
  singlePriceMinor: Minor
  expiresAt: Time
  state: GroupState
}
export type GroupState = 'OPEN' | 'COMPLETED' | 'EXPIRED'
export interface Seat {
  nickname: string
  avatar: string
  leader: boolean
  me: boolean
  state: 'HELD' | 'PAID'
  demo: boolean
}
export interface GroupView extends GroupCard {
  activity: Activity
  product: ProductCard
  inviter?: { nickname: string; avatar: string; invitedAt?: Time }
  myOrderId?: Id
  mySeat?: 'HELD' | 'PAID'
  canJoin: boolean
  whyNot?: string
  deadlineRule: string
  share: Share
  version: number
  moreGroups: GroupCard[]
}
export interface Share {
  url: string
  miniPath: string
  title: string
  text: string
  posterUrl: string
  qrUrl: string
  inviteCode?: string
}
export interface Message {
  messageId: Id
  kind: 'GROUP_FILLED' | 'GROUP_FAILED' | 'REFUNDED' | 'SHIPPED' | 'RESTOCK' | 'REWARD' | 'COUPON' | 'SYSTEM'
  title: string
  text: string
  at: Time
  read: boolean
  link?: string
}
export interface Promoter {
  joined: boolean
  agreementVersion: string
  inviteCode: string
  share: Share
  earnings: Earnings
  invitees: number
  invitedBy?: string
  schemes: SchemeProgress[]
  commissionRateBp: number
}
export interface Earnings {
  pendingMinor: Minor
  maturedMinor: Minor
  payableMinor: Minor
  withdrawnMinor: Minor
  owedMinor: Minor
}
export interface SchemeProgress {
  schemeCode: string
  name: string
  rule: string
  progress: number
  target: number
  rewardText: string
  state: 'RUNNING' | 'PENDING' | 'EARNED'
  note: string
}
export interface AccrualView {
  accrualId: Id
  kind: 'COMMISSION' | 'COUPON'
  orderNo?: string
  title: string
  baseMinor: Minor
  rateBp?: number
  amountMinor: Minor
  reversedMinor: Minor
  state: 'PENDING' | 'MATURED' | 'PAYABLE' | 'REVERSED'
  maturesAt?: Time
  at: Time
}
export interface Withdrawal {
  withdrawalId: Id
  amountMinor: Minor
  state: 'REQUESTED' | 'APPROVED' | 'PAID' | 'REJECTED'
  at: Time
  note?: string
}
