import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setRunSettings } from './run-settings.js'
import { howItWrites, updateAsked, updateMode, whyNothingIsWritten } from './update-mode.js'

const told = (_updateSnapshot?: 'all' | 'new' | 'none') => ({
  snapshotState: _updateSnapshot === undefined ? {} : { _updateSnapshot },
})

beforeEach(() => {
  for (const name of ['CI', 'RETRIAL_CI', 'RETRIAL_ALLOW_CI_WRITES', 'RETRIAL_MODE'])
    vi.stubEnv(name, undefined)
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

describe('updateMode under RETRIAL_MODE', () => {
  const all = () => [told('all'), told('new'), told('none'), told()].map(updateMode)

  test('auto follows the runner', () => {
    vi.stubEnv('RETRIAL_MODE', 'auto')
    expect(all()).toEqual(['all', 'new', 'none', 'new'])
  })

  test('replay writes nothing, whatever else is allowed', () => {
    vi.stubEnv('RETRIAL_MODE', 'replay')
    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect(all()).toEqual(['none', 'none', 'none', 'none'])
    expect(whyNothingIsWritten()).toContain('its mode is replay')
    expect(howItWrites()).toBe('with RETRIAL_MODE=auto')
  })

  test('record records everything, in CI only where that is allowed, and not in watch mode', () => {
    vi.stubEnv('RETRIAL_MODE', 'record')
    expect(all()).toEqual(['record', 'record', 'record', 'record'])

    vi.stubEnv('CI', '1')
    expect(all).toThrow(expect.objectContaining({ code: 'CI_WRITE_REFUSED' }))
    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect(updateMode(told('none'))).toBe('record')

    setRunSettings({ watch: true })
    expect(all).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
    setRunSettings({})
  })

  test('off comes to nothing', () => {
    vi.stubEnv('RETRIAL_MODE', 'off')
    expect(all).toThrow(expect.objectContaining({ code: 'SWITCHED_OFF' }))
  })

  test('goes before what the config says', () => {
    setRunSettings({ runMode: 'replay' })
    expect(updateMode(told('all'))).toBe('none')
    vi.stubEnv('RETRIAL_MODE', 'auto')
    expect(updateMode(told('all'))).toBe('all')
    setRunSettings({})
  })
})

test('who says that nothing is written: CI, the mode, or the runner', () => {
  expect(whyNothingIsWritten()).toContain('told to write no snapshots')
  expect(howItWrites()).toContain('without that flag')
  vi.stubEnv('CI', '1')
  expect(whyNothingIsWritten()).toBe('CI never records.')
  expect(howItWrites()).toBe('on your machine')
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
