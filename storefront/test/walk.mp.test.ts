// Walks the BUILT mini-program (dist/build/mp-weixin) in jsdom, with the official WXML compiler: home, group page,
// a seat, checkout, payment, result. wx.request is a small shop that keeps what it was asked.
import { createRequire } from 'node:module'
import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answer, shop, type Asked } from './stub-shop'

const require = createRequire(import.meta.url)
// Copied out of the project: under "type":"module" Node would read the CommonJS output as ESM.
const ROOT = mkdtempSync(path.join(os.tmpdir(), 'mp-'))
cpSync(path.resolve(process.env.MP_ROOT ?? 'dist/build/mp-weixin'), ROOT, { recursive: true })

const g = globalThis as any
const device = new Map<string, unknown>()
let asked: Asked[] = []
let went: string[] = []
let cutOnce: string | undefined
let windowShut = false
let app: any
let opened: any[] = []

g.global = g
g.App = (o: any) => {
  app = o
  o.onLaunch?.call(o, { path: 'pages/home/home', query: {}, scene: 1001 })
}
g.getApp = () => app
g.getCurrentPages = () => opened
g.Page = () => {
  throw new Error('Page() not expected')
}
const goes = (o: any) => {
  went.push(o.url)
  o.success?.({})
  o.complete?.({})
}
g.wx = {
  request(o: any) {
    const header = Object.fromEntries(Object.entries(o.header ?? {}).map(([k, v]) => [k.toLowerCase(), v])) as Record<
      string,
      string
    >
    const q: Asked = {
      method: o.method ?? 'GET',
      path: o.url.replace(/^https?:\/\/[^/]+/, ''),
      key: header['idempotency-key'],
      token: header.authorization?.replace('Bearer ', ''),
      language: header['accept-language'],
      body: typeof o.data === 'string' ? JSON.parse(o.data) : o.data
    }
    asked.push(q)
    setTimeout(() => {
      if (cutOnce && q.method === 'POST' && q.path.endsWith(cutOnce)) {
        cutOnce = undefined
        o.fail?.({ errMsg: 'request:fail timeout' })
      } else {
        const [statusCode, data] = answer(q)
        o.success?.({ statusCode, data, header: {} })
      }
      o.complete?.({})
    })
    return { abort() {} }
  },
  // WeChat's window: it takes only what is signed, and the payer pays at the sandbox's cashier.
  requestPayment(o: any) {
    const whole = ['timeStamp', 'nonceStr', 'package', 'signType', 'paySign'].every((k) => o[k])
    const id = /^prepay_id=(\w+)$/.exec(o.package ?? '')?.[1]
    went.push('pay ' + o.package)
    const [status] = whole && id && !windowShut ? answer({ method: 'POST', path: `/cashier/${id}/pay` }) : [404]
    if (status === 200) o.success?.({})
    else o.fail?.({ errMsg: 'requestPayment:fail' })
    o.complete?.({})
  },
  navigateTo: goes,
  redirectTo: goes,
  reLaunch: goes,
  switchTab: goes,
  navigateBack(o: any) {
    went.push('back')
    o?.success?.({})
    o?.complete?.({})
  },
  setNavigationBarTitle(o: any) {
    o.success?.({})
    o.complete?.({})
  },
  showToast(o: any) {
    went.push('toast ' + o.title)
  },
  stopPullDownRefresh() {},
  getStorageSync: (k: string) => device.get(k) ?? '',
  setStorageSync: (k: string, v: unknown) => void device.set(k, v),
  removeStorageSync: (k: string) => void device.delete(k),
  canIUse: () => true,
  onAppShow() {},
  onAppHide() {},
  onError() {},
  onUnhandledRejection() {},
  onPageNotFound() {},
  onThemeChange() {},
  getAppBaseInfo: () => ({ language: 'zh_CN', SDKVersion: '3.5.0', version: '8.0.50' }),
  getDeviceInfo: () => ({ platform: 'devtools', model: 'x', brand: 'y', system: 'z' }),
  getWindowInfo: () => ({ windowWidth: 390, windowHeight: 844, pixelRatio: 2, statusBarHeight: 44 }),
  getSystemInfoSync: () => ({
    language: 'zh_CN',
    SDKVersion: '3.5.0',
    windowWidth: 390,
    windowHeight: 844,
    platform: 'devtools'
  })
}

const tick = (ms = 40) => new Promise((r) => setTimeout(r, ms))
async function until(what: () => boolean) {
  for (let i = 0; i < 100 && !what(); i++) await tick(30)
  expect(what()).toBe(true)
}
function open(page: string, query: Record<string, string>) {
  const simulate = require('miniprogram-simulate')
  const id = simulate.load(path.join(ROOT, page), 'main', { rootPath: ROOT, compiler: 'official' })
  const comp = simulate.render(id, {})
  const parent = document.createElement('div')
  document.body.appendChild(parent)
  comp.attach(parent)
  comp.instance.route = page
  opened = [comp.instance]
  comp.instance.onLoad?.(query)
  comp.instance.onShow?.()
  comp.instance.onReady?.()
  return {
    comp,
    parent,
    text: () => parent.textContent ?? '',
    close: () => {
      comp.instance.onUnload?.()
      comp.detach()
      parent.remove()
    }
  }
}
/** The innermost element that shows the words, tapped as a finger would: the tap rises to whoever listens. */
function tap(page: { parent: HTMLElement }, words: string, last = false) {
  const all = [...page.parent.querySelectorAll('*')].filter((e) => (e.textContent ?? '').includes(words))
  const leaves = all.filter((e) => !all.some((x) => x !== e && e.contains(x)))
  const exact = leaves.filter((e) => e.textContent?.trim() === words)
  const hits = exact.length ? exact : leaves
  fire(page, last ? hits.at(-1) : hits[0], 'tap', {}, words)
}
function type(page: { parent: HTMLElement }, nth: number, value: string) {
  fire(page, page.parent.querySelectorAll('wx-input')[nth], 'input', { value }, 'input ' + nth)
}
function fire(page: { parent: HTMLElement }, el: Element | undefined, event: string, detail: object, what: string) {
  for (let e: any = el; e && e !== page.parent; e = e.parentNode) {
    if (e.__wxElement) {
      const { Event } = require('miniprogram-exparser')
      Event.dispatchEvent(
        e.__wxElement,
        Event.create(event, detail, { bubbles: true, capturePhase: true, composed: true })
      )
      return
    }
  }
  throw new Error('nothing to touch: ' + what)
}
const sent = (method: string, end: string) => asked.filter((q) => q.method === method && q.path.endsWith(end))

beforeAll(() => {
  require('miniprogram-simulate')
  require(path.join(ROOT, 'app.js'))
})
beforeEach(() => {
  asked = []
  went = []
  cutOnce = undefined
  windowShut = false
})

describe('the built mini-program', () => {
  test('knows every page', () => {
    const pages = JSON.parse(readFileSync(path.join(ROOT, 'app.json'), 'utf8')).pages as string[]
    for (const p of pages) readFileSync(path.join(ROOT, p + '.wxml'), 'utf8')
    expect(pages[0]).toBe('pages/home/home')
    expect(pages).toContain('pages/group/group')
  })

  test('home shows a running group with its seats and the way to it', async () => {
    const home = open('pages/home/home', {})
    await until(() => home.text().includes('艾草泡脚包'))
    expect(home.text()).toContain('¥29.90')
    expect(home.text()).toContain('还剩 4 小时 59 分')
    tap(home, '去坐下')
    await tick()
    expect(went.at(-1)).toBe('/pages/group/group?id=7')
    home.close()
  })

  test('a friend opens the shared group, signs in, and is still bound to the one who invited', async () => {
    const group = open('pages/group/group', { id: '7', by: 'XM88' })
    await until(() => group.text().includes('邀请你来坐'))
    expect(group.text()).toContain('再来 1 位，三个人都少付 ¥10.00')
    expect(group.text()).toContain('没满三人，全额原路退回。')
    expect(sent('GET', '/groups/7?by=XM88').length).toBeGreaterThan(0)
    tap(group, '坐下，先付')
    await until(() => went.some((w) => w.startsWith('/pages/login/login')))
    expect(decodeURIComponent(went.at(-1)!)).toBe('/pages/login/login?then=/pages/group/group?id=7&by=XM88')
    group.close()

    const login = open('pages/login/login', { then: encodeURIComponent('/pages/group/group?id=7&by=XM88') })
    type(login, 0, '13800006021')
    await tick()
    tap(login, '发验证码')
    await until(() => login.text().includes('482913'))
    expect(login.text()).toContain('示例')
    tap(login, '填上')
    await tick()
    tap(login, '登录', true)
    await until(() => device.get('token') === 'opaque-1')
    expect(sent('POST', '/login')[0].body).toMatchObject({ phone: '13800006021', code: '482913', inviteCode: 'XM88' })
    expect(went.at(-1)).toBe('/pages/group/group?id=7&by=XM88')
    login.close()
  })

  test('takes the seat, sees why the price is the price, and pays once over a cut line', async () => {
    const group = open('pages/group/group', { id: '7', by: 'XM88' })
    await until(() => group.text().includes('坐下，先付'))
    tap(group, '坐下，先付')
    await until(() => went.at(-1) === '/pages/checkout/checkout')
    group.close()

    const checkout = open('pages/checkout/checkout', {})
    await until(() => checkout.text().includes('为什么是这个价'))
    expect(sent('POST', '/checkout')[0].body).toMatchObject({
      lines: [{ skuId: 21, quantity: 1 }],
      source: 'GROUP',
      activityId: 3,
      groupId: 7,
      couponIds: null
    })
    expect(sent('POST', '/checkout')[0].key).toBeUndefined()
    expect(sent('POST', '/inviter').map((q) => q.body)).toEqual([{ inviteCode: 'XM88' }])
    expect(checkout.text()).toContain('3 人团价')
    expect(checkout.text()).toContain('\u2212¥10.00')
    expect(checkout.text()).toContain('满 99 减 10不满 ¥99')
    cutOnce = '/orders'
    tap(checkout, '微信付')
    await until(() => went.some((w) => w.startsWith('/pages/pay/result')))
    const orders = sent('POST', '/orders')
    expect(orders).toHaveLength(2)
    expect(orders[0].key).toMatch(/^[A-Za-z0-9_-]{8,64}$/)
    expect(orders[1].key).toBe(orders[0].key)
    expect(orders[0].body).toMatchObject({ shownTotalMinor: 2990, fingerprint: 'f-1', addressId: 5, groupId: 7 })
    expect(orders[0].token).toBe('opaque-1')
    expect(shop.paid).toBe(true)
    const pays = sent('POST', '/orders/91/pay')
    expect(pays).toHaveLength(1)
    expect(pays[0].key).not.toBe(orders[0].key)
    expect(pays[0].body).toMatchObject({ channel: 'MINI' })
    expect(went).toContain('pay prepay_id=p')
    expect(went.at(-1)).toBe('/pages/pay/result?orderId=91')
    checkout.close()
  })

  test('where the window cannot open, the practice page does', async () => {
    windowShut = true
    shop.paid = false
    const order = open('pages/order/order', { id: '92' })
    await until(() => order.text().includes('现在付'))
    tap(order, '现在付')
    await until(() => went.some((w) => w.startsWith('/pages/pay/cashier')))
    expect(decodeURIComponent(went.at(-1)!)).toContain('url=http://127.0.0.1:8080/cashier/p')
    expect(shop.paid).toBe(false)
    order.close()
  })

  test('says paid within two seconds of coming back', async () => {
    shop.paid = true
    shop.paidAfter = 2
    const began = Date.now()
    const result = open('pages/pay/result', { orderId: '91' })
    await until(() => result.text().includes('等团坐满'))
    expect(Date.now() - began).toBeLessThan(2000)
    expect(result.text()).toContain('等团坐满')
    expect(result.text()).toContain('叫朋友来坐')
    result.close()
  })

  test('speaks the chosen language, placeholders filled', async () => {
    const me = open('pages/me/me', {})
    await tick(100)
    tap(me, 'English')
    await tick(100)
    expect(me.text()).toContain('My orders')
    me.close()
    const home = open('pages/home/home', {})
    await until(() => home.text().includes('Filling now'))
    expect(home.text()).toContain('All 1')
    expect(home.text()).toContain("小满's group · 2 seated")
    expect(asked.filter((q) => q.path.endsWith('/home')).at(-1)?.language).toBe('en')
    home.close()
  })
})
