// The group as it is now: a stream where the device has one, questions every few seconds where it has none.
import { groupStreamUrl } from '@/api/shop'
import type { GroupState, Id, Seat } from '@/api/types'

export interface GroupNews {
  groupId: Id
  state: GroupState
  paid: number
  held: number
  size: number
  version: number
  seats: Seat[]
}

const ASK_EVERY_MS = 3000

/** Follows one group until the returned function is called. `ask` is the fallback and loads the whole page's answer. */
export function followGroup(groupId: Id, tell: (news: GroupNews) => void, ask: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const poll = () => {
    if (!timer) timer = setInterval(ask, ASK_EVERY_MS)
  }
  let stream: { close: () => void } | undefined
  // #ifdef H5
  if (typeof EventSource !== 'undefined') {
    const source = new EventSource(groupStreamUrl(groupId))
    source.addEventListener('group', (e) => {
      if (timer) {
        clearInterval(timer)
        timer = undefined
      }
      tell(JSON.parse((e as MessageEvent<string>).data) as GroupNews)
    })
    // The browser opens it again by itself; until then we ask.
    source.onerror = poll
    stream = source
  }
  // #endif
  if (!stream) poll()
  return () => {
    stream?.close()
    if (timer) clearInterval(timer)
  }
}
