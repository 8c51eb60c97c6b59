// The words of the single screens, in pairs like words.ts.
import type { Words } from './words'

export const screens = {
  login: {
    title: ['进店', 'Sign in'], hint: ['团子运营台，给店里的人用。', 'The Tuanzi console, for the people of the shop.'], username: ['用户名', 'Username'], password: ['密码', 'Password'], go: ['登录', 'Sign in'], busy: ['正在登录…', 'Signing in…'],
    ended: ['登录已过期，重新登录后回到刚才的页面。', 'Your session has ended. After signing in you are back where you were.'], wrong: ['用户名或密码不对', 'Wrong username or password'], demo: ['演示店的账号', 'Accounts of the demo shop'], demoHint: ['点一个就能进。正式店里没有这一栏。', 'Pick one to enter. A real shop does not show this.'], empty: ['请填用户名和密码', 'Enter username and password'], unreachable: ['连不上服务器，过一会儿再试。', 'The server cannot be reached; try again in a moment.']
  },
  board: {
    title: ['实时看板', 'Live board'], live: ['截至 {time}，晚 {n} 秒', 'As of {time}, {n} s behind'], stale: ['连接断了，数停在 {time}', 'Connection lost; numbers stopped at {time}'],
    TODAY: ['今天', 'Today'], YESTERDAY: ['昨天', 'Yesterday'], LAST7: ['近 7 天', 'Last 7 days'], MONTH: ['本月', 'This month'],
    beforeTODAY: ['比上周同日此刻', 'vs same day last week'], beforeYESTERDAY: ['比上周同日', 'vs same day last week'], beforeLAST7: ['比前 7 天', 'vs previous 7 days'], beforeMONTH: ['比上月同期', 'vs last month'], same: ['和{name}一样', 'same as before'],
    gmv: ['累计成交额', 'Paid GMV, cumulative'], now: ['本期', 'Now'], before: ['上期', 'Before'], time: ['时间', 'Time'], seriesToday: ['今天', 'Today'], seriesLast: ['上周同日', 'Same day last week'], chartLabel: ['累计成交额，到 {time} 为 {now}，上期同刻 {before}', 'Cumulative paid GMV: {now} at {time}, {before} at the same moment before'],
    funnel: ['漏斗', 'Funnel'], toPaid: ['到付款 {rate}', '{rate} reach payment'], running: ['在拼的团', 'Running groups'], byDeadline: ['按截止时间排', 'by deadline'], allGroups: ['看全部 {n} 个团', 'All {n} groups'], noGroups: ['现在没有在拼的团', 'No group is running'], noGroupsHint: ['有人开团，这里就会出现座位。', 'As soon as someone opens one, its seats appear here.'],
    money: ['钱对得上吗', 'Do the books balance'], debit: ['借方', 'Debits'], credit: ['贷方', 'Credits'], difference: ['差额', 'Difference'], pendingRewards: ['待结算奖励', 'Rewards pending'], pendingNote: ['过退款期再发', 'paid after the refund window'], inFlight: ['退款在途', 'Refunds in flight'], nRefunds: ['{n} 笔', '{n}'], bill: ['支付账单', 'Provider’s bill'], billDone: ['{day} 已核对', 'checked {day}'], billNever: ['还没核对过', 'never checked'], billDiff: ['{n} 处差异', '{n} differences'], billOk: ['无差异', 'no difference'], balanced: ['平', 'Balanced'], unbalanced: ['不平', 'Out of balance'],
    noAlerts: ['没有要处理的告警', 'No alerts to handle'], noAlertsHint: ['有事会排在这里。', 'Whatever needs you lines up here.'], alerts: ['要处理的', 'Needs you'], recent: ['刚才', 'Just now'], newGroup: ['新建拼团', 'New group activity'], noCurve: ['这段时间还没有成交', 'No sales in this period yet'], noRecent: ['还没有动静', 'Quiet so far'],
    col: { product: ['商品', 'Product'], leader: ['团长', 'Leader'], seats: ['座位', 'Seats'], price: ['现价', 'Price'], single: ['单买', 'Alone'], left: ['还剩', 'Left'], then: ['到点会怎样', 'Then'] }, full: ['已满', 'Full'], thenFull: ['已成团，待发货', 'Complete, to ship'], thenRefund: ['没满就全额退', 'Refund if not full'], ended: ['已截止', 'Closed']
  },
  group: { heldMark: ['（占座）', ' (held)'], seatsSpoken: ['{size} 个座位，{taken} 位已坐：{names}；{open} 个空位', '{size} seats, {taken} taken: {names}; {open} open'] }
} as const satisfies Words
