import { describe, expect, test } from 'vitest'
import { checkMatcherOptions } from './options.js'

describe.each(['toReplayMatching()', 'toHaveNoDiffFrom()'])('%s', (matcher) => {
  test.each(['strict', 'tolerant', undefined] as const)('takes the mode %s', (mode) => {
    checkMatcherOptions(mode === undefined ? {} : { mode }, matcher, ['mode'])
  })

  test('takes no mode in which nothing is run', () => {
    expect(() => {
      checkMatcherOptions({ mode: 'validation-only' }, matcher, ['mode'])
    }).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringContaining('engine.validate'),
      }),
    )
  })
})
