import { afterEach, describe, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import type { ClockReading } from '../../snapshot/types.js'
import { PlayedClock } from './played-clock.js'
import { RecordedClock } from './recorded-clock.js'

afterEach(() => {
  setLimits({})
})

/** What a clock shows: each step is the number of contacts before it. */
function shown(readings: ClockReading[], steps: readonly number[], start = 1_000): number[] {
  let contacts = 0
  const clock = new PlayedClock(start, readings, () => contacts)
  return steps.map((before) => {
    contacts = before
    return clock.read() - start
  })
}

describe('a played clock shows', () => {
  test.each<[string, ClockReading[], number[], number[]]>([
    [
      'what was recorded',
      [
        [0, 5, 2],
        [0, 6, 1],
        [1, 90, 1],
      ],
      [0, 0, 0, 1],
      [5, 5, 6, 90],
    ],
    ['a millisecond more for each reading that was not recorded', [[0, 5, 1]], [0, 0, 0], [5, 6, 7]],
    ['time from the start where nothing was recorded', [], [0, 0, 3], [1, 2, 3]],
    [
      'what comes after a contact, when more was read before it',
      [
        [0, 5, 1],
        [1, 90, 1],
      ],
      [0, 0, 0, 1],
      [5, 6, 7, 90],
    ],
    [
      'the same when less was read before it',
      [
        [0, 5, 3],
        [0, 6, 1],
        [1, 90, 1],
      ],
      [0, 1],
      [5, 90],
    ],
    [
      'the same when a reading is new between two contacts',
      [
        [0, 5, 1],
        [2, 90, 1],
      ],
      [0, 1, 2],
      [5, 6, 90],
    ],
    [
      'no step back, where more was read than time went by',
      [
        [0, 5, 1],
        [1, 6, 1],
        [1, 9, 1],
      ],
      [0, 0, 0, 1, 1],
      [5, 6, 7, 7, 9],
    ],
    [
      'a step back where it was recorded',
      [
        [0, 50, 1],
        [0, 20, 2],
        [0, 21, 1],
      ],
      [0, 0, 0, 0, 0],
      [50, 20, 20, 21, 22],
    ],
    [
      'only what is left after contacts that were passed over',
      [
        [0, 5, 1],
        [1, 6, 1],
        [4, 7, 1],
      ],
      [3, 4, 5],
      [1, 7, 8],
    ],
    [
      'microseconds as they were',
      [
        [0, 0.1, 1],
        [0, 0.3, 1],
      ],
      [0, 0, 0],
      [0.1, 0.3, 1.3],
    ],
  ])('%s', (_what, readings, steps, expected) => {
    expect(shown(readings, steps).map((ms) => Math.round(ms * 1000) / 1000)).toEqual(expected)
  })

  test('an end to a loop that waits', () => {
    const clock = new PlayedClock(0, [[0, 5, 1]], () => 0)
    const start = clock.read()
    let rounds = 0
    while (clock.read() < start + 500) rounds++
    expect(rounds).toBe(499)
  })
})

describe('a recorded clock', () => {
  const recorded = (
    reals: readonly (readonly [contacts: number, real: number])[],
    start = 1_000,
  ): RecordedClock => {
    let contacts = 0
    const clock = new RecordedClock(start, () => contacts)
    for (const [before, real] of reals) {
      contacts = before
      clock.read(real)
    }
    return clock
  }

  test('keeps equal readings as one, and knows what began between them', () => {
    const clock = recorded([
      [0, 1_000],
      [0, 1_000],
      [0, 1_002],
      [1, 1_002],
      [1, 1_002],
      [1, 1_000],
      [1, 1_002],
    ])
    expect(clock.readings()).toEqual({
      readings: [
        [0, 0, 2],
        [0, 2, 1],
        [1, 2, 2],
        [1, 0, 1],
        [1, 2, 1],
      ],
    })
  })

  test('keeps nothing where nobody looked', () => {
    expect(recorded([]).readings()).toBeUndefined()
  })

  test('shows what is played, to the last bit', () => {
    const start = 123_456.789
    let real = start
    const reals = Array.from({ length: 2_000 }, () => (real += Math.random() * 3))
    const clock = new RecordedClock(start, () => 0)
    const seen = reals.map((ms) => clock.read(ms))
    expect(seen.every((ms, index) => Math.abs(ms - reals[index]!) <= 0.000_501)).toBe(true)
    const { readings } = JSON.parse(JSON.stringify(clock.readings())) as { readings: ClockReading[] }
    const played = new PlayedClock(start, readings, () => 0)
    expect(seen.map(() => played.read())).toEqual(seen)
  })

  test('counts what is beyond the limit', () => {
    setLimits({ clockReadings: 2 })
    const clock = recorded([
      [0, 1_001],
      [0, 1_002],
      [0, 1_002],
      [0, 1_003],
      [0, 1_002],
      [0, 1_003],
    ])
    expect(clock.readings()).toEqual({
      readings: [
        [0, 1, 1],
        [0, 2, 2],
      ],
      omitted: 3,
    })
  })
})
