// Ways through the app. Paths stand here once.
import { useShop } from '@/stores/shop'

export const TABS = [
  '/pages/home/home',
  '/pages/category/category',
  '/pages/groups/groups',
  '/pages/cart/cart',
  '/pages/me/me'
]

export function go(path: string): void {
  const bare = path.split('?')[0]
  if (TABS.includes(bare)) uni.reLaunch({ url: path })
  else uni.navigateTo({ url: path })
}

export function back(): void {
  if (getCurrentPages().length > 1) uni.navigateBack({ delta: 1 })
  else uni.reLaunch({ url: TABS[0] })
}

/** True when somebody is signed in; else takes them to the door and, after it, to `then`. */
export function signedInOr(then: string): boolean {
  if (useShop().signedIn) return true
  uni.navigateTo({ url: '/pages/login/login?then=' + encodeURIComponent(then) })
  return false
}

export const pathTo = {
  product: (id: number) => `/pages/product/product?id=${id}`,
  group: (id: number) => `/pages/group/group?id=${id}`,
  order: (id: number) => `/pages/order/order?id=${id}`,
  result: (id: number) => `/pages/pay/result?orderId=${id}`,
  search: (q: string) => `/pages/search/search?q=${encodeURIComponent(q)}`,
  zone: (code: string) => `/pages/category/category?zone=${encodeURIComponent(code)}`
}

export function toast(title: string): void {
  uni.showToast({ title, icon: 'none', duration: 2200 })
}
