import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import uniImport from '@dcloudio/vite-plugin-uni'

// The uni plugin is CommonJS: under "type":"module" the callable sits on .default.
const uni = (uniImport as unknown as { default?: typeof uniImport }).default ?? uniImport

// On mini-programs uni-app aliases vue-i18n to its own bundled runtime-only copy, which leaves "{n}" placeholders
// as they are. Point the alias back at the installed package, with its compiler in JIT mode (no `new Function`,
// which mini-programs forbid).
const realVueI18n: Plugin = {
  name: 'real-vue-i18n',
  enforce: 'post',
  config: {
    order: 'post',
    handler() {
      if (!process.env.UNI_PLATFORM?.startsWith('mp-')) return
      const installed = new URL('./node_modules/vue-i18n/dist/vue-i18n.mjs', import.meta.url)
      return { resolve: { alias: { 'vue-i18n': fileURLToPath(installed) } } }
    }
  }
}

// The H5 runtime warms up a shadow picture from its vendor's server. A shop opened on a local net must not call out.
const nothingForeign: Plugin = {
  name: 'nothing-foreign',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) {
        file.source = String(file.source).replace(/url\(["']?https?:\/\/[^)]*\)/g, 'none')
      }
    }
  }
}

export default defineConfig({
  define: {
    __INTLIFY_JIT_COMPILATION__: true,
    __INTLIFY_DROP_MESSAGE_COMPILER__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false
  },
  server: { host: '127.0.0.1', proxy: { '/api': process.env.TUANZI_URL ?? 'http://127.0.0.1:8080' } },
  plugins: [uni(), realVueI18n, nothingForeign]
})
