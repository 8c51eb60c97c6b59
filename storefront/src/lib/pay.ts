// The way to the money: the cashier's page in a browser, the pay window in WeChat; both end at the result page.
import { shop } from '@/api/shop'
import type { Id } from '@/api/types'
import { pathTo } from './go'

export async function payOrder(orderId: Id, replace = false): Promise<void> {
  const back = pathTo.result(orderId)
  // #ifdef H5
  const { cashierUrl } = await shop.pay(orderId, 'H5', back)
  if (cashierUrl) {
    // Coming back from the cashier's page must not land on a checkout that is already an order.
    if (replace) location.replace(cashierUrl)
    else location.href = cashierUrl
    return
  }
  // #endif
  // #ifdef MP-WEIXIN
  const { prepay, cashierUrl: frame } = await shop.pay(orderId, 'MINI', back)
  const opened = prepay ? await requestPayment(prepay) : false
  if (!opened && frame) {
    // WeChat's window knows nothing of a practice provider: its cashier page opens in a frame.
    const url = '/pages/pay/cashier?url=' + encodeURIComponent(frame) + '&orderId=' + orderId
    if (replace) uni.redirectTo({ url })
    else uni.navigateTo({ url })
    return
  }
  // #endif
  if (replace) uni.redirectTo({ url: back })
  else uni.navigateTo({ url: back })
}

// #ifdef MP-WEIXIN
/**
 * Opens WeChat's payment window with what the shop signed. True when it was open, paid or not: only the shop's answer
 * says which. False when it could not open at all.
 */
function requestPayment(prepay: Record<string, string>): Promise<boolean> {
  return new Promise((done) => {
    uni.requestPayment({
      provider: 'wxpay',
      ...prepay,
      success: () => done(true),
      fail: (e: { errMsg?: string }) => done(/cancel/.test(e?.errMsg ?? ''))
    } as unknown as UniApp.RequestPaymentOptions)
  })
}
// #endif
