// One function per endpoint of the staff contract. Writes take the body and the key of the intention.
import { get, write, type Query } from './http'
import type * as T from './types'

type S = AbortSignal | undefined
const post = <R>(path: string) => (body: unknown, key: string) => write<R>('POST', path, body, key)
const put = <R>(path: string) => (body: unknown, key: string) => write<R>('PUT', path, body, key)
const page = <R>(path: string) => (q: Query, s?: S) => get<T.Page<R>>(path, q, s)

export const session = () => get<T.StaffSession>('/session')
export const login = post<T.StaffSession>('/login')
export const logout = post<void>('/logout')

export const changePassword = post<void>('/password')

export const board = (range: T.BoardRange, s?: S) => get<T.Board>('/board', { range }, s)

export const products = page<T.StaffProduct>('/products')
export const product = (id: T.Id, s?: S) => get<T.StaffProductDetail>(`/products/${id}`, {}, s)
export const shelf = (id: T.Id) => post<T.StaffProduct>(`/products/${id}/shelf`)
export const selectProduct = (id: T.Id) => post<unknown>(`/products/${id}/selection`)
export const editProduct = (id: T.Id) => put<T.StaffProductDetail>(`/products/${id}`)
export const priceSku = (skuId: T.Id) => put<unknown>(`/skus/${skuId}/price`)
export const stockSku = (skuId: T.Id) => post<unknown>(`/skus/${skuId}/stock`)
export const planSku = (skuId: T.Id) => put<unknown>(`/skus/${skuId}/plan`)

export const startImport = post<T.ImportJob>('/imports')
export const imports = page<T.ImportJob>('/imports')
export const importJob = (id: T.Id, q: Query = {}, s?: S) => get<T.ImportDetail>(`/imports/${id}`, q, s)
export const applyImport = (id: T.Id) => post<T.ImportJob>(`/imports/${id}/apply`)

export const orders = page<T.StaffOrder>('/orders')
export const order = (id: T.Id, s?: S) => get<T.StaffOrderDetail>(`/orders/${id}`, {}, s)
export const ship = (id: T.Id) => post<unknown>(`/orders/${id}/ship`)
export const cancelOrder = (id: T.Id) => post<unknown>(`/orders/${id}/cancel`)
export const refundPreview = (id: T.Id, units: string[] = [], s?: S) => get<T.ReturnPreview>(`/orders/${id}/refund`, units.length ? { units: units.join(',') } : {}, s)
export const refundOrder = (id: T.Id) => post<unknown>(`/orders/${id}/refund`)
export const trackShipment = (id: T.Id) => post<unknown>(`/shipments/${id}/tracks`)
export const trackingCsv = post<T.TrackingReport>('/shipments/tracking.csv')

export const returns = page<T.StaffReturn>('/returns')
export const returnPreview = (id: T.Id, s?: S) => get<T.ReturnPreview>(`/returns/${id}/preview`, {}, s)
export const decideReturn = (id: T.Id, step: 'approve' | 'reject' | 'received') => post<unknown>(`/returns/${id}/${step}`)

export const groups = page<T.StaffGroup>('/groups')
export const group = (id: T.Id, s?: S) => get<T.StaffGroupDetail>(`/groups/${id}`, {}, s)
export const groupStats = (s?: S) => get<T.GroupStats>('/groups/stats', {}, s)
export const activities = (s?: S) => get<T.ActivityRow[] | T.Page<T.ActivityRow>>('/activities', {}, s).then(itemsOf)
export const newActivity = post<T.ActivityRow>('/activities')
export const editActivity = (id: T.Id) => put<T.ActivityRow>(`/activities/${id}`)
export const stopActivity = (id: T.Id) => post<unknown>(`/activities/${id}/stop`)

export const promoters = page<T.PromoterRow>('/promoters')
export const promoter = (id: T.Id, s?: S) => get<T.PromoterDetail>(`/promoters/${id}`, {}, s)
export const decidePromoter = (id: T.Id, step: 'suspend' | 'reinstate') => post<T.PromoterDetail>(`/promoters/${id}/${step}`)
export const chain = (id: T.Id, q: Query = {}, s?: S) => get<T.Chain>(`/promoters/${id}/chain`, q, s)
export const accruals = page<T.StaffAccrual>('/accruals')
export const schemes = (s?: S) => get<T.Scheme[] | T.Page<T.Scheme>>('/schemes', {}, s).then(itemsOf)
export const editScheme = (code: string) => put<T.Scheme>(`/schemes/${encodeURIComponent(code)}`)

export const withdrawals = page<T.StaffWithdrawal>('/withdrawals')
export const decideWithdrawal = (id: T.Id, step: 'approve' | 'pay' | 'reject') => post<unknown>(`/withdrawals/${id}/${step}`)

/** Asks and changes nothing, so any key will do. */
const asked = <R>(path: string) => (body: unknown) => write<R>('POST', path, body, crypto.randomUUID())
export const whatIfCart = asked<T.WhatIfCartAnswer>('/whatif/cart')
export const whatIfReplay = asked<T.WhatIfReplay>('/whatif/replay')
export const whatIfMatrix = (s?: S) => get<T.WhatIfMatrix>('/whatif/matrix', {}, s)
export const promotions = (s?: S) => get<T.Promotions>('/promotions', {}, s)
export const couponBoard = (s?: S) => get<{ items: T.CouponBoardRow[] }>('/promotions/coupon-board', {}, s).then((x) => x.items)
export const codeBatches = (s?: S) => get<{ items: T.CodeBatch[] }>('/promotions/code-batches', {}, s).then((x) => x.items)
export const printCodes = post<T.CodeBatch>('/promotions/code-batches')
export const editCodes = (id: T.Id) => put<T.CodeBatch>(`/promotions/code-batches/${id}`)
export const exportCodes = (id: T.Id) => post<{ fileName: string; csv: string }>(`/promotions/code-batches/${id}/export`)
export const newTemplate = post<unknown>('/promotions/templates')
export const editTemplate = (id: T.Id) => put<unknown>(`/promotions/templates/${id}`)
export const editRule = (id: T.Id) => put<unknown>(`/promotions/rules/${id}`)
export const newRule = post<unknown>('/promotions/rules')
export const newFreight = post<T.FreightRow>('/promotions/freight')
export const editFreight = (id: T.Id) => put<T.FreightRow>(`/promotions/freight/${id}`)
export const categories = (s?: S) => get<T.Category[]>('/categories', {}, s)
export const cohorts = (s?: S) => get<T.CohortRow[]>('/cohorts', {}, s)
export const cohortMembers = (code: string, q: Query, s?: S) => get<T.Page<T.CohortMember>>(`/cohorts/${encodeURIComponent(code)}/members`, q, s)
export const editCohort = (code: string) => put<T.CohortRow>(`/cohorts/${encodeURIComponent(code)}`)
export const legal = (s?: S) => get<T.LegalRow[]>('/legal', {}, s)
export const changeLegal = (code: string) => put<T.LegalRow>(`/legal/${encodeURIComponent(code)}`)
export const limitSku = (skuId: T.Id) => put<unknown>(`/skus/${skuId}/limit`)
export const grantCoupons = (id: T.Id) => post<unknown>(`/promotions/templates/${id}/grant`)

export const accounts = page<T.AccountRow>('/ledger/accounts')
export const transfers = page<T.TransferRow>('/ledger/transfers')
export const integrity = (s?: S) => get<T.Integrity>('/integrity', {}, s)
export const checkIntegrity = post<T.Integrity>('/integrity/check')
export const bills = page<T.BillDay>('/payments/bills')
export const billDifferences = (day: string, s?: S) => get<T.BillDifference[] | T.Page<T.BillDifference>>(`/payments/bills/${encodeURIComponent(day)}/differences`, {}, s).then(itemsOf)
export const compareBill = (day: string) => post<T.BillDay>(`/payments/bills/${encodeURIComponent(day)}/compare`)
export const quarantine = page<T.Quarantined>('/payments/quarantine')
export const decideQuarantine = (id: T.Id) => post<unknown>(`/payments/quarantine/${id}/decide`)

export const facts = page<T.FactRow>('/facts')
export const parked = page<T.Parked>('/facts/parked')
export const decideParked = (id: T.Id, step: 'retry' | 'skip') => post<unknown>(`/facts/parked/${id}/${step}`)
export const consumers = (s?: S) => get<T.ConsumerRow[] | T.Page<T.ConsumerRow>>('/facts/consumers', {}, s).then(itemsOf)
export const messages = page<T.TrayMessage>('/messages')
export const tasks = page<T.TaskRow>('/tasks')
export const taskDone = (id: T.Id) => post<unknown>(`/tasks/${id}/done`)

export const people = (s?: S) => get<T.StaffPerson[] | T.Page<T.StaffPerson>>('/people', {}, s).then(itemsOf)
export const newPerson = post<T.StaffPerson>('/people')
export const editPerson = (id: T.Id) => put<T.StaffPerson>(`/people/${id}`)
export const roles = (s?: S) => get<T.RoleRow[] | T.Page<T.RoleRow>>('/roles', {}, s).then(itemsOf)
export const editRole = (code: string) => put<T.RoleRow>(`/roles/${encodeURIComponent(code)}`)
export const audit = page<T.AuditRow>('/audit')
export const customers = page<T.CustomerRow>('/customers')
export const setCohorts = (id: T.Id) => put<unknown>(`/customers/${id}/cohorts`)
export const demo = (s?: S) => get<T.DemoInfo>('/demo', {}, s)
export const clearDemo = post<unknown>('/demo/clear')

/** Some short lists come bare, some as a page; screens want the items. */
export function itemsOf<R>(answer: R[] | T.Page<R>): R[] {
  return Array.isArray(answer) ? answer : answer.items
}
