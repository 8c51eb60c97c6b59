import { computed, ref } from 'vue'
import { defineStore } from 'pinia'
import * as api from '@/api/staff'
import { clockOffset, newKey, Problem, setCsrf } from '@/api/http'
import type { Permission, StaffSession } from '@/api/types'

/** Who is at the desk and what they may do. `undefined` = not asked yet, `null` = signed out. */
export const useSession = defineStore('session', () => {
  const me = ref<StaffSession | null | undefined>(undefined)
  const demoLogins = ref<StaffSession['demoLogins']>([])
  const shopName = ref('')
  const signedIn = computed(() => !!me.value)

  function take(s: StaffSession | null): void {
    if (s) {
      if (s.demoLogins?.length) demoLogins.value = s.demoLogins
      if (s.shopName) shopName.value = s.shopName
      if (s.csrfToken) setCsrf(s.csrfToken)
      if (s.now) clockOffset.value = new Date(s.now).getTime() - Date.now()
    }
    // An anonymous session carries the demo logins but no one's id.
    me.value = s && s.staffId ? s : null
  }

  async function load(): Promise<void> {
    try {
      take(await api.session())
    } catch (e) {
      if (e instanceof Problem && e.status === 401) {
        const x = e.extras as Partial<StaffSession>
        if (Array.isArray(x.demoLogins)) demoLogins.value = x.demoLogins
        if (typeof x.csrfToken === 'string') setCsrf(x.csrfToken)
        me.value = null
      } else throw e
    }
  }

  async function login(username: string, password: string): Promise<void> {
    take(await api.login({ username, password }, newKey()))
    // The answer may leave out the token of the new session; asking once more settles it.
    if (!me.value?.csrfToken) await load()
  }

  async function logout(): Promise<void> {
    try {
      await api.logout({}, newKey())
    } finally {
      setCsrf('')
      me.value = null
    }
  }

  function can(permission: Permission | undefined): boolean {
    return permission === undefined || !!me.value?.permissions.includes(permission)
  }
  return { me, demoLogins, shopName, signedIn, load, login, logout, can, take }
})
