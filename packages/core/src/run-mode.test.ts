import { afterEach, expect, test, vi } from 'vitest'
import { RUN_MODES, runMode } from './run-mode.js'

afterEach(() => {
  vi.unstubAllEnvs()
})

test.each(RUN_MODES)('RETRIAL_MODE=%s goes before the config', (mode) => {
  vi.stubEnv('RETRIAL_MODE', mode)
  expect(runMode('record')).toBe(mode)
  expect(runMode()).toBe(mode)
})

test.each([undefined, ''])('where it is %j the config says, and else it is auto', (value) => {
  vi.stubEnv('RETRIAL_MODE', value)
  expect(runMode('replay')).toBe('replay')
  expect(runMode()).toBe('auto')
})

test.each([
  ['Replay', 'Did you mean "replay"?'],
  ['on', 'auto, replay, record, off'],
  [' ', 'it is " "'],
])('RETRIAL_MODE=%j is none', (value, says) => {
  vi.stubEnv('RETRIAL_MODE', value)
  expect(() => runMode()).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(says) }),
  )
})
