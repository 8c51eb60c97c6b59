import type { StaffSession, StaffWithdrawal } from '@/api/types'

export type WithdrawalStep = 'approve' | 'pay' | 'reject'
export interface WithdrawalChoice { step: WithdrawalStep; blocked?: 'right' | 'samePerson' | 'balance' }

/**
 * What this person may do with a withdrawal. Money leaves only after two people looked: whoever approved may not pay it.
 * The server refuses as well; the screen only spares the walk and says why.
 */
export function choicesFor(w: StaffWithdrawal, me: Pick<StaffSession, 'staffId' | 'name' | 'username' | 'permissions'>): WithdrawalChoice[] {
  const may = (p: string) => me.permissions.includes(p)
  if (w.state === 'REQUESTED') {
    const approve: WithdrawalChoice = { step: 'approve' }
    if (!may('WITHDRAWAL_APPROVE')) approve.blocked = 'right'
    return [approve, reject(may('WITHDRAWAL_APPROVE'))]
  }
  if (w.state === 'APPROVED') {
    const pay: WithdrawalChoice = { step: 'pay' }
    if (!may('WITHDRAWAL_PAY')) pay.blocked = 'right'
    else if (isMe(w.approvedBy, me)) pay.blocked = 'samePerson'
    return [pay, reject(may('WITHDRAWAL_APPROVE') || may('WITHDRAWAL_PAY'))]
  }
  return []
}

function reject(allowed: boolean): WithdrawalChoice {
  return allowed ? { step: 'reject' } : { step: 'reject', blocked: 'right' }
}

/** Whether the approver is the one at the desk, however the server names people: number, name or username. */
export function isMe(who: string | number | null | undefined, me: Pick<StaffSession, 'staffId' | 'name' | 'username'>): boolean {
  if (who === null || who === undefined) return false
  return String(who) === String(me.staffId) || who === me.name || who === me.username
}
