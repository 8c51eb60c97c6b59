// Every word of the console, both languages side by side: a pair that lacks one half does not compile.
// Words that belong to one screen live in words-screens.ts.
import { couponWords } from './words-coupons'
import { screens } from './words-screens'

export type Pair = readonly [zh: string, en: string]
export interface Words { readonly [key: string]: Pair | Words }

/** The tree of one language out of the tree of pairs. */
export function half(tree: Words, side: 0 | 1): Record<string, never> {
  const out: Record<string, unknown> = {}
  for (const [k, v] of Object.entries(tree)) out[k] = Array.isArray(v) ? (v as unknown as Pair)[side] : half(v as Words, side)
  return out as Record<string, never>
}

const shared = {
  brand: ['团子', 'Tuanzi'],
  sep: ['、', ', '],
  nav: {
    console: ['运营台', 'Console'], main: ['主导航', 'Main navigation'], skip: ['跳到正文', 'Skip to content'], logout: ['退出登录', 'Sign out'],
    plan: ['计划', 'Plan'], rehearse: ['演练', 'Rehearse'], run: ['经营', 'Run'], measure: ['度量', 'Measure'], improve: ['改进', 'Improve'],
    board: ['实时看板', 'Live board'], orders: ['订单', 'Orders'], returns: ['售后', 'After-sales'], products: ['商品', 'Products'], groups: ['拼团', 'Groups'],
    promotions: ['优惠', 'Promotions'], coupons: ['券与兑换码', 'Coupons & codes'], promoters: ['推广与佣金', 'Promoters'], withdrawals: ['提现', 'Withdrawals'], customers: ['顾客', 'Customers'],
    ledger: ['账本', 'Ledger'], facts: ['事实与消息', 'Facts & messages'], people: ['员工与角色', 'Staff & roles'], audit: ['操作记录', 'Audit trail'], legal: ['法定参数', 'Legal limits'], settings: ['设置', 'Settings']
  },
  later: {
    soon: ['还没开门', 'Not open yet'],
    plan: ['这里会放一年的打算：目标、节奏、日历和预算，每一项都是数据，可以先演练再上线。', "The year's intentions will live here: targets, phases, calendar and budget, each of them data that can be rehearsed before it goes live."],
    rehearse: ['这里会让模拟的顾客用另一套库和另一只钟，把一个玩法先跑一遍，不花一分钱。', 'Simulated shoppers will try a mechanic here, on another database and another clock, before a yuan is spent.'],
    measure: ['这里会放每个指标的定义、漏斗、归因和实验，同一个数到处是同一个算法。', 'Every metric will be defined here once, with funnels, attribution and experiments; the same number means the same thing everywhere.'],
    improve: ['这里会把数据变成改动：复盘、问题、负责人和到期日。', 'Evidence will turn into changes here: reviews, problems, owners and due dates.'],
    meanwhile: ['现在可以用的是「经营」。', 'What works today is Run.']
  },
  act: {
    retry: ['再试一次', 'Try again'], back: ['返回', 'Back'], leave: ['先不', 'Not now'], clearFilters: ['清除筛选', 'Clear filters'], previous: ['上一页', 'Previous'], next: ['下一页', 'Next'],
    seeData: ['看数据', 'See data'], seeChart: ['看图', 'See chart'], seeAll: ['看全部', 'See all'], refresh: ['刷新', 'Refresh'], save: ['保存', 'Save'], edit: ['修改', 'Edit'],
    approve: ['批准', 'Approve'], reject: ['驳回', 'Reject'], cancel: ['取消', 'Cancel'], detail: ['看明细', 'Details'], download: ['下载', 'Download'], add: ['新增', 'Add'], open: ['打开', 'Open'], close: ['收起', 'Close']
  },
  view: {
    all: ['全部', 'All'], empty: ['这里还没有内容', 'Nothing here yet'], nothingFound: ['没有符合条件的', 'Nothing matches'], tryOther: ['换个条件，或清除筛选。', 'Try other filters, or clear them.'],
    failed: ['没有取到', 'Could not load this'], nothingChanged: ['什么都没有改动。', 'Nothing was changed.'], denied: ['你还不能看这里', 'You cannot open this yet'],
    needRight: ['需要「{right}」权限，请管理员在「员工与角色」里开通。', 'This needs the right "{right}". An administrator can give it under Staff & roles.'],
    askOwner: ['请管理员在「员工与角色」里开通。', 'An administrator can give you the right under Staff & roles.'],
    trace: ['查问时请报', 'Quote this number:'], pages: ['翻页', 'Pages'], staleRows: ['新的没取到，下面是刚才的。', 'Could not refresh; these are the earlier rows.'], cannotTell: ['暂时算不出', 'Cannot tell yet'],
    loading: ['正在取…', 'Loading…'], nowhere: ['没有这个页面', 'There is no such page'], nowhereHint: ['地址可能写错了，或者它搬走了。', 'The address may be mistyped, or the page has moved.'], toBoard: ['回实时看板', 'Back to the live board'],
    demo: ['示例', 'Demo'], yes: ['是', 'Yes'], no: ['否', 'No'], none: ['无', 'None'], unlimited: ['不限', 'No limit'], items: ['{n} 件', '{n} items'], people: ['{n} 人', '{n} people'], entries: ['{n} 条', '{n}']
  },
  unit: { pp: ['个百分点', 'pp'], minutes: ['{n} 分钟', '{n} min'], hours: ['{n} 小时', '{n} h'], days: ['{n} 天', '{n} days'] },
  ask: {
    needed: ['这一项要填', 'Please fill this in'], badMoney: ['请填金额，最多两位小数', 'Enter a sum with at most two decimals'], badNumber: ['请填数字', 'Enter a number'], badJson: ['格式不对，少了引号、逗号或括号', 'Not readable: a quote, comma or bracket is missing'], badTime: ['请填日期和时间', 'Enter a date and time'],
    range: ['请填 {min} 到 {max} 之间', 'Enter a value from {min} to {max}'], why: ['写一句为什么，日后查得到', 'Say why in a few words; it is kept in the audit trail'], reason: ['为什么', 'Why'],
    reasonHint: ['会记在操作记录里', 'Kept in the audit trail'], choose: ['请选择', 'Choose'], done: ['已经办好', 'Done'], busy: ['正在提交…', 'Sending…'], type: ['请输入「{word}」确认', 'Type “{word}” to confirm'],
    unknown: ['没有收到回音，不知道是否办成', 'No answer arrived, so the outcome is unknown'], sameKey: ['再按一次不会办两次：我们会带着同一个编号去问。', 'Pressing again will not do it twice: the same key is sent.']
  },
  problem: {
    UNREACHABLE: ['连不上服务器', 'The server cannot be reached'], UNAUTHENTICATED: ['请先登录', 'Please sign in'], FORBIDDEN: ['没有权限', 'Not allowed'], NOT_FOUND: ['没有找到', 'Not found'], INVALID: ['填的内容有问题', 'Something in the form is not right'],
    BUSY: ['正忙，过一会儿再试', 'Busy; try again in a moment'], RATE_LIMITED: ['太频繁了，过一会儿再试', 'Too many attempts; try again in a moment'], BAD_STATE: ['状态已经变了，请刷新再看', 'The state has changed; refresh and look again'],
    KEY_REUSED: ['这个编号已用于别的提交', 'This key was already used for another request'], PAYLOAD_TOO_LARGE: ['文件太大', 'The file is too large'], SOLD_OUT: ['库存不够', 'Not enough stock'], LIMIT_REACHED: ['到上限了', 'The limit is reached'], UNEXPECTED: ['页面出了点问题', 'Something went wrong on this page'],
    HTTP_500: ['服务器出了问题', 'The server had a problem'], HTTP_502: ['服务器暂时没有应答', 'The server is not answering'], HTTP_503: ['服务器还在启动', 'The server is still starting']
  },
  role: { OWNER: ['店主', 'Owner'], ADMIN: ['管理员', 'Administrator'], OPERATOR: ['运营', 'Operations'], OPERATIONS: ['运营', 'Operations'], SALES: ['销售', 'Sales'], SUPPLY: ['供应', 'Supply'], WAREHOUSE: ['仓库', 'Warehouse'], SERVICE: ['客服', 'Service'], FINANCE: ['财务', 'Finance'], CASHIER: ['出纳', 'Cashier'], ANALYST: ['分析', 'Analyst'], DESIGN: ['设计', 'Design'] },
  right: {
    BOARD_VIEW: ['看实时看板', 'see the live board'], PRODUCT_VIEW: ['看商品', 'see products'], PRODUCT_EDIT: ['改商品', 'edit products'], PRODUCT_IMPORT: ['导入商品', 'import products'], ORDER_VIEW: ['看订单', 'see orders'], ORDER_SHIP: ['发货', 'ship orders'], ORDER_CANCEL: ['取消订单和退款', 'cancel and refund orders'],
    AFTERSALES_DECIDE: ['处理售后', 'decide after-sales'], GROUP_VIEW: ['看拼团', 'see groups'], GROUP_EDIT: ['设置拼团', 'set up groups'], REWARD_VIEW: ['看推广与佣金', 'see promoters and commissions'], REWARD_EDIT: ['改奖励规则', 'edit reward rules'], WITHDRAWAL_APPROVE: ['批准提现', 'approve withdrawals'], WITHDRAWAL_PAY: ['打款', 'pay withdrawals'],
    PROMOTION_VIEW: ['看优惠', 'see promotions'], PROMOTION_EDIT: ['改优惠', 'edit promotions'], LEDGER_VIEW: ['看账本', 'see the ledger'], FACT_DECIDE: ['处理停住的事实', 'decide parked facts'], MESSAGE_VIEW: ['看消息', 'see messages'], STAFF_EDIT: ['管理员工', 'manage staff'], AUDIT_VIEW: ['看操作记录', 'see the audit trail'], DEMO_CLEAR: ['清除示例数据', 'clear demo data'], CUSTOMER_VIEW: ['看顾客', 'see customers'], LEGAL_EDIT: ['改法定参数', 'change legal parameters']
  },
  state: {
    LAPSED: ['占座过期', 'Seat lapsed'], PARKED: ['停住', 'Parked'], SKIPPED: ['已跳过', 'Skipped'], AVAILABLE: ['可用', 'Available'], LOCKED: ['订单占用', 'On an order'], USED: ['已用', 'Used'], REVOKED: ['已收回', 'Taken back'],
    AWAITING_PAYMENT: ['待付款', 'Awaiting payment'], PAID: ['已付款', 'Paid'], SHIPPED: ['已发货', 'Shipped'], RECEIVED: ['已收货', 'Received'], COMPLETED: ['已完成', 'Completed'], CLOSED: ['已关闭', 'Closed'],
    ON_SHELF: ['在售', 'On shelf'], OFF_SHELF: ['已下架', 'Off shelf'], DRAFT: ['草稿', 'Draft'], STAGING: ['正在读', 'Reading'], STAGED: ['已读入', 'Staged'], RUNNING: ['进行中', 'Running'], DONE: ['已完成', 'Done'], FAILED: ['没成', 'Failed'], REFUSED: ['拒收', 'Refused'], CHANGED: ['改过', 'Changed'], NOTE: ['提示', 'Note'],
    REQUESTED: ['待审', 'Requested'], APPROVED: ['已批准', 'Approved'], SENT_BACK: ['已寄回', 'Sent back'], REFUNDED: ['已退款', 'Refunded'], REJECTED: ['已驳回', 'Rejected'], CANCELLED: ['已撤回', 'Cancelled'], OPEN: ['在拼', 'Open'], EXPIRED: ['没满', 'Not filled'],
    HELD: ['占座待付', 'Seat held'], ASKED: ['已申请', 'Asked'], PROCESSING: ['处理中', 'Processing'], PENDING: ['待到期', 'Pending'], MATURED: ['已到期', 'Matured'], PAYABLE: ['可提现', 'Payable'], REVERSED: ['已追回', 'Reversed'], SCHEDULED: ['未开始', 'Scheduled'], STOPPED: ['已停', 'Stopped'],
    BALANCED: ['平', 'Balanced'], MATCHED: ['对上了', 'Matched'], DIFFERENT: ['有差异', 'Differs'], DIFFERS: ['有差异', 'Differs'], UNKNOWN: ['待确认', 'Unknown'], WAITING: ['等待中', 'Waiting'], SENT: ['已发', 'Sent'], DELIVERED: ['已送达', 'Delivered'], QUEUED: ['排队中', 'Queued'], READ: ['已读', 'Read'],
    ACTIVE: ['正常', 'Active'], SUSPENDED: ['已停用', 'Suspended'], FROZEN: ['已冻结', 'Frozen'], ENABLED: ['启用', 'Enabled'], DISABLED: ['停用', 'Disabled'], LEFT: ['已退出', 'Left'], RELEASED: ['已释放', 'Released'], MOVED: ['转到别团', 'Moved'], CLOSED_BY_STAFF: ['店铺关闭', 'Closed by the shop'], NONE: ['无', 'None'], GROUP: ['等成团', 'Waiting for the group'], REVIEW: ['待复核', 'Under review']
  },
  zone: { beauty: ['美妆小样', 'Beauty samples'], home: ['居家清洁', 'Home care'], wellness: ['轻养生', 'Gentle wellness'], niche: ['手工香', 'Craft and incense'], other: ['更多好物', 'More'] }
} as const satisfies Words

export const words: Words = { ...shared, ...screens, ...couponWords }
