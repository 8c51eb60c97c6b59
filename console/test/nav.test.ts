import { describe, expect, test } from 'vitest'
import { homeFor, mayOpen, PLACES, placeOf, STOPS } from '@/nav'
import { consoleLink } from '@/lib/links'
import { PERMISSIONS } from '@/api/types'
import { safeNext } from '@/router'

describe('permissions gate the places', () => {
  test('the skewer keeps its order and only what exists is open', () => {
    expect(STOPS.map((s) => s.code)).toEqual(['plan', 'rehearse', 'run', 'measure', 'improve'])
    expect(STOPS.filter((s) => s.ready).map((s) => s.code)).toEqual(['run'])
  })
  test('someone with no right opens only the settings', () => {
    expect(PLACES.flat().filter((p) => mayOpen(p, [])).map((p) => p.code)).toEqual(['settings'])
  })
  test('after signing in one lands where one may be', () => {
    expect(homeFor(PERMISSIONS)).toBe('/board')
    expect(homeFor(['ORDER_VIEW'])).toBe('/orders')
    expect(homeFor([])).toBe('/settings')
  })
  test('each right opens its places and every place has a way in', () => {
    expect(mayOpen(placeOf('/orders/7001')!, ['ORDER_VIEW'])).toBe(true)
    expect(mayOpen(placeOf('/orders/7001')!, ['PRODUCT_VIEW'])).toBe(false)
    expect(mayOpen(placeOf('/facts')!, ['FACT_DECIDE'])).toBe(true)
    expect(PLACES.flat().every((p) => mayOpen(p, PERMISSIONS))).toBe(true)
  })
})

describe('addresses from outside stay inside', () => {
  test.each([['/orders?state=PAID', '/orders?state=PAID'], ['//evil.example', '/'], ['https://evil.example', '/'], ['/\\evil', '/'], [undefined, '/']])('next=%s', (next, path) => {
    expect(safeNext(next)).toBe(path)
  })
  test('server links become paths of this app or nothing', () => {
    expect(consoleLink('/console/orders/5')).toBe('/orders/5')
    expect(consoleLink('/groups/1')).toBe('/groups/1')
    expect(consoleLink('https://x.example/')).toBeUndefined()
    expect(consoleLink('//x.example')).toBeUndefined()
    expect(consoleLink('/api/staff/demo')).toBeUndefined()
    expect(consoleLink(undefined)).toBeUndefined()
  })
})
