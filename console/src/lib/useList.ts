import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { locale } from '@/i18n'
import { Problem, type Query } from '@/api/http'
import type { Page } from '@/api/types'

/** The way a screen is loading, shared by tables and cards. */
export interface Loading { busy: boolean; slow: boolean; problem: Problem | undefined }

export function asProblem(e: unknown): Problem {
  return e instanceof Problem ? e : new Problem(0, 'UNEXPECTED', '', e instanceof Error ? e.message : String(e))
}

/** Loads one thing whenever `deps` or the language changes, while it is `wanted`; an older answer never overwrites a newer one. */
export function useLoad<R>(load: (signal: AbortSignal) => Promise<R>, deps: () => unknown = () => 0, wanted: () => boolean = () => true) {
  const data = shallowRef<R>()
  const state = reactive<Loading>({ busy: true, slow: false, problem: undefined })
  let abort = new AbortController()
  let slowTimer: ReturnType<typeof setTimeout> | undefined
  async function run(quiet = false): Promise<void> {
    abort.abort()
    if (!wanted()) { state.busy = false; return }
    const mine = (abort = new AbortController())
    if (!quiet) {
      state.busy = true
      clearTimeout(slowTimer)
      slowTimer = setTimeout(() => { state.slow = state.busy }, 300)
    }
    try {
      const answer = await load(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      state.problem = undefined
    } catch (e) {
      if (mine.signal.aborted) return
      state.problem = asProblem(e)
    } finally {
      if (!mine.signal.aborted) {
        clearTimeout(slowTimer)
        state.busy = false
        state.slow = false
      }
    }
  }
  watch([deps, wanted, locale], () => void run(), { immediate: true, deep: true })
  onScopeDispose(() => { abort.abort(); clearTimeout(slowTimer) })
  return { data, state, reload: () => run(), refresh: () => run(true) }
}

/**
 * A list whose filters live in the address. `filters` names the query parameters it owns; paging is by the server's cursor in `after`.
 * `scope` keeps two lists on one screen apart; a list that is not `wanted` (another tab is open, no right) asks for nothing.
 */
export function useList<R>(load: (q: Query, signal: AbortSignal) => Promise<Page<R>>, filters: readonly string[], options: { scope?: string; limit?: number; wanted?: () => boolean } = {}) {
  const route = useRoute()
  const router = useRouter()
  const scope = options.scope ?? ''
  const name = (f: string) => scope + f
  const home = route.path
  const trail = ref<string[]>([])
  const query = computed<Query>(() => {
    const q: Query = { limit: options.limit ?? 30 }
    for (const f of [...filters, 'after']) {
      const v = route.query[name(f)]
      if (typeof v === 'string' && v !== '') q[f] = v
    }
    return q
  })
  // A leaving screen must not reload on the next screen's query.
  const stable = ref(JSON.stringify(query.value))
  watch(() => JSON.stringify(query.value), (q) => { if (route.path === home) stable.value = q })
  const { data, state, reload, refresh } = useLoad((s) => load(query.value, s), () => stable.value, options.wanted)
  const rows = computed<R[]>(() => data.value?.items ?? [])
  const filtered = computed(() => filters.some((f) => query.value[f] !== undefined))
  const after = computed(() => query.value['after'] as string | undefined)

  function go(change: Record<string, string | undefined>): void {
    const q: LocationQueryRaw = { ...route.query }
    for (const [k, v] of Object.entries(change)) {
      if (v === undefined || v === '') delete q[name(k)]
      else q[name(k)] = v
    }
    void router.push({ query: q })
  }
  function set(filter: string, value: string | undefined): void {
    trail.value = []
    go({ [filter]: value, after: undefined })
  }
  function clear(): void {
    trail.value = []
    go(Object.fromEntries([...filters, 'after'].map((f) => [f, undefined])))
  }
  function next(): void {
    if (!data.value?.next) return
    trail.value.push(after.value ?? '')
    go({ after: data.value.next })
  }
  function previous(): void {
    go({ after: trail.value.pop() || undefined })
  }
  const value = (f: string): string => (query.value[f] as string | undefined) ?? ''
  return { rows, data, state, reload, refresh, filtered, after, set, clear, next, previous, value, hasNext: computed(() => !!data.value?.next) }
}
export type List<R> = ReturnType<typeof useList<R>>
