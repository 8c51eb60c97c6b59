import { locale, t } from '@/i18n'
import type { StaffProductDetail } from '@/api/types'
import type { Field, Values } from './ask'
import { choices } from './options'

interface Words { zh: string; en?: string | null }
/** What a detail may carry beside the shopper's view: both languages of the words staff edits. */
interface Bilingual { titleZh?: string; titleEn?: string | null; storyWords?: { designerInterview: Words; usageScenario: Words } }

const STORY = ['designerInterview', 'usageScenario'] as const

function storyOf(d: StaffProductDetail): { designerInterview: Words; usageScenario: Words } | undefined {
  const b = d as unknown as Bilingual
  if (b.storyWords) return b.storyWords
  const s = d.product.story as unknown as { designerInterview: Words | string; usageScenario: Words | string } | undefined
  if (s && typeof s.designerInterview === 'object') return s as { designerInterview: Words; usageScenario: Words }
  return undefined
}

/**
 * The fields staff may change. A text is offered in a language only when the answer carries that language, so that saving one
 * never wipes the other.
 */
export function editFields(d: StaffProductDetail, zones: { value: string; label: string }[]): Field[] {
  const b = d as unknown as Bilingual
  const both = b.titleZh !== undefined
  const story = storyOf(d)
  return [
    ...(both || locale.value === 'zh' ? [{ key: 'titleZh', label: t('product.titleZh'), kind: 'text', required: true, initial: b.titleZh ?? d.title } satisfies Field] : []),
    ...(both || locale.value === 'en' ? [{ key: 'titleEn', label: t('product.titleEn'), kind: 'text', initial: b.titleEn ?? (both ? '' : d.title) } satisfies Field] : []),
    { key: 'zone', label: t('product.zone'), kind: 'choice', initial: d.zone, options: zones },
    { key: 'slot', label: t('product.slot'), kind: 'choice', initial: d.slot, options: choices(['HIT', 'NICHE'], 'slot') },
    ...(story ? STORY.flatMap((k) => (['zh', 'en'] as const).map((l) => ({ key: `${k}.${l}`, label: `${t(k === 'designerInterview' ? 'product.interview' : 'product.scenario')} · ${l === 'zh' ? t('product.zhMark') : t('product.enMark')}`, kind: 'textarea', initial: story[k][l] ?? '' }) satisfies Field)) : [])
  ]
}

/** The body of the change: what was not offered is left out, and left as it is. */
export function editBody(d: StaffProductDetail, typed: Values): Values {
  const body: Values = {}
  for (const [k, v] of Object.entries(typed)) if (!k.includes('.')) body[k] = v
  if (storyOf(d)) body['story'] = Object.fromEntries(STORY.map((k) => [k, { zh: typed[`${k}.zh`] ?? '', en: typed[`${k}.en`] ?? null }]))
  return body
}
