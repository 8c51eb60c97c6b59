// What is on its way to the checkout page. Kept on the device, so a login or a reload in between loses nothing.
import type { Basket } from '@/api/shop'

const NAME = 'basket'

export function keepBasket(basket: Basket): void {
  uni.setStorageSync(NAME, JSON.stringify(basket))
}

export function readBasket(): Basket | undefined {
  const kept = uni.getStorageSync(NAME) as string
  try {
    return kept ? (JSON.parse(kept) as Basket) : undefined
  } catch {
    return undefined
  }
}
