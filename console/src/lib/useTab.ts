import { computed } from 'vue'
import { useRoute } from 'vue-router'

/** The open tab of a page, from the address; the first one when it names none or an unknown one. */
export function useTab<T extends string>(codes: readonly [T, ...T[]]) {
  const route = useRoute()
  return computed<T>(() => codes.find((c) => c === route.query['tab']) ?? codes[0])
}
