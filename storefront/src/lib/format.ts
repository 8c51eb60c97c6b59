// Numbers, money and time as the visual language writes them (section 4 of it). Pure functions: the language is an
// argument, the shop's clock is an argument, so a test needs no page.
// Money comes in fen and never passes through a fraction: yuan and fen are cut apart as whole numbers.

export type Language = 'zh-Hans' | 'en'

const MINUS = '\u2212'
const SHOP_OFFSET_MS = 8 * 3600_000 // the shop lives in China: one zone, no summer time

/** A sum cut for setting in type: sign, yuan with thousands separators, two digits of fen. */
export function moneyParts(minor: number): { sign: string; yuan: string; fen: string } {
  const whole = Math.abs(Math.trunc(minor))
  const yuan = Math.floor(whole / 100)
  const fen = whole % 100
  return { sign: minor < 0 ? MINUS : '', yuan: count(yuan), fen: fen < 10 ? '0' + fen : String(fen) }
}

/** ¥1,284.00; a sum below zero as −¥10.00. Unknown is —, never 0. */
export function money(minor: number | null | undefined): string {
  if (minor === null || minor === undefined) return '—'
  const { sign, yuan, fen } = moneyParts(minor)
  return `${sign}¥${yuan}.${fen}`
}

/** A change of a sum, always with its sign: −¥10.00, +¥5.00; zero has none. */
export function change(minor: number): string {
  return minor > 0 ? '+' + money(minor) : money(minor)
}

export function count(n: number): string {
  return String(Math.trunc(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** 7840 basis points → 78.4%. */
export function rate(bp: number): string {
  const tenths = Math.round(bp / 10)
  const frac = Math.abs(tenths % 10)
  return `${Math.trunc(tenths / 10)}${frac ? '.' + frac : ''}%`
}

export function maskPhone(phone: string): string {
  return phone.length >= 7 && !phone.includes('*') ? phone.slice(0, 3) + '****' + phone.slice(-4) : phone
}

type Clock = { year: number; month: number; day: number; weekday: number; hour: number; minute: number; dayNo: number }

function clock(ms: number): Clock {
  const d = new Date(ms + SHOP_OFFSET_MS)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    weekday: d.getUTCDay(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    dayNo: Math.floor((ms + SHOP_OFFSET_MS) / 86_400_000)
  }
}

const pad = (n: number) => (n < 10 ? '0' + n : String(n))
const WEEK_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const WEEK_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTH_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function millis(at: string | number): number {
  return typeof at === 'number' ? at : Date.parse(at)
}

/** 11月22日 周日, Sun 22 Nov; the year only when it is not this one. */
export function day(at: string | number, now: number, language: Language): string {
  const c = clock(millis(at))
  const other = c.year !== clock(now).year
  return language === 'en'
    ? `${WEEK_EN[c.weekday]} ${c.day} ${MONTH_EN[c.month - 1]}${other ? ' ' + c.year : ''}`
    : `${other ? c.year + '年' : ''}${c.month}月${c.day}日 ${WEEK_ZH[c.weekday]}`
}

/** 今天 20:00 · 昨天 09:05 · 11月20日 09:05. */
export function moment(at: string | number, now: number, language: Language): string {
  const ms = millis(at)
  const c = clock(ms)
  const n = clock(now)
  const hour = `${pad(c.hour)}:${pad(c.minute)}`
  const en = language === 'en'
  const near = c.dayNo - n.dayNo
  if (near === 0) return (en ? 'today ' : '今天 ') + hour
  if (near === 1) return (en ? 'tomorrow ' : '明天 ') + hour
  if (near === -1) return (en ? 'yesterday ' : '昨天 ') + hour
  const other = c.year !== n.year
  return en
    ? `${c.day} ${MONTH_EN[c.month - 1]}${other ? ' ' + c.year : ''} ${hour}`
    : `${other ? c.year + '年' : ''}${c.month}月${c.day}日 ${hour}`
}

/** 1 天 3 小时 · 5 小时 12 分 · 42 分 · and with seconds below ten minutes: 8 分 20 秒. */
export function left(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const u = language === 'en' ? { d: 'd', h: 'h', m: 'min', s: 's' } : { d: '天', h: '小时', m: '分', s: '秒' }
  if (days > 0) return `${days} ${u.d} ${hours} ${u.h}`
  if (hours > 0) return `${hours} ${u.h} ${minutes} ${u.m}`
  if (minutes >= 10) return `${minutes} ${u.m}`
  return minutes > 0 ? `${minutes} ${u.m} ${seconds % 60} ${u.s}` : `${seconds} ${u.s}`
}

const HAN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Small counts of people read as words in Chinese (两位, 五个人); digits beyond ten and in English. */
export function people(n: number, language: Language): string {
  if (language === 'en') return String(n)
  if (n > 10 || n < 0) return n + ' '
  return n === 2 ? '两' : HAN[n]
}
