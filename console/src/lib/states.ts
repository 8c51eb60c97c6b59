/** Which of the six badge tones a server state takes. The word always comes with it; the colour never speaks alone. */
export type Tone = 'b-pos' | 'b-pend' | 'b-warn' | 'b-neg' | 'b-info' | 'b-plain'

const TONES: Record<string, Tone> = {
  AWAITING_PAYMENT: 'b-warn', PAID: 'b-pos', SHIPPED: 'b-pend', RECEIVED: 'b-pos', COMPLETED: 'b-pos', CLOSED: 'b-plain',
  ON_SHELF: 'b-pos', OFF_SHELF: 'b-plain', DRAFT: 'b-warn',
  STAGING: 'b-pend', STAGED: 'b-pend', RUNNING: 'b-pend', DONE: 'b-pos', FAILED: 'b-neg', REFUSED: 'b-neg', CHANGED: 'b-warn', NOTE: 'b-plain',
  REQUESTED: 'b-warn', APPROVED: 'b-pend', SENT_BACK: 'b-pend', REFUNDED: 'b-plain', REJECTED: 'b-neg', CANCELLED: 'b-plain',
  OPEN: 'b-pend', EXPIRED: 'b-plain', HELD: 'b-warn', ASKED: 'b-warn', PROCESSING: 'b-pend',
  PENDING: 'b-pend', MATURED: 'b-pos', PAYABLE: 'b-pos', REVERSED: 'b-neg', SCHEDULED: 'b-pend', STOPPED: 'b-plain',
  BALANCED: 'b-pos', MATCHED: 'b-pos', DIFFERENT: 'b-neg', DIFFERS: 'b-neg', UNKNOWN: 'b-pend', WAITING: 'b-pend',
  SENT: 'b-pos', DELIVERED: 'b-pos', QUEUED: 'b-pend', READ: 'b-plain', ACTIVE: 'b-pos', SUSPENDED: 'b-neg', FROZEN: 'b-neg',
  ENABLED: 'b-pos', DISABLED: 'b-plain', LEFT: 'b-plain', RELEASED: 'b-plain', MOVED: 'b-pend'
}

export function tone(code: string): Tone {
  return TONES[code] ?? 'b-plain'
}
