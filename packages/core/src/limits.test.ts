import { afterEach, describe, expect, test } from 'vitest'
import { configure } from './configure.js'
import { LIMITS, setLimits } from './limits.js'

const defaults = { ...LIMITS }

afterEach(() => {
  setLimits({})
})

test('a limit that is set holds; the others are as they were', () => {
  configure({ limits: { valueDepth: 20 } })
  expect(LIMITS).toEqual({ ...defaults, valueDepth: 20 })
})

test('a limit that is not named again is back at its default', () => {
  configure({ limits: { valueDepth: 20 } })
  configure({ limits: { diffChanges: 5, shownIds: undefined } as never })
  expect(LIMITS).toEqual({ ...defaults, diffChanges: 5 })
})

test('settings of another group leave limits alone', () => {
  configure({ limits: { valueDepth: 20 } })
  configure({ redaction: {} })
  configure({})
  expect(LIMITS.valueDepth).toBe(20)
})

describe('what is refused changes nothing', () => {
  test.each<[object, string]>([
    [{ depth: 5 }, 'depth'],
    [{ valueDepth: 0 }, 'valueDepth'],
    [{ valueDepth: -1 }, 'valueDepth'],
    [{ valueDepth: 1.5 }, 'valueDepth'],
    [{ valueDepth: '20' }, 'valueDepth'],
    [{ valueDepth: Number.NaN }, 'valueDepth'],
    [{ valueDepth: Infinity }, 'valueDepth'],
    [{ valueDepth: null }, 'valueDepth'],
    [{ valueDepth: 551 }, '550'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs'],
  ])('%j', (limits, named) => {
    expect(() => {
      configure({ limits: { shownIds: 1, ...limits } })
    }).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(named) as string }),
    )
    expect(LIMITS).toEqual(defaults)
  })

  test.each([{ limit: {} }, null, 5])('configure(%j)', (settings) => {
    expect(() => {
      configure(settings as never)
    }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
  })
})
