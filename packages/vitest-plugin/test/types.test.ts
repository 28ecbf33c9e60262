import { describeTypes } from '@retrial/fixtures/adapters'

describeTypes(new URL('../test-types/', import.meta.url), {
  imports: { files: ['main.ts', 'policies.ts'], types: [] },
  globals: { files: ['globals.ts'], types: ['vitest/globals', '@retrial/vitest-plugin'] },
})
