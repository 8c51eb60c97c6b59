import type { OrderView } from '@/api/types'

/** What keeps an order from being shipped, where its state does not say so already. */
export function unsaid(order: OrderView): OrderView['holds'] {
  const state = order.stateText.toLowerCase()
  return order.holds.filter((hold) => !state.includes(hold.text.toLowerCase()))
}

// Colour of a state. It never speaks alone: the word stands in the badge.
export function tone(state: string): string {
  switch (state) {
    case 'AWAITING_PAYMENT':
    case 'SENT_BACK':
    case 'LOW':
      return 'b-warn'
    case 'PAID':
    case 'PENDING':
    case 'REQUESTED':
    case 'PROCESSING':
    case 'ASKED':
    case 'APPROVED':
    case 'RUNNING':
      return 'b-pend'
    case 'SHIPPED':
    case 'RECEIVED':
    case 'COMPLETED':
    case 'DONE':
    case 'REFUNDED':
    case 'PAYABLE':
    case 'EARNED':
    case 'MATURED':
      return 'b-pos'
    case 'REJECTED':
    case 'FAILED':
    case 'REVERSED':
      return 'b-neg'
    default:
      return 'b-plain'
  }
}
