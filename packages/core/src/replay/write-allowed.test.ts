import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkWriteAllowed } from './write-allowed.js'

beforeEach(() => {
  for (const name of ['CI', 'RETRIAL_CI', 'RETRIAL_MODE', 'RETRIAL_ALLOW_CI_WRITES']) vi.stubEnv(name, '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const refusal = (text: string) =>
  expect.objectContaining({ code: 'CI_WRITE_REFUSED', message: expect.stringContaining(text) }) as Error

test('on a machine of one’s own', () => {
  expect(() => {
    checkWriteAllowed('Nothing was saved')
  }).not.toThrow()
})

test('not in CI, but where it is allowed', () => {
  vi.stubEnv('CI', 'true')
  expect(() => {
    checkWriteAllowed('Nothing was saved')
  }).toThrow(refusal('Nothing was saved: this is a CI job'))
  vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
  expect(() => {
    checkWriteAllowed('Nothing was saved')
  }).not.toThrow()
})

test.each(['', '1'])('never in a run that only replays (RETRIAL_ALLOW_CI_WRITES=%s)', (allowed) => {
  vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', allowed)
  vi.stubEnv('RETRIAL_MODE', 'replay')
  expect(() => {
    checkWriteAllowed('Nothing was saved')
  }).toThrow(
    refusal(
      'Nothing was saved: the mode of this run is replay (RETRIAL_MODE), which writes nothing. If that is meant, unset it.',
    ),
  )
})
