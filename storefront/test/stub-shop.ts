// A small shop for the walk through the mini-program: canned answers, no rules of its own.

export interface Asked {
  method: string
  path: string
  key?: string
  token?: string
  language?: string
  body?: any
}

/** What a test may change: after how many questions the provider says paid. */
export const shop = { paidAfter: 2, paid: false }

const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
const seat = (nickname: string, more = {}) => ({
  nickname,
  avatar: '',
  leader: false,
  me: false,
  state: 'PAID',
  demo: false,
  ...more
})
const card = {
  groupId: 7,
  productId: 11,
  title: '艾草泡脚包 30 包',
  picture: '/media/a.svg',
  size: 3,
  paid: 2,
  held: 0,
  seats: [seat('小满', { leader: true }), seat('阿周')],
  leader: seat('小满', { leader: true }),
  priceMinor: 2990,
  singlePriceMinor: 3990,
  expiresAt: soon(3600_000 * 5),
  state: 'OPEN'
}
const product = {
  productId: 11,
  handle: 'a',
  title: card.title,
  picture: card.picture,
  zone: 'WELLNESS',
  priceMinor: 3990,
  priceFrom: false,
  groupPriceMinor: 2990,
  groupSize: 3,
  badges: [],
  sold: 3,
  available: 9
}
const quote = {
  fingerprint: 'f-1',
  listTotalMinor: 3990,
  discountMinor: 1000,
  freightMinor: 0,
  totalMinor: 2990,
  savedMinor: 1000,
  validUntil: soon(6e5),
  lines: [
    {
      lineNo: 1,
      skuId: 21,
      productId: 11,
      title: card.title,
      options: [],
      picture: '',
      quantity: 1,
      listMinor: 3990,
      payableMinor: 2990,
      discounts: []
    }
  ],
  reasons: [
    { id: 'g', kind: 'GROUP', name: '3 人团价', detail: '39.90 → 29.90', amountMinor: -1000, applied: true },
    { id: 'c', kind: 'COUPON', name: '满 99 减 10', detail: '', amountMinor: 0, applied: false, why: '不满 ¥99' }
  ]
}
const address = {
  addressId: 5,
  name: '周岚',
  phone: '13800006021',
  phoneMasked: '138****6021',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  street: '春漫里 7 幢',
  regionCode: '330110',
  isDefault: true
}
const order = {
  orderId: 91,
  orderNo: 'T91',
  state: 'PAID',
  stateText: '等成团',
  lines: quote.lines,
  totalMinor: 2990,
  placedAt: soon(0),
  address,
  quote,
  holds: [{ kind: 'GROUP', text: '等团坐满' }],
  paidMinor: 2990,
  refundedMinor: 0,
  timeline: [],
  shipments: [],
  refunds: [],
  returns: [],
  actions: [],
  group: { ...card, seats: [...card.seats, seat('周岚', { me: true })] }
}

export function answer(q: Asked): [number, any] {
  const at = (method: string, p: RegExp) => q.method === method && p.test(q.path)
  if (at('GET', /\/session$/))
    return [
      200,
      {
        now: soon(0),
        zone: 'Asia/Shanghai',
        demo: true,
        locale: 'zh-CN',
        shopName: '团子',
        unreadMessages: 0,
        cartCount: 0,
        customer: q.token
          ? {
              customerId: 1,
              nickname: '周岚',
              phoneMasked: '138****6021',
              avatar: '',
              demo: false,
              cohortCodes: [],
              inviteCode: 'ZL'
            }
          : undefined
      }
    ]
  if (at('GET', /\/home$/))
    return [
      200,
      { zones: [], running: [card], runningTotal: 1, ranking: [], rankingRule: '', scenes: [], hotWords: [] }
    ]
  if (at('GET', /\/groups\/7/))
    return [
      200,
      {
        ...card,
        activity: {
          activityId: 3,
          size: 3,
          windowMinutes: 1440,
          holdMinutes: 15,
          perPersonLimit: 1,
          priceFromMinor: 2990,
          latePolicy: 'MOVE',
          deadlineRule: ''
        },
        product,
        inviter: { nickname: '小满', avatar: '' },
        canJoin: true,
        deadlineRule: '没满三人，全额原路退回。',
        version: 1,
        moreGroups: [],
        share: {
          url: '/pages/group/group?id=7&by=XM88',
          miniPath: 'pages/group/group?id=7&by=XM88',
          title: '来坐',
          text: '',
          posterUrl: '',
          qrUrl: ''
        }
      }
    ]
  if (at('GET', /\/products\/11$/))
    return [
      200,
      {
        ...product,
        bodyHtml: '',
        media: [],
        options: [],
        skus: [{ skuId: 21, code: 'A', options: [], priceMinor: 3990, groupPriceMinor: 2990, available: 9 }],
        layers: { specs: [], highlights: [], scenarios: [], afterSales: '' },
        joinable: [],
        favourite: false,
        state: 'ON_SHELF',
        jsonLd: ''
      }
    ]
  if (at('POST', /\/login\/code$/)) return [200, { retryAfterSeconds: 60, demoCode: '482913' }]
  if (at('POST', /\/login$/)) return [200, { token: 'opaque-1', me: {}, newCustomer: true }]
  if (at('POST', /\/checkout$/))
    return q.token
      ? [200, { quote, addresses: [address], addressId: 5, coupons: [], purchaseHints: [], problems: [] }]
      : [401, { code: 'UNAUTHENTICATED' }]
  if (at('POST', /\/orders$/)) return [201, { ...order, state: 'AWAITING_PAYMENT' }]
  if (at('POST', /^\/cashier\/p\/pay$/)) {
    shop.paid = true
    return [200, {}]
  }
  if (at('POST', /\/orders\/9[12]\/pay$/))
    return [
      200,
      {
        cashierUrl: 'http://127.0.0.1:8080/cashier/p',
        prepay: { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=p', signType: 'RSA', paySign: 's' },
        payBefore: soon(9e5)
      }
    ]
  if (at('GET', /\/orders\/91\/payment$/))
    return [200, { state: shop.paid && --shop.paidAfter <= 0 ? 'PAID' : 'WAITING', paidMinor: 2990, message: '' }]
  if (at('GET', /\/orders\/91$/)) return [200, order]
  if (at('GET', /\/orders\/92$/))
    return [200, { ...order, orderId: 92, state: 'AWAITING_PAYMENT', payBefore: soon(9e5), holds: [], actions: ['PAY'] }]
  if (at('POST', /\/inviter$/)) return [200, { outcome: 'BOUND' }]
  if (at('POST', /\/visits$/)) return [204, '']
  return [404, { code: 'NOT_FOUND', title: q.path }]
}
