// One dialog for every write: what will happen, the fields, why, and one button that says the result.
import { shallowRef } from 'vue'

export type FieldKind = 'text' | 'textarea' | 'money' | 'int' | 'percent' | 'choice' | 'multi' | 'flag' | 'password' | 'file' | 'moment' | 'day'
export type Values = Record<string, unknown>
export interface Field {
  key: string
  label: string
  kind: FieldKind
  hint?: string
  initial?: unknown
  required?: boolean
  min?: number
  max?: number
  options?: { value: string | number; label: string }[]
  /** looks up choices by what is typed, where there are too many to list */
  seek?: (q: string) => Promise<{ value: string | number; label: string }[]>
  /** stands beside the next one where there is room */
  half?: boolean
  /** nothing may be changed here, but it is shown */
  fixed?: boolean
  accept?: string
  placeholder?: string
  when?: (v: Values) => boolean
}
export interface Line { label: string; value: string; strong?: boolean; quiet?: boolean }
export interface Ask {
  title: string
  intro?: string
  warning?: string
  fields?: Field[]
  /** the contract wants a reason (why) with this write */
  reason?: boolean | 'optional'
  confirm: string
  danger?: boolean
  /** a word to type before a deed that cannot be undone */
  typeToConfirm?: string
  facts?: Line[]
  preview?: (v: Values) => Promise<Line[]>
  run: (body: Values, key: (body: unknown) => string) => Promise<unknown>
  done?: string
}

export const asking = shallowRef<Ask>()
let settle: (ok: boolean) => void = () => {}

/** Opens the dialog; resolves true once the server has said yes, false when the person left. */
export function ask(question: Ask): Promise<boolean> {
  settle(false)
  asking.value = question
  return new Promise((resolve) => { settle = resolve })
}

export function answered(ok: boolean): void {
  asking.value = undefined
  const s = settle
  settle = () => {}
  s(ok)
}

/** What the fields hold at first, before anybody typed. */
export function initialValues(fields: Field[]): Values {
  return Object.fromEntries(fields.map((f) => [f.key, f.initial ?? (f.kind === 'multi' ? [] : f.kind === 'flag' ? false : '')]))
}

/** Whether a reason says anything: two characters in Chinese already do. */
export function reasonOk(text: unknown): boolean {
  return typeof text === 'string' && text.trim().length >= 2
}
