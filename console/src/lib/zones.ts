import { ref } from 'vue'
import { locale, word } from '@/i18n'

// Zones are the shop's data; their names come with the shop's own home page, once per language.
const known = ref<Record<string, { code: string; name: string }[]>>({})
const asked = new Set<string>()

async function ask(lang: string): Promise<void> {
  asked.add(lang)
  try {
    const answer = await fetch('/api/shop/home', { headers: { Accept: 'application/json', 'Accept-Language': lang } })
    if (!answer.ok) return
    const home = (await answer.json()) as { zones?: { code: string; name: string }[] }
    known.value = { ...known.value, [lang]: home.zones ?? [] }
  } catch {
    // Without it the codes' own words are shown.
  }
}

export function useZones() {
  const rows = () => {
    if (!asked.has(locale.value)) void ask(locale.value)
    return known.value[locale.value] ?? []
  }
  return {
    name: (code: string): string => rows().find((z) => z.code === code)?.name ?? word('zone', code),
    options: (): { value: string; label: string }[] => {
      const zones = rows()
      return zones.length ? zones.map((z) => ({ value: z.code, label: z.name })) : ['beauty', 'home', 'wellness', 'niche', 'other'].map((value) => ({ value, label: word('zone', value) }))
    }
  }
}
