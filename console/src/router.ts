import { nextTick } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { homeFor } from './nav'
import { useSession } from './stores/session'
import { whenSignedOut } from './api/http'

const routes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: () => import('./pages/LoginPage.vue'), meta: { bare: true } },
  { path: '/', name: 'home', redirect: () => homeFor(useSession().me?.permissions ?? []) },
  { path: '/board', name: 'board', component: () => import('./pages/BoardPage.vue') },
  { path: '/products', name: 'products', component: () => import('./pages/ProductsPage.vue') },
  { path: '/products/:id(\\d+)', name: 'product', component: () => import('./pages/ProductPage.vue'), props: true },
  { path: '/imports', name: 'imports', component: () => import('./pages/ImportsPage.vue') },
  { path: '/imports/:id(\\d+)', name: 'import', component: () => import('./pages/ImportPage.vue'), props: true },
  { path: '/orders', name: 'orders', component: () => import('./pages/OrdersPage.vue') },
  { path: '/orders/:id(\\d+)', name: 'order', component: () => import('./pages/OrderPage.vue'), props: true },
  { path: '/returns', name: 'returns', component: () => import('./pages/ReturnsPage.vue') },
  { path: '/groups', name: 'groups', component: () => import('./pages/GroupsPage.vue') },
  { path: '/groups/:id(\\d+)', name: 'group', component: () => import('./pages/GroupPage.vue'), props: true },
  { path: '/groups/activities/new', name: 'activity-new', component: () => import('./pages/ActivityPage.vue') },
  { path: '/groups/activities/:id(\\d+)', name: 'activity', component: () => import('./pages/ActivityPage.vue'), props: true },
  { path: '/promotions', name: 'promotions', component: () => import('./pages/PromotionsPage.vue') },
  { path: '/promotions/whatif', name: 'whatif', component: () => import('./pages/WhatIfPage.vue') },
  { path: '/promotions/freight/new', name: 'freight-new', component: () => import('./pages/FreightPage.vue') },
  { path: '/promotions/freight/:id(\\d+)', name: 'freight', component: () => import('./pages/FreightPage.vue'), props: true },
  { path: '/promotions/cohorts/:code', name: 'cohort', component: () => import('./pages/CohortPage.vue'), props: true },
  { path: '/customers/:id(\\d+)/wallet', name: 'wallet', component: () => import('./pages/WalletPage.vue'), props: true },
  { path: '/coupons', name: 'coupons', component: () => import('./pages/CouponsPage.vue') },
  { path: '/promoters/schemes/:code', name: 'scheme', component: () => import('./pages/SchemePage.vue'), props: true },
  { path: '/legal', name: 'legal', component: () => import('./pages/LegalPage.vue') },
  { path: '/promoters', name: 'promoters', component: () => import('./pages/PromotersPage.vue') },
  { path: '/promoters/:id(\\d+)', name: 'promoter', component: () => import('./pages/PromoterPage.vue'), props: true },
  { path: '/withdrawals', name: 'withdrawals', component: () => import('./pages/WithdrawalsPage.vue') },
  { path: '/customers', name: 'customers', component: () => import('./pages/CustomersPage.vue') },
  { path: '/ledger', name: 'ledger', component: () => import('./pages/LedgerPage.vue') },
  { path: '/facts', name: 'facts', component: () => import('./pages/FactsPage.vue') },
  { path: '/people', name: 'people', component: () => import('./pages/PeoplePage.vue') },
  { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
  ...(['plan', 'rehearse', 'measure', 'improve'] as const).map((stop) => ({ path: `/${stop}`, name: stop, component: () => import('./pages/LaterPage.vue'), props: { stop } })),
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NowherePage.vue') }
]

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes,
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }) ?? false
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (session.me === undefined) {
    try {
      await session.load()
    } catch {
      // The server does not answer: the login page says so and tries again.
      session.me = null
    }
  }
  if (to.name === 'login') return session.signedIn ? { path: safeNext(to.query['next']) } : true
  return session.signedIn ? true : { name: 'login', query: to.fullPath === '/board' || to.redirectedFrom?.path === '/' ? {} : { next: to.fullPath } }
})
router.afterEach((to, from) => {
  if (to.path !== from.path && from.name) void nextTick(() => setTimeout(() => document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }), 60))
})
whenSignedOut(() => {
  const session = useSession()
  session.me = null
  if (router.currentRoute.value.name !== 'login') void router.push({ name: 'login', query: { next: router.currentRoute.value.fullPath, ended: '1' } })
})

/** Only a path inside the console; never an address someone else put into the link. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?!\/)/.test(next) && !next.includes('\\') ? next : '/'
}
