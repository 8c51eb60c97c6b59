import { has, t } from '@/i18n'
import { Problem } from '@/api/http'
import { choices } from './options'
import type { Field, FieldKind, Values } from './ask'

// A rule is data: its numbers become fields by the ending of their names, its lists are shown as JSON for the few who change them.

const CHOICES: Record<string, string[]> = { issueAt: ['PAID', 'MATURE'], whenSpent: ['OWE', 'FORGIVE'] }

function kindOf(name: string, value: unknown): FieldKind | undefined {
  if (typeof value === 'boolean') return 'flag'
  if (CHOICES[name]) return 'choice'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return name.endsWith('Minor') ? 'money' : name.endsWith('Bp') ? 'percent' : 'int'
  if (value !== null && typeof value === 'object') return 'textarea'
  return undefined
}

/** "maturesAfterDays" → the word of the screen, else "matures after (days)". */
export function ruleLabel(name: string): string {
  if (has(`ruleField.${name}`)) return t(`ruleField.${name}`)
  return name.replace(/(Minor|Bp)$/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

export function ruleFields(rule: Record<string, unknown>): Field[] {
  return Object.entries(rule).flatMap(([name, value]) => {
    const kind = kindOf(name, value)
    if (!kind) return []
    const initial = kind === 'textarea' ? JSON.stringify(value, null, 1) : value
    return [{ key: `rule_${name}`, label: ruleLabel(name), kind, initial, ...(CHOICES[name] ? { options: choices(CHOICES[name]!, 'ruleChoice'), required: true } : {}), ...(kind === 'money' || kind === 'int' || kind === 'percent' ? { min: 0, required: true } : {}) } satisfies Field]
  })
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'INVALID', '', t('ask.badJson'), `rule_${name}`)
  }
}

/** The rule with what was typed in its fields; lists go back through JSON, and broken JSON is refused before it is sent. */
export function ruleOf(rule: Record<string, unknown>, typed: Values): Record<string, unknown> {
  const out: Record<string, unknown> = { ...rule }
  for (const [k, v] of Object.entries(typed)) {
    if (!k.startsWith('rule_')) continue
    const name = k.slice(5)
    const before = rule[name]
    out[name] = before !== null && typeof before === 'object' && typeof v === 'string' ? parsed(name, v) : v
  }
  return out
}
