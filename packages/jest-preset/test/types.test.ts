import { describeTypes } from '@retrial/fixtures/adapters'

describeTypes(new URL('../test-types/', import.meta.url), {
  '@jest/globals': { files: ['main.ts'], types: [] },
  '@types/jest': { files: ['globals.ts'], types: ['jest'] },
  '@types/jest, without an import': { files: ['ambient.ts'], types: ['jest', '@retrial/jest-preset'] },
})
