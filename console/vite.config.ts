import { fileURLToPath, URL } from 'node:url'
import { defineConfig } from 'vitest/config'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'

export default defineConfig({
  base: '/console/',
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  plugins: [
    vue(),
    // Only Element Plus is resolved by name; our own parts are imported by hand so that a reader sees where they come from.
    Components({ dirs: [], resolvers: [ElementPlusResolver()], dts: 'src/components.d.ts' })
  ],
  define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)/ },
            { name: 'vue', test: /node_modules[\\/](@?vue[\\/]|pinia|vue-router|vue-i18n|@intlify)/ }
          ]
        }
      }
    }
  },
  server: { proxy: { '/api': process.env['TUANZI_API'] ?? 'http://127.0.0.1:8080' } },
  test: { environment: 'jsdom', include: ['test/**/*.test.ts'], setupFiles: ['test/setup.ts'], server: { deps: { inline: ['element-plus'] } } }
})
