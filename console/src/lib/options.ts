import { t, word } from '@/i18n'
import type { Filter } from '@/parts/FilterBar.vue'

/** Choices for a filter or a select out of server codes. */
export function choices(codes: readonly string[], area = 'state'): { value: string; label: string }[] {
  return codes.map((value) => ({ value, label: word(area, value) }))
}
/** Tabs over a state, with 全部 first. */
export function stateTabs(key: string, label: string, codes: readonly string[], area = 'state'): Filter {
  return { key, label, kind: 'tabs', options: [{ value: '', label: t('view.all') }, ...choices(codes, area)] }
}
