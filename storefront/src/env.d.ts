/// <reference types="vite/client" />
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<object, object, unknown>
  export default component
}
interface ImportMetaEnv {
  /** Where the mini-program finds the shop; the H5 build uses its own origin. */
  readonly VITE_SHOP_ORIGIN?: string
}
