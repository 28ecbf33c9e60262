import { expect, test } from 'vitest'
import { rerunTriggers } from './rerun-triggers.js'

test('names configs of the root, and files or folders that are known, also those that read as patterns', () => {
  expect(rerunTriggers('/a (b)/[c]', ['/up/retrial.config.ts', undefined, '/a (b)/[c]/decisions'])).toEqual([
    String.raw`/a \(b\)/\[c\]/retrial.config.{ts,mts,js,mjs,cjs,json}`,
    '/up/retrial.config.ts{,/**}',
    String.raw`/a \(b\)/\[c\]/decisions{,/**}`,
  ])
})
