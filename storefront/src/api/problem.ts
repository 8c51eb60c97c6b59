// What went wrong, in the shop's own words (RFC 9457) or in ours when no answer came.

export type Trouble = 'network' | 'busy' | 'signin' | 'refused' | 'missing' | 'broken'

export interface ProblemBody {
  type?: string
  title?: string
  detail?: string
  status?: number
  code?: string
  field?: string
  traceId?: string
  [extra: string]: unknown
}

export class Problem extends Error {
  readonly code: string
  readonly field?: string
  readonly traceId?: string

  constructor(
    readonly status: number,
    readonly body: ProblemBody,
    readonly retryAfterMs?: number
  ) {
    super(body.detail ?? body.title ?? body.code ?? 'no answer')
    this.name = 'Problem'
    this.code = body.code ?? (status === 0 ? 'network' : `http_${status}`)
    this.field = body.field
    this.traceId = body.traceId
  }

  /** Which designed state shows it. */
  get trouble(): Trouble {
    if (this.status === 0) return 'network'
    if (this.status === 401) return 'signin'
    if (this.status === 404 || this.status === 410) return 'missing'
    if (this.status === 408 || this.status === 425 || this.status === 429 || this.status === 503) return 'busy'
    return this.status >= 500 ? 'broken' : 'refused'
  }

  /**
   * Whether the shop may or may not have done it. As long as that is open, the same key must be sent again; a new key
   * could do it twice.
   */
  get open(): boolean {
    return this.trouble === 'network' || this.trouble === 'busy' || this.trouble === 'broken'
  }

  /**
   * Whether the next try of the same wish sends the same key. Besides open outcomes: the shop does not remember a
   * refusal for want of stock or place, since what others do not pay for comes back.
   */
  get keepsKey(): boolean {
    return this.open || this.code === 'SOLD_OUT' || this.code === 'GROUP_FULL'
  }
}

export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  return new Problem(0, { code: 'client', detail: thrown instanceof Error ? thrown.message : String(thrown) })
}
