import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { updateAsked, updateMode } from './update-mode.js'

const told = (_updateSnapshot?: 'all' | 'new' | 'none') => ({
  snapshotState: _updateSnapshot === undefined ? {} : { _updateSnapshot },
})

beforeEach(() => {
  for (const name of ['CI', 'RETRIAL_CI', 'RETRIAL_ALLOW_CI_WRITES']) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('updateMode', () => {
  test.each(['all', 'new', 'none'] as const)('is what the runner was told: %s', (word) => {
    expect(updateMode(told(word))).toBe(word)
  })

  test('is "new" for a runner that says nothing', () => {
    expect(updateMode(told())).toBe('new')
    expect(updateMode({})).toBe('new')
  })

  test.each(['CI', 'RETRIAL_CI'])('is "none" where %s is set, whatever the runner was told', (name) => {
    vi.stubEnv(name, '1')

    expect([told('all'), told('new'), told()].map(updateMode)).toEqual(['none', 'none', 'none'])
  })

  test.each(['', '0', 'false'])('takes CI=%j for no CI', (value) => {
    vi.stubEnv('CI', value)

    expect(updateMode(told('all'))).toBe('all')
  })

  test.each(['true', 'yes', 'woodpecker'])('takes CI=%j for CI', (value) => {
    vi.stubEnv('CI', value)

    expect(updateMode(told('all'))).toBe('none')
  })

  test('RETRIAL_ALLOW_CI_WRITES=1 is the way round, and the only value that is', () => {
    vi.stubEnv('CI', '1')
    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect([told('all'), told('none')].map(updateMode)).toEqual(['all', 'new'])

    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', 'true')
    expect(updateMode(told('all'))).toBe('none')
  })
})

test('updateAsked is whether -u was given, also where it is refused', () => {
  vi.stubEnv('CI', '1')

  expect([told('all'), told('new'), told('none'), told(), {}].map(updateAsked)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})
