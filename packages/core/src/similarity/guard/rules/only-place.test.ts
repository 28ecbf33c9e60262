import { describe, expect, test } from 'vitest'
import { findContradictions } from '../contradictions.js'

/** What `wording` shows: it asks for the only place. */
const shown = (recorded: string, replayed: string) =>
  findContradictions(recorded, replayed, ['wording']).contradictions

const TAKEN = ['with food', 'on an empty stomach'] as const

test('the words at the only place are shown, in either order', () => {
  const [was, is] = TAKEN.map((how) => `Take one tablet every eight hours ${how}.`) as [string, string]
  expect(shown(was, is)[0]).toMatchObject({ recorded: 'food', replayed: expect.stringContaining('stomach') })
  expect(shown(is, was)[0]).toMatchObject({ recorded: expect.stringContaining('stomach'), replayed: 'food' })
})

describe('long texts', () => {
  const long = 'the tablet goes down with water '.repeat(8_000)

  test.each([
    ['at the end', long, ''],
    ['at the head', '', long],
    ['in the middle', long.slice(0, long.length / 2), long.slice(long.length / 2)],
  ])('the only place %s is found', (_where, head, tail) => {
    const [was, is] = TAKEN.map((how) => `${head} ${how} ${tail}`) as [string, string]
    expect(shown(was, is)).not.toEqual([])
  })

  test('that are equal but for one repetition have no such place', () => {
    expect(shown(long, `${long}the tablet goes down with water`)).toEqual([])
  })
})
