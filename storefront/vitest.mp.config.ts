import { defineConfig } from 'vitest/config'

// Loads the BUILT mini-program (dist/build/mp-weixin): run `npm run build:mp-weixin` first.
export default defineConfig({ test: { environment: 'jsdom', include: ['test/**/*.mp.test.ts'], testTimeout: 30000 } })
