import { defineStore } from 'pinia'
import { asProblem } from '@/api/problem'
import { shop } from '@/api/shop'
import type { Session } from '@/api/types'
import { setShopTime } from '@/lib/clock'
import { forgetInviter, readInviter } from '@/lib/inviter'

/** Who is here and what hour the shop has. */
export const useShop = defineStore('shop', {
  state: () => ({
    session: null as Session | null,
    signedIn: !!uni.getStorageSync('token'),
    cartCount: 0,
    unread: 0
  }),
  getters: {
    me: (s) => s.session?.customer,
    demo: (s) => s.session?.demo ?? false
  },
  actions: {
    async refresh() {
      const asked = Date.now()
      try {
        const session = await shop.session()
        setShopTime(session.now, Date.now() - asked)
        this.session = session
        this.signedIn = !!session.customer
        this.cartCount = session.cartCount
        this.unread = session.unreadMessages
      } catch (thrown) {
        // The page that needs the shop tells the person; this is only the frame.
        asProblem(thrown)
      }
    },
    async login(phone: string, code: string) {
      const answer = await shop.login(phone, code, readInviter())
      uni.setStorageSync('token', answer.token)
      this.signedIn = true
      forgetInviter()
      await this.refresh()
      return answer
    },
    /**
     * Somebody who is signed in came by a link: the shop is told who sent them, and decides. Without an answer the
     * code is kept and told again; never thrown, since no page waits for it.
     */
    async meetInviter() {
      const code = readInviter()
      if (!code || !uni.getStorageSync('token')) return
      try {
        await shop.cameBy(code)
        forgetInviter()
      } catch (thrown) {
        if (!asProblem(thrown).open && asProblem(thrown).trouble !== 'signin') forgetInviter()
      }
    },
    async logout() {
      await shop.logout().catch(() => {})
      this.forget()
      await this.refresh()
    },
    /** The token is no longer good: keep nothing that belongs to a person. */
    forget() {
      uni.removeStorageSync('token')
      this.signedIn = false
      this.cartCount = 0
      this.unread = 0
      if (this.session) this.session = { ...this.session, customer: undefined }
    }
  }
})
