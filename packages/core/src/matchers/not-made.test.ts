import { expect, test } from 'vitest'
import { RecordingError } from '../errors.js'
import { notMade } from './not-made.js'
import { checkUnderWay } from './testing/matcher-context.js'

test.each([false, true])('fails the assertion, with .not: %s', (isNot) => {
  const { check } = checkUnderWay({ isNot })

  expect(notMade(check, new RecordingError('RECORDING_FAILED', 'x')).pass).toBe(isNot)
})

test('says what the error says, safe to print', () => {
  const { check } = checkUnderWay()
  const error = new RecordingError('RECORDING_FAILED', 'the decision threw\n::error::##[group]\u001b[2J')

  expect(notMade(check, error).message()).toBe(
    'expect(decisions).toReplayMatching(policy)\n\nRECORDING_FAILED: the decision threw\\n::error::#\\#[group]',
  )
})

test('leaves an error of the test itself as it is', () => {
  const { check } = checkUnderWay()
  const own = new TypeError('a mistake of mine')

  expect(() => notMade(check, own)).toThrow(own)
})
