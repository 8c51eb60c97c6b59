import type { FreightRow } from '@/api/types'
import { moneyInput, parseMoney } from './money'

/** A zone of the form as typed: kilograms with decimals, or units. */
export interface ZoneForm { elsewhere: boolean; regions: string[]; first: string; firstPrice: string; step: string; stepPrice: string; served: boolean }
export interface FreightForm { code: string; nameZh: string; nameEn: string; measure: 'WEIGHT' | 'PIECE'; freeOver: string; priority: string; enabled: boolean; forAll: boolean; goods: FreightRow['goods']; zones: ZoneForm[]; reason: string }

const NO_GOODS = { categoryIds: [], productIds: [], zones: [], exceptProductIds: [] }
const shown = (n: number, measure: string) => (measure === 'WEIGHT' ? String(n / 1000) : String(n))

export function newZone(measure: 'WEIGHT' | 'PIECE', elsewhere = false): ZoneForm {
  return { elsewhere, regions: [], first: shown(measure === 'WEIGHT' ? 1000 : 1, measure), firstPrice: '', step: shown(measure === 'WEIGHT' ? 1000 : 1, measure), stepPrice: '', served: true }
}
export function freightForm(f?: FreightRow): FreightForm {
  if (!f) return { code: '', nameZh: '', nameEn: '', measure: 'WEIGHT', freeOver: '', priority: '0', enabled: true, forAll: true, goods: NO_GOODS, zones: [newZone('WEIGHT', true)], reason: '' }
  return {
    code: f.code, nameZh: f.nameZh, nameEn: f.nameEn, measure: f.measure, freeOver: moneyInput(f.freeOverMinor), priority: String(f.priority), enabled: f.enabled, forAll: f.isDefault, goods: f.goods, reason: '',
    zones: f.zones.map((z) => ({ elsewhere: z.regionPrefixes.includes(''), regions: z.regionPrefixes.filter((r) => r !== ''), first: shown(z.first, f.measure), firstPrice: moneyInput(z.firstMinor), step: shown(z.step, f.measure), stepPrice: moneyInput(z.stepMinor), served: z.served }))
  }
}

/** Reads the form into the body of the request; errors are named as the server names its fields. */
export function freightBody(form: FreightForm, isNew: boolean, say: (key: string) => string): { body?: Record<string, unknown>; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const text = (key: 'code' | 'nameZh' | 'nameEn', wanted: boolean) => { if (wanted && !form[key].trim()) errors[key] = say('ask.needed') }
  text('code', isNew)
  text('nameZh', true)
  text('nameEn', true)
  const sum = (typed: string, at: string): number => {
    const minor = parseMoney(typed)
    if (minor === undefined || minor < 0) errors[at] = say('ask.badMoney')
    return minor ?? 0
  }
  const measured = (typed: string, at: string): number => {
    const n = Number(typed) * (form.measure === 'WEIGHT' ? 1000 : 1)
    if (!/^\d+(\.\d{1,3})?$/.test(typed.trim()) || !Number.isInteger(Math.round(n * 1000) / 1000) || n < 1) errors[at] = say('ask.badNumber')
    return Math.round(n)
  }
  const zones = form.zones.map((z, i) => {
    const at = (name: string) => `zones[${i}].${name}`
    if (!z.elsewhere && z.regions.length === 0) errors[at('regions')] = say('ask.needed')
    const regions = z.elsewhere ? [] : z.regions
    if (!z.served) return { regions, first: 1, firstMinor: 0, step: 1, stepMinor: 0, served: false }
    return { regions, first: measured(z.first, at('first')), firstMinor: sum(z.firstPrice, at('firstMinor')), step: measured(z.step, at('step')), stepMinor: sum(z.stepPrice, at('stepMinor')), served: true }
  })
  const freeOverMinor = form.freeOver.trim() ? sum(form.freeOver, 'freeOverMinor') : undefined
  if (!/^[-−]?\d{1,4}$/.test(form.priority.trim())) errors['priority'] = say('ask.badNumber')
  if (form.reason.trim().length < 2) errors['reason'] = say('ask.why')
  if (Object.keys(errors).length) return { errors }
  return {
    errors,
    body: {
      ...(isNew ? { code: form.code.trim() } : {}), nameZh: form.nameZh.trim(), nameEn: form.nameEn.trim(), measure: form.measure, zones, ...(freeOverMinor === undefined ? {} : { freeOverMinor }),
      priority: Number(form.priority.trim().replace('−', '-')), goods: form.goods, enabled: form.enabled, reason: form.reason.trim()
    }
  }
}
