import { computed, onScopeDispose, ref } from 'vue'
import { locale } from '@/i18n'
import { shopNow } from '@/api/http'
import * as time from './time'
import * as number from './number'

/** Formats bound to the language on screen; templates that use them change with it. */
export function useFormat() {
  return {
    when: (i: string | null | undefined) => time.when(i, locale.value, shopNow()),
    date: (i: string | number) => time.date(i, locale.value, shopNow()),
    left: (ms: number) => time.left(ms, locale.value),
    axis: (n: number) => number.axis(n, locale.value)
  }
}

/** The shop clock, once a second while someone looks. */
export function useNow() {
  const now = ref(shopNow())
  const timer = setInterval(() => { if (!document.hidden) now.value = shopNow() }, 1000)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => now.value)
}
