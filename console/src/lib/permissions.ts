import { word } from '@/i18n'
import type { Permission } from '@/api/types'

/** The right as a person would name it. */
export function permissionWord(p: Permission | string): string {
  return word('right', p)
}
