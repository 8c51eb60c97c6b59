import { word } from '@/i18n'

/** The first two digits of a region code: provinces and what stands beside them. */
export const PROVINCES = ['11', '12', '13', '14', '15', '21', '22', '23', '31', '32', '33', '34', '35', '36', '37', '41', '42', '43', '44', '45', '46', '50', '51', '52', '53', '54', '61', '62', '63', '64', '65', '71', '81', '82'] as const

/** A region by name; a longer code keeps its digits behind the province. */
export function regionName(code: string): string {
  const province = (PROVINCES as readonly string[]).includes(code.slice(0, 2)) ? word('region', code.slice(0, 2)) : code
  return code.length > 2 ? `${province} ${code}` : province
}
/** Choices of regions: all provinces, and codes already in use that are finer. */
export function regionOptions(used: readonly string[] = []): { value: string; label: string }[] {
  return [...PROVINCES, ...used.filter((u) => !(PROVINCES as readonly string[]).includes(u))].map((value) => ({ value, label: regionName(value) }))
}
