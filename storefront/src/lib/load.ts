// What every page does with an answer: wait (shapes after 300 ms), show, tell the trouble, try again.
import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import type { Page } from '@/api/types'
import { i18n } from '@/i18n'

export type Phase = 'waiting' | 'shapes' | 'ready' | 'trouble'

export interface Load<T> {
  phase: Ref<Phase>
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Problem | undefined>
  reload: () => Promise<void>
}

export function useLoad<T>(ask: () => Promise<T>): Load<T> {
  const phase = ref<Phase>('waiting')
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  let turn = 0

  async function reload() {
    const mine = ++turn
    const first = data.value === undefined
    if (first) phase.value = phase.value === 'trouble' ? 'shapes' : 'waiting'
    const slow = setTimeout(() => {
      if (mine === turn && phase.value === 'waiting') phase.value = 'shapes'
    }, 300)
    try {
      const answer = await ask()
      if (mine !== turn) return
      data.value = answer
      problem.value = undefined
      phase.value = 'ready'
    } catch (thrown) {
      if (mine !== turn) return
      problem.value = asProblem(thrown)
      // What is already on the screen stays; the page says it may be old.
      phase.value = first ? 'trouble' : 'ready'
    } finally {
      clearTimeout(slow)
    }
  }
  // Names and rules come from the shop in the person's language: ask again when it changes.
  const stop = watch(i18n.global.locale, () => {
    if (phase.value !== 'waiting') reload()
  })
  onUnmounted(() => {
    turn++
    stop()
  })
  return { phase, data, problem, reload }
}

export interface Pages<T> extends Load<T[]> {
  more: () => Promise<void>
  end: Ref<boolean>
  loadingMore: Ref<boolean>
}

/** A list that comes in pages. */
export function usePages<T>(ask: (after?: string) => Promise<Page<T>>): Pages<T> {
  const next = ref<string>()
  const end = ref(false)
  const loadingMore = ref(false)
  const load = useLoad<T[]>(async () => {
    const page = await ask()
    next.value = page.next
    end.value = !page.next
    return page.items
  })
  async function more() {
    if (end.value || loadingMore.value || load.phase.value !== 'ready') return
    loadingMore.value = true
    const from = load.data.value
    try {
      const page = await ask(next.value)
      if (from !== load.data.value) return
      load.data.value = [...(from ?? []), ...page.items]
      next.value = page.next
      end.value = !page.next
    } catch (thrown) {
      load.problem.value = asProblem(thrown)
    } finally {
      loadingMore.value = false
    }
  }
  return { ...load, more, end, loadingMore }
}
