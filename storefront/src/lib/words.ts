// Numbers and hours in the language now chosen, for templates.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { shopNow } from './clock'
import * as format from './format'

const TENDERS = ['WECHAT', 'SANDBOX', 'ALIPAY', 'POINTS', 'BALANCE']

export function useWords() {
  const { t, locale } = useI18n()
  const language = computed(() => locale.value as format.Language)
  return {
    t,
    language,
    money: format.money,
    change: format.change,
    count: format.count,
    rate: format.rate,
    day: (at: string) => format.day(at, shopNow(), language.value),
    moment: (at: string) => format.moment(at, shopNow(), language.value),
    left: (until: string) => format.left(format.millis(until) - shopNow(), language.value),
    tender: (code: string) => (TENDERS.includes(code) ? t('tender.name.' + code) : code),
    people: (n: number) => format.people(n, language.value)
  }
}
