import { retrial } from '@retrial/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [retrial()],
  test: { globals: true },
})
