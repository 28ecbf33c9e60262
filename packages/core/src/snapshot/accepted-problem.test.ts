import { afterEach, describe, expect, test } from 'vitest'
import { setLimits } from '../limits.js'
import { acceptedProblem } from './accepted-problem.js'

const outputs = [{ name: 'result', value: 1, dataType: 'number' }]
const acceptedAt = '2026-02-01T00:00:00.000Z'

afterEach(() => {
  setLimits({})
})

test.each<[string, object]>([
  ['outputs', { outputs, acceptedAt }],
  ['an error', { outputs: [], error: { name: 'Error', message: '' }, acceptedAt }],
  ['a note', { outputs, acceptedAt, note: '' }],
  ['a field that a newer version may add', { outputs, acceptedAt, by: 'someone' }],
])('%s', (_what, outcome) => {
  expect(acceptedProblem([outcome])).toBeUndefined()
})

describe('is refused', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['an object', { outputs, acceptedAt }],
  ])('%s', (_what, accepted) => {
    expect(acceptedProblem(accepted)).toContain('not a list')
  })

  // A recording without variants has no such field, so that it has one hash.
  test('an empty list', () => {
    expect(acceptedProblem([])).toBe('"accepted" is empty: leave it out')
  })

  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['no outputs', { acceptedAt }],
    ['neither outputs nor an error', { outputs: [], acceptedAt }],
    ['both', { outputs, error: { name: 'E', message: '' }, acceptedAt }],
    ['an output without a name', { outputs: [{ value: 1 }], acceptedAt }],
    ['an error without a message', { outputs: [], error: { name: 'E' }, acceptedAt }],
    ['null as an error', { outputs: [], error: null, acceptedAt }],
    ['no time', { outputs }],
    ['a time that is none', { outputs, acceptedAt: 'yesterday' }],
    ['a note that is no text', { outputs, acceptedAt, note: 1 }],
  ])('%s', (_what, outcome) => {
    expect(acceptedProblem([{ outputs, acceptedAt }, outcome])).toContain('"accepted[1]"')
  })

  test('more than the limit', () => {
    const outcome = { outputs, acceptedAt }
    setLimits({ acceptedVariants: 2 })
    expect(acceptedProblem([outcome, outcome])).toBeUndefined()
    expect(() => acceptedProblem([outcome, outcome, outcome])).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('now 2') }),
    )
  })
})
