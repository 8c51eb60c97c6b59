import { createI18n } from 'vue-i18n'
import type { Language } from '@/lib/format'
import en from './locale/en.json'
import zhHans from './locale/zh-Hans.json'

function wanted(): Language {
  const kept = uni.getStorageSync('language') as string
  if (kept === 'en' || kept === 'zh-Hans') return kept
  let device = ''
  // #ifdef H5
  device = navigator.language
  // #endif
  // #ifndef H5
  device = uni.getAppBaseInfo?.().language ?? ''
  // #endif
  return device.toLowerCase().startsWith('en') ? 'en' : 'zh-Hans'
}

export const i18n = createI18n({
  legacy: false,
  flatJson: true,
  globalInjection: true,
  locale: wanted(),
  fallbackLocale: 'zh-Hans',
  messages: { 'zh-Hans': zhHans, en }
})

export function language(): Language {
  return i18n.global.locale.value as Language
}

export function setLanguage(to: Language): void {
  i18n.global.locale.value = to
  uni.setStorageSync('language', to)
  uni.setLocale?.(to)
  // #ifdef H5
  document.documentElement.lang = to === 'en' ? 'en' : 'zh-CN'
  // #endif
}
