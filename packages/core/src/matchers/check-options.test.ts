import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RunMode } from '../run-mode.js'
import { checkOptions } from './check-options.js'
import { setRunSettings } from './run-settings.js'

beforeEach(() => {
  for (const name of ['CI', 'RETRIAL_CI', 'RETRIAL_MODE', 'RETRIAL_LIVE']) vi.stubEnv(name, '')
})
afterEach(() => {
  setRunSettings({})
  vi.unstubAllEnvs()
})

const goLive = (runMode?: RunMode) => () => {
  setRunSettings({ runMode })
  checkOptions({ effects: 'live' }, 'toReplayMatching()', ['effects'])
}

test.each<RunMode | undefined>([undefined, 'auto', 'record'])('live is allowed in mode %s', (mode) => {
  expect(goLive(mode)).not.toThrow()
})

test('a config that says replay forbids it, unless the environment says otherwise', () => {
  expect(goLive('replay')).toThrow(
    "toReplayMatching() with effects: 'live' calls the real world, and the mode of this run is replay",
  )
  vi.stubEnv('RETRIAL_MODE', 'auto')
  expect(goLive('replay')).not.toThrow()
  vi.stubEnv('RETRIAL_MODE', 'replay')
  expect(goLive('auto')).toThrow('the mode of this run is replay')
  vi.stubEnv('RETRIAL_LIVE', '1')
  expect(goLive('replay')).not.toThrow()
})

test('what is recorded is replayed in any mode', () => {
  setRunSettings({ runMode: 'replay' })

  expect(() => {
    checkOptions({}, 'toReplayMatching()', [])
  }).not.toThrow()
})
