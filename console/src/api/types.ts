// The staff part of the HTTP contract: what the server's own description says as it is (schema.d.ts, `npm run gen:api`), the rest by hand
// and held against it by test/contract.test.ts. Money is fen (*Minor), rates basis points (*Bp), times ISO-8601.
import type { components } from './schema'

type S = components['schemas']
export type Id = number
export type Minor = number
export type Time = string

export interface Page<T> {
  items: T[]
  next?: string
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
}

export interface Sku {
  skuId: Id
  code: string
  options: string[]
  priceMinor: Minor
  groupPriceMinor?: Minor
  available: number
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

export interface OrderView extends OrderCard {
  address: AddressSnapshot
  quote: QuoteView
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

export interface Earnings {
  pendingMinor: Minor
  maturedMinor: Minor
  payableMinor: Minor
  withdrawnMinor: Minor
  owedMinor: Minor
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

export interface StaffSession {
  staffId: Id
  username: string
  name: string
  roles: string[]
  permissions: string[]
  csrfToken: string
  demo: boolean
  now: Time
  zone: string
  shopName: string
  demoLogins?: { username: string; password: string; roleText: string }[]
}

export interface Board {
  asOf: Time
  lagMs: number
  metrics: Metric[]
  gmvByHour: { hour: string; nowMinor?: Minor | null; beforeMinor: Minor }[]
  funnel: { step: string; name: string; count: number; of?: string }[]
  groups: GroupCard[]
  runningGroups: number
  money: MoneyCheck
  alerts: { code: string; text: string; count: number; link: string }[]
  recent: { at: Time; text: string; link?: string }[]
}

export interface Metric {
  code: string
  name: string
  definition: string
  unit: 'MINOR' | 'COUNT' | 'BP'
  value?: number | null
  before?: number | null
  why?: string
}

export interface MoneyCheck {
  debitMinor: Minor
  creditMinor: Minor
  balanced: boolean
  countedAt: Time
  pendingRewardsMinor: Minor
  refundsInFlightMinor: Minor
  refundsInFlight: number
  lastReconciled?: string
  differences: number
}

export interface StaffProduct {
  productId: Id
  handle: string
  title: string
  titleFindings: string[]
  picture: string
  zone: string
  slot: string
  state: string
  skus: number
  priceFromMinor: Minor
  available: number
  sold: number
  lowStock: boolean
  updatedAt: Time
}

export interface StaffProductDetail extends StaffProduct {
  product: Product
  stock: { skuId: Id; code: string; options: string[]; priceMinor: Minor; costMinor?: Minor; warehouse: string; available: number; reserved: number; committed: number; missed: number; planned: number; upliftBp: number; low: boolean; limit: PurchaseLimit }[]
  movements: { at: Time; skuCode: string; kind: string; quantity: number; ref: string }[]
  selection: { state: string; at: Time; reason: string }[]
}

export type PriceKind = 'STAGE' | 'REGION' | 'TIMED'
export interface SkuPrices {
  skuId: Id
  code: string
  options: string[]
  now: { priceMinor: Minor; normalMinor: Minor; cause: string; stage?: string; until?: Time }
  listMinor: Minor
  costMinor?: Minor
  floorMinor?: Minor
  suggestedMinor?: Minor
  entries: { entryId: Id; listId: Id; kind: PriceKind; stage: string; skuId: Id; regions: string[]; priceMinor: Minor; from: Time; until?: Time; stopped: boolean }[]
  methods: { version: number; way: 'COST' | 'MARKET' | 'CONSUMER'; markupBp?: number; targetMinor?: Minor; floorMarginBp: number; costMinor?: Minor; floorMinor?: Minor; note: string; at: Time; by: string }[]
  sights: { observationId: Id; competitor: string; priceMinor: Minor; seenOn: string; source: string; at: Time; by: string }[]
  history: { from: Time; until?: Time; priceMinor: Minor; cause: string; stage?: string }[]
  competitiveness: {
    level?: { competitors: number; days: number; lowestMinor: Minor; medianMinor: Minor; highestMinor: Minor; indexBp: number }
    elasticity?: { beforeMinor: Minor; afterMinor: Minor; beforeMilli: number; afterMilli: number; elasticityBp: number }
    cost?: { costMinor: Minor; marginMinor: Minor; marginBp: number; atMedianBp?: number }
    brand?: { brand: string; category: string; units: number; ofUnits: number; shareBp: number }
    strategy: { days: number; timedPrices: number; timeShareBp: number; depthBp: number }
    profitable?: boolean
    competitive?: boolean
  }
}
export interface ProductPrices {
  lists: { listId: Id; kind: PriceKind; name: string; regions: string[] }[]
  skus: SkuPrices[]
}

export interface ImportJob {
  importId: Id
  fileName: string
  state: 'STAGING' | 'STAGED' | 'RUNNING' | 'DONE' | 'FAILED'
  dryRun: boolean
  form: 'SHOPIFY' | 'TUANZI'
  rows: number
  products: number
  applied: number
  created: number
  updated: number
  unchanged: number
  refused: number
  skus: number
  findings: number
  startedAt: Time
  finishedAt?: Time
  by: string
  error?: string
}

/** A job with a page of what it told; how many rows the file has stands beside, `rows` being that page. */
export type ImportDetail = Omit<ImportJob, 'rows'> & { rowCount: number; rows: Page<ImportFinding> }

export interface ImportFinding {
  row: number
  column: string
  handle: string
  severity: 'NOTE' | 'CHANGED' | 'REFUSED'
  code: string
  text: string
}

export interface StaffOrder {
  orderId: Id
  orderNo: string
  state: OrderState
  stateText: string
  customer: string
  customerId: Id
  totalMinor: Minor
  paidMinor: Minor
  refundedMinor: Minor
  items: number
  placedAt: Time
  paidAt?: Time
  holds: string[]
  groupId?: Id
  shipBy?: Time
  overdue: boolean
  demo: boolean
}

export interface StaffOrderDetail extends StaffOrder {
  order: OrderView
  history: { at: Time; from: string; to: string; by: string; reason?: string }[]
  reasons: Reason[]
  money: { at: Time; kind: string; debit: string; credit: string; amountMinor: Minor; ref: string; explanation: string }[]
  payments: { at: Time; provider: string; transactionId?: string; kind: string; state: string; amountMinor: Minor }[]
  accruals: AccrualView[]
  facts: FactRow[]
}

export interface ActivityRow extends Activity {
  productId: Id
  productTitle: string
  startsAt: Time
  endsAt?: Time
  state: 'SCHEDULED' | 'RUNNING' | 'STOPPED'
  prices: { skuId: Id; code: string; listMinor: Minor; priceMinor: Minor }[]
  opened: number
  filled: number
}

export type ChainNode = S['StaffRewardsNodeRow']

export interface Scheme {
  code: string
  name: string
  kind: 'INVITE_COUNT' | 'BOTH_SIDES' | 'COMMISSION'
  version: number
  enabled: boolean
  rule: Record<string, unknown>
  sentence: string
  legalNote?: string
  issued: number
  costMinor: Minor
}

export interface OfferTerms {
  gives: 'AMOUNT' | 'PERCENT' | 'FREE_SHIPPING' | 'STEPS' | 'EVERY' | 'UNIT_OFF' | 'UNIT_PRICE' | 'NTH' | 'BUY_GET' | 'ANY_FOR' | 'SET' | 'ADD_ON'
  play?: { steps?: { fromMinor: Minor; offMinor: Minor }[]; everyMinor?: Minor; units?: number; given?: number; most?: number }
  amountMinor?: Minor
  offBp?: number
  mostMinor?: Minor
  thresholdMinor: Minor
  leastUnits?: number
  goods: { categoryIds: Id[]; productIds: Id[]; zones: string[]; exceptProductIds: Id[] }
  firstOrder: boolean
  cohort?: string
  buying?: 'ALONE' | 'GROUP'
  regions: string[]
}

export interface RuleRow {
  budgetMinor?: Minor
  budgetLeftMinor?: Minor
  ruleId: Id
  code: string
  kind: string
  name: string
  nameZh: string
  nameEn: string
  priority: number
  stacks: boolean
  perPersonLimit?: number
  terms?: OfferTerms
  sentence: string
  enabled: boolean
  version: number
  startsAt?: Time
  endsAt?: Time
  appliedOrders?: number
  costMinor?: Minor
}

export interface TemplateRow {
  templateId: Id
  code: string
  name: string
  nameZh: string
  nameEn: string
  sentence: string
  terms?: OfferTerms
  backOnRefund: boolean
  claimFrom?: Time
  claimUntil?: Time
  issueCap?: number
  issued: number
  used: number
  expired: number
  perPersonLimit: number
  validDays: number
  claimable: boolean
  budgetMinor?: Minor
  spentMinor: Minor
  enabled: boolean
}

export interface CouponBoardRow {
  template: TemplateRow
  figures: { issued: number; claimed: number; byCode: number; available: number; locked: number; used: number; givenBack: number; expired: number; revoked: number; takenMinor: Minor }
  days: { day: string; takenMinor: Minor }[]
}
export interface IssueRule {
  code: string
  name: string
  nameZh: string
  nameEn: string
  kind: 'PURCHASE' | 'QUIET' | 'NEWCOMER' | 'FRIENDS' | 'BUYERS'
  sentence: string
  templates: string[]
  unlocks: boolean
  atCompletion: boolean
  leastMinor: Minor
  days: number
  friends: number
  monthly: boolean
  productId?: Id
  perPersonLimit: number
  totalCap?: number
  enabled: boolean
  version: number
  since: Time
  given: number
  withheld: number
  undone: number
}
export interface IssueRow { key: string; customerId: Id; customer: string; orderId?: Id; state: string; why?: string; at: Time }
export interface NewcomerPolicy { days: number; capMinor?: Minor }
export interface CouponGate { templateId: Id; hidden: boolean; cohort?: string; unlocked: number }
export interface Wallet {
  customerId: Id
  nickname: string
  joinedAt: Time
  isNew: boolean
  newUntil: Time
  capMinor?: Minor
  costMinor: Minor
  unbounded: number
  items: { couponId: Id; name: string; state: string; source: string; validUntil: Time; worthMinor?: Minor }[]
  withheld: { name: string; worthMinor?: Minor; at: Time }[]
  cohorts: string[]
}
export interface CodeBatch {
  batchId: Id
  templateId: Id
  name: string
  kind: 'SINGLE' | 'SHARED' | 'PERSONAL'
  codes: number
  usesCap: number
  used: number
  perPersonLimit: number
  startsAt?: Time
  endsAt?: Time
  enabled: boolean
  madeAt: Time
}

export type FreightZone = S['FreightTemplateZone']
export interface FreightRow {
  templateId: Id
  code: string
  name: string
  nameZh: string
  nameEn: string
  sentence: string
  isDefault: boolean
  enabled: boolean
  version: number
  priority: number
  measure: 'WEIGHT' | 'PIECE'
  zones: FreightZone[]
  freeOverMinor?: Minor
  goods: OfferTerms['goods']
}
export type Category = S['AssortmentCategory']
export type CohortMember = S['StaffCustomersMemberRow']
export type CohortRow = S['CohortView']
export type LegalRow = S['LegalDoorRow']
export type PurchaseLimit = S['PurchaseRule']
export interface PromoterDetail { promoter: PromoterRow; suspensions: { from: Time; until?: Time; by: string; why: string; liftedBy?: string; liftedWhy?: string }[] }

export interface FactRow {
  position: number
  type: string
  aggregate: string
  aggregateId: Id
  seq: number
  at: Time
  body: unknown
}

export interface Parked {
  parkedId: Id
  consumer: string
  fact: FactRow
  error: string
  attempts: number
  at: Time
  waiting: number
}

export type BoardRange = 'TODAY' | 'YESTERDAY' | 'LAST7' | 'MONTH'
export type StaffReturn = ReturnView & { orderNo: string; customer: string }
export type StaffGroup = GroupCard & { opened: Time; moved: number; lateRefunds: number }
export interface GroupMember { orderId: Id; orderNo: string; customer: string; state: string; heldUntil?: Time }
export type StaffGroupDetail = GroupCard & { members: GroupMember[]; history: { at: Time; text: string }[] }
export type GroupStats = S['StaffGroupsStats']
export interface ActivityInput {
  productId: Id
  size: number
  windowMinutes: number
  holdMinutes: number
  perPersonLimit: number
  prices: { skuId: Id; priceMinor: Minor }[]
  startsAt: Time
  endsAt?: Time
  latePolicy: 'MOVE' | 'REFUND'
  reason: string
}
export interface PromoterRow { customerId: Id; nickname: string; phoneMasked: string; inviteCode: string; joinedAt: Time; invitees: number; buyers: number; earnings: Earnings; state: string; suspendedSince?: Time }
export interface Chain { ancestors: ChainNode[]; children: Page<ChainNode>; depth: number; subtreeCustomers: number; subtreePaidMinor: Minor }
export type StaffAccrual = AccrualView & { beneficiary: string }
export type StaffWithdrawal = Withdrawal & {
  customer: string
  customerId: Id
  approvedBy?: string
  paidBy?: string
  paidRef?: string
  balanceMinor: Minor
  taxMinor: Minor
}
export interface Cohort { code: string; name: string; size: number; cap?: number }
export interface Promotions { rules: RuleRow[]; templates: TemplateRow[]; freight: FreightRow[]; cohorts: Cohort[] }
export type AccountRow = S['StaffBooksAccountRow']
export type TransferRow = S['StaffBooksTransferRow']
export interface Integrity { views: { id: string; name: string; rows: number; checkedAt: Time }[]; money: MoneyCheck }
export type BillDay = S['ReconciliationsDayView']
export type BillDifference = S['ReconciliationsDifferenceView']
export type Quarantined = S['QuarantineView']
export type ConsumerRow = S['FactDeskStanding']
export type TrayMessage = S['MessageDeskLogged']
export type TaskRow = S['MachineDoorTaskRow']
export type StaffPerson = S['StaffPeopleDoorRow']
export type RoleRow = S['StaffPeopleDoorRoleRow']
export interface AuditRow { auditId: Id; at: Time; who: string; action: string; object: string; before?: unknown; after?: unknown; why: string }
export type CustomerRow = S['StaffCustomersRow']
export interface RuleChange { draft?: unknown; replaces?: Id; without?: Id[] }
export type Trial = S['Trial']
export type WhatIfCartAnswer = S['StaffWhatIfCartAnswer']
export type WhatIfReplay = S['ReplayResult']
export type WhatIfMatrix = S['RuleMatrixMatrix']
export interface WhatIfPair { first: number; second: number; meeting: 'OTHER_TIMES' | 'OTHER_GOODS' | 'TOGETHER' | 'ONE_OF_THEM' | 'FIRST_BARS_SECOND' | 'SECOND_BARS_FIRST'; goods: number }
export interface DemoInfo { present: boolean; people: number; orders: number; groups: number }
export interface TrackingReport { applied: number; refused: number; findings: ImportFinding[] }
export const PERMISSIONS = [
  'BOARD_VIEW', 'PRODUCT_VIEW', 'PRODUCT_EDIT', 'PRODUCT_IMPORT', 'ORDER_VIEW', 'ORDER_SHIP', 'ORDER_CANCEL', 'AFTERSALES_DECIDE', 'GROUP_VIEW',
  'GROUP_EDIT', 'REWARD_VIEW', 'REWARD_EDIT', 'WITHDRAWAL_APPROVE', 'WITHDRAWAL_PAY', 'PROMOTION_VIEW', 'PROMOTION_EDIT', 'LEDGER_VIEW',
  'FACT_DECIDE', 'MESSAGE_VIEW', 'STAFF_EDIT', 'AUDIT_VIEW', 'DEMO_CLEAR', 'CUSTOMER_VIEW', 'LEGAL_EDIT'
] as const
export type Permission = (typeof PERMISSIONS)[number]
