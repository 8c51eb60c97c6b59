import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { i18n, locale } from '@/i18n'
import AskDialog from '@/parts/AskDialog.vue'
import WithdrawalsPage from '@/pages/WithdrawalsPage.vue'
import { asking, answered } from '@/lib/ask'
import { useSession } from '@/stores/session'
import type { StaffSession, StaffWithdrawal } from '@/api/types'

const real = globalThis.fetch
let mounted: VueWrapper[] = []
let sent: { url: string; method: string; key: string; body: string }[] = []
let answerWrite: () => Response
const rows: Partial<StaffWithdrawal>[] = [
  { withdrawalId: 1, customer: '林姐', customerId: 3, amountMinor: 10000, taxMinor: 0, balanceMinor: 18000, state: 'REQUESTED', at: '2026-11-22T04:00:00Z' },
  { withdrawalId: 2, customer: '阿周', customerId: 4, amountMinor: 12300, taxMinor: 30, balanceMinor: 18900, state: 'APPROVED', approvedBy: '沈一禾', at: '2026-11-22T04:00:00Z' },
  { withdrawalId: 3, customer: '小满', customerId: 5, amountMinor: 9900, taxMinor: 0, balanceMinor: 9900, state: 'APPROVED', approvedBy: '青禾', at: '2026-11-22T04:00:00Z' }
]

async function open(permissions: string[]) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/withdrawals', component: WithdrawalsPage }, { path: '/:rest(.*)*', component: { template: '<i/>' } }] })
  await router.push('/withdrawals')
  useSession().take({ staffId: 1, username: 'owner', name: '沈一禾', roles: [], permissions, csrfToken: 'c' } as unknown as StaffSession)
  const global = { plugins: [pinia, i18n, router] }
  mounted = [mount(WithdrawalsPage, { global, attachTo: document.body }), mount(AskDialog, { global, attachTo: document.body })] as unknown as VueWrapper[]
  await flushPromises()
}
const step = (name: string) => [...document.querySelectorAll<HTMLButtonElement>(`[data-step="${name}"]`)]

beforeEach(() => {
  locale.value = 'zh'
  sent = []
  answerWrite = () => new Response('{}', { status: 200 })
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    if (init.method === 'GET') return new Response(JSON.stringify({ items: rows }), { status: 200 })
    const headers = init.headers as Record<string, string>
    sent.push({ url, method: init.method!, key: headers['Idempotency-Key']!, body: String(init.body) })
    return answerWrite()
  }) as typeof fetch
})
afterEach(() => {
  if (asking.value) answered(false)
  for (const w of mounted) w.unmount()
  globalThis.fetch = real
})

describe('withdrawals on the screen', () => {
  test('the approver sees the pay button shut, with the reason beside it', async () => {
    await open(['REWARD_VIEW', 'WITHDRAWAL_APPROVE', 'WITHDRAWAL_PAY'])
    expect(step('pay').map((b) => b.disabled)).toEqual([true, false])
    expect(document.body.textContent).toContain('你批准的，要另一个人来打款')
  })
  test('without the right nothing can be decided, and the screen says which right', async () => {
    await open(['REWARD_VIEW'])
    expect([...step('approve'), ...step('pay')].every((b) => b.disabled)).toBe(true)
    expect(step('reject')).toHaveLength(0)
    expect(document.body.textContent).toContain('批准提现')
  })
  test('paying wants a reference and a reason, and after an unknown outcome repeats the same key', async () => {
    await open(['REWARD_VIEW', 'WITHDRAWAL_APPROVE', 'WITHDRAWAL_PAY'])
    step('pay')[1]!.click()
    await flushPromises()
    const form = document.querySelector<HTMLFormElement>('#ask')!
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(sent).toHaveLength(0)
    const type = async (label: string, text: string) => {
      const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#ask [aria-label="${label}"]`)!
      field.value = text
      field.dispatchEvent(new Event('input'))
      await flushPromises()
    }
    await type('回单号', 'BANK-7')
    await type('为什么', '核对过了')
    answerWrite = () => { throw new TypeError('network down') }
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    await vi.waitFor(() => expect(document.querySelector('[role="alert"]')?.textContent).toContain('没有收到回音'))
    answerWrite = () => new Response('{}', { status: 200 })
    form.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(sent.map((s) => s.url)).toEqual(['/api/staff/withdrawals/3/pay', '/api/staff/withdrawals/3/pay'])
    expect(sent[0]!.key).toBe(sent[1]!.key)
    expect(JSON.parse(sent[1]!.body)).toEqual({ reference: 'BANK-7', reason: '核对过了' })
    expect(asking.value).toBeUndefined()
  })
})
