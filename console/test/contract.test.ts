// The types the screens use against the schema the server describes itself with (openapi/staff.json, `npm run gen:api`).
// The compiler does the checking: `npm run typecheck` turns red when the server's answer no longer fits a screen.
import { expect, test } from 'vitest'
import type { components, paths } from '@/api/schema'
import type * as T from '@/api/types'

type S = components['schemas']
/** Server enums are plain strings in the schema, and an absent field may be null. */
type Loose<X> = X extends string ? string : X extends number | boolean | null | undefined ? X : X extends (infer E)[] ? Loose<E>[] : X extends object ? { [K in keyof X]: Loose<X[K]> } : X
type Fits<Server extends Loose<Mine>, Mine> = [Server, Mine]

export type Answers = [
  Fits<S['ImportJob'], T.ImportJob>,
  Fits<S['ImportFinding'], T.ImportFinding>,
  Fits<S['MachineDoorTaskRow'], T.TaskRow>,
  Fits<S['FactDeskStanding'], T.ConsumerRow>,
  Fits<S['StaffPeopleDoorRow'], T.StaffPerson>,
  Fits<S['StaffPeopleDoorRoleRow'], T.RoleRow>,
  Fits<S['StaffCustomersRow'], T.CustomerRow>,
  Fits<S['QuarantineView'], T.Quarantined>,
  Fits<S['StaffPromotionsEverything'], T.Promotions>,
  Fits<S['MessageDeskLogged'], T.TrayMessage>,
  Fits<S['ReconciliationsDayView'], T.BillDay>,
  Fits<S['ReconciliationsDifferenceView'], T.BillDifference>,
  Fits<S['ImportDoorDetail'], T.ImportDetail>,
  Fits<S['MachineDoorParkedRow'], T.Parked>,
  Fits<S['StaffAccountsDemoLogin'], NonNullable<T.StaffSession['demoLogins']>[number]>
]
/** Paths the console calls and the server already has; a renamed one no longer compiles. */
const CALLED: (keyof paths)[] = [
  '/api/staff/session', '/api/staff/login', '/api/staff/logout', '/api/staff/password', '/api/staff/products/{productId}', '/api/staff/products/{productId}/shelf', '/api/staff/products/{productId}/selection',
  '/api/staff/skus/{skuId}/price', '/api/staff/imports', '/api/staff/imports/{importId}', '/api/staff/imports/{importId}/apply', '/api/staff/promotions', '/api/staff/promotions/templates', '/api/staff/promotions/templates/{templateId}',
  '/api/staff/promotions/templates/{templateId}/grant', '/api/staff/promotions/rules/{ruleId}', '/api/staff/facts', '/api/staff/facts/parked', '/api/staff/facts/parked/{parkedId}/retry', '/api/staff/facts/parked/{parkedId}/skip', '/api/staff/facts/consumers',
  '/api/staff/messages', '/api/staff/tasks', '/api/staff/tasks/{taskId}/done', '/api/staff/people', '/api/staff/people/{staffId}', '/api/staff/roles', '/api/staff/roles/{code}', '/api/staff/audit', '/api/staff/customers', '/api/staff/customers/{customerId}/cohorts',
  '/api/staff/payments/bills', '/api/staff/payments/bills/{day}/differences', '/api/staff/payments/bills/{day}/compare', '/api/staff/payments/quarantine', '/api/staff/payments/quarantine/{quarantineId}/decide'
]
test('the console calls what the server offers', () => {
  expect(new Set(CALLED).size).toBe(CALLED.length)
})
