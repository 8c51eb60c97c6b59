import { has, t } from '@/i18n'

/** Who did something, as people say it: a colleague by name, a shopper, or the part of the shop that did it by itself. */
export function actor(by: string): string {
  const staff = /^staff:\d+ (.+)$/.exec(by)
  if (staff) return staff[1]!
  const kind = by.split(':')[0]!
  return has(`actor.${kind}`) ? t(`actor.${kind}`) : by
}
