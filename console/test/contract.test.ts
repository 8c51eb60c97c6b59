// The types the screens use against the schema the server describes itself with (openapi/staff.json, `npm run gen:api`).
// The compiler does the checking: `npm run typecheck` turns red when the server's answer no longer fits a screen.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { components } from '@/api/schema'
import type * as T from '@/api/types'

type S = components['schemas']
/** Server enums are plain strings in the schema, and an absent field may be null. */
type Loose<X> = X extends string ? string : X extends number | boolean | null | undefined ? X : X extends (infer E)[] ? Loose<E>[] : X extends object ? { [K in keyof X]: Loose<X[K]> } : X
type Fits<Server extends Loose<Mine>, Mine> = [Server, Mine]

export type Answers = [
  Fits<S['ImportJob'], T.ImportJob>,
  Fits<S['ImportFinding'], T.ImportFinding>,
  Fits<S['ImportDoorDetail'], T.ImportDetail>,
  Fits<S['MachineDoorParkedRow'], T.Parked>,
  Fits<S['StaffPromotionsEverything'], T.Promotions>,
  Fits<S['OfferTerms'], T.OfferTerms>,
  Fits<S['StaffCodesBoardRow'], T.CouponBoardRow>,
  Fits<S['CouponCodesBatch'], T.CodeBatch>,
  Fits<S['StaffIssueRulesRuleView'], T.IssueRule>,
  Fits<S['StaffIssueRulesIssueRow'], T.IssueRow>,
  Fits<S['StaffWalletsWalletView'], T.Wallet>,
  Fits<S['StaffWalletsGateRow'], T.CouponGate>,
  Fits<S['OfferViewsFreightView'], T.FreightRow>,
  Fits<S['StaffAccountsDemoLogin'], NonNullable<T.StaffSession['demoLogins']>[number]>,
  Fits<S['StaffBoardBoard'], T.Board>,
  Fits<S['StaffBooksIntegrity'], T.Integrity>,
  Fits<S['StaffOrdersRow'], T.StaffOrder>,
  Fits<S['StaffReturnsRow'], T.StaffReturn>,
  Fits<S['AfterSalesPreviewView'], T.ReturnPreview>,
  Fits<S['StaffRewardsPromoterRow'], T.PromoterRow>,
  Fits<S['StaffRewardsPromoterDetail'], T.PromoterDetail>,
  Fits<S['StaffRewardsChainView'], T.Chain>,
  Fits<S['StaffActivitiesRow'], T.ActivityRow>,
  Fits<S['StaffWithdrawalsRow'], T.StaffWithdrawal>,
  Fits<S['StaffTrackingReport'], T.TrackingReport>,
  Fits<S['RuleMatrixPair'], T.WhatIfPair>,
  Fits<S['AuditBookEntry'], T.AuditRow>
]
/** A path as the server writes it, whatever its variables are called. */
const shape = (path: string) => path.replace(/\{[^}]*\}|\$\{[^}]*\}/g, '{}')
test('the console calls what the server offers', () => {
  const calls = [...readFileSync('src/api/staff.ts', 'utf8').matchAll(/['`](\/[a-z][^'`]*)['`]/g)].map((m) => m[1]!)
  const offered = new Set(Object.keys((JSON.parse(readFileSync('openapi/staff.json', 'utf8')) as { paths: object }).paths).map(shape))
  // a step is one of a few words: approve, pay, retry …
  const steps = ['approve', 'reject', 'received', 'pay', 'retry', 'skip', 'suspend', 'reinstate']
  const known = (path: string) => offered.has(path) || steps.some((s) => offered.has(path.replace(/\{\}$/, s)))
  expect(calls.length).toBeGreaterThan(60)
  expect(calls.map((c) => `/api/staff${shape(c)}`).filter((c) => !known(c))).toEqual([])
})
