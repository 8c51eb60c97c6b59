import { createI18n } from 'vue-i18n'
import { computed, type WritableComputedRef } from 'vue'
import { setLanguage } from '@/api/http'
import { half, words } from './words'

export type Locale = 'zh' | 'en'
const KEPT = 'tuanzi.console.locale'

function firstLocale(): Locale {
  try {
    const kept = localStorage.getItem(KEPT)
    if (kept === 'zh' || kept === 'en') return kept
  } catch {
    // Storage may be forbidden; the browser's language decides then.
  }
  return typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLocale(),
  fallbackLocale: 'zh',
  missingWarn: false,
  fallbackWarn: false,
  messages: { zh: half(words, 0), en: half(words, 1) }
})

export const locale: WritableComputedRef<Locale> = computed({
  get: () => i18n.global.locale.value as Locale,
  set: (l) => {
    i18n.global.locale.value = l
    apply(l)
  }
})

function apply(l: Locale): void {
  setLanguage(l)
  if (typeof document !== 'undefined') document.documentElement.lang = l === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(KEPT, l)
  } catch {
    // Nothing is lost but the memory of the choice.
  }
}
apply(locale.value)

// Narrowed by hand: the library's own key types recurse too deep for a tree of this size.
const g = i18n.global as unknown as { t(key: string, named: Record<string, unknown>): string; te(key: string): boolean }
export const t = (key: string, named: Record<string, unknown> = {}): string => g.t(key, named)
export const has = (key: string): boolean => g.te(key)
/** A word for a server code when we have one, else the code itself made readable; never a raw SNAKE_CASE on a screen. */
export function word(area: string, code: string): string {
  const key = `${area}.${code}`
  if (g.te(key)) return t(key)
  if (area !== 'state' && g.te(`state.${code}`)) return t(`state.${code}`)
  return code.toLowerCase().replaceAll('_', ' ')
}
