import { expect, test } from 'vitest'
import type { Check } from './check.js'
import { toHaveNoDiffFrom } from './to-have-no-diff-from.js'
import { toReplayMatching } from './to-replay-matching.js'

/** It is refused before the context is looked at. */
const check = {} as Check
const options = { mode: 'validation-only' } as never

test.each([
  ['toReplayMatching()', () => toReplayMatching(check, 'refunds/1', undefined, options)],
  ['toHaveNoDiffFrom()', () => toHaveNoDiffFrom(check, () => 1, 'refunds/1', options)],
])('%s refuses a mode in which nothing is run', async (_matcher, assert) => {
  await expect(assert()).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})
