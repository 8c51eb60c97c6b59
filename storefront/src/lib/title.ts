import { onShow } from '@dcloudio/uni-app'
import { watch } from 'vue'

/** The page's name in the browser's tab, following language and content. */
export function usePageTitle(title: () => string): void {
  const set = () => {
    const text = title()
    if (text) uni.setNavigationBarTitle({ title: text, fail: () => {} })
  }
  onShow(set)
  watch(title, set)
}
