import { onBeforeUnmount, onMounted, ref } from 'vue'
import { url } from '@/api/http'

/**
 * Calls `refresh` when the log moves. The stream only says that something happened; the board itself is asked for again, at most every
 * second. Without a stream (a proxy that buffers, a server that restarts) it asks every ten seconds.
 */
export function useBoardStream(refresh: () => Promise<void>) {
  const connected = ref(false)
  let source: EventSource | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let due: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false
  async function pull(): Promise<void> {
    if (running) { again = true; return }
    running = true
    await refresh()
    running = false
    if (again) { again = false; soon() }
  }
  function soon(): void {
    due ??= setTimeout(() => { due = undefined; if (!document.hidden) void pull() }, 1000)
  }
  function seen(): void { if (!document.hidden) soon() }
  onMounted(() => {
    if (typeof EventSource !== 'undefined') {
      source = new EventSource(url('/board/stream'))
      source.onopen = () => { connected.value = true }
      source.onerror = () => { connected.value = false }
      source.addEventListener('board', () => { connected.value = true; soon() })
    }
    timer = setInterval(() => { if (!document.hidden) void pull() }, 10_000)
    document.addEventListener('visibilitychange', seen)
  })
  onBeforeUnmount(() => {
    source?.close()
    clearInterval(timer)
    clearTimeout(due)
    document.removeEventListener('visibilitychange', seen)
  })
  return { connected }
}
