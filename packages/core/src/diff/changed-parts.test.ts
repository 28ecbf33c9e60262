import { expect, test } from 'vitest'
import { pick, seededRandom } from '../snapshot/testing/random-values.js'
import { changedParts } from './changed-parts.js'

const whole = (oldText: string, newText: string) => ({
  oldStart: 0,
  oldEnd: oldText.length,
  newStart: 0,
  newEnd: newText.length,
})

test('all that is between the parts is the same on both sides, and long enough', () => {
  const random = seededRandom(7)
  const text = (): string =>
    Array.from({ length: Math.floor(random() * 30) }, () =>
      pick(random, ['a', 'bb', 'c c', '\n', '😀']),
    ).join(pick(random, [' ', '  ']))
  for (let round = 0; round < 3_000; round++) {
    const [oldText, newText] = [text(), text()]
    let [oldFrom, newFrom] = [0, 0]
    for (const part of changedParts(oldText, newText, whole(oldText, newText), 5)) {
      const same = oldText.slice(oldFrom, part.oldStart)
      expect(newText.slice(newFrom, part.newStart)).toBe(same)
      if (oldFrom > 0) expect(same.length).toBeGreaterThan(5)
      ;[oldFrom, newFrom] = [part.oldEnd, part.newEnd]
    }
    expect(newText.slice(newFrom)).toBe(oldText.slice(oldFrom))
  }
})

test('only what is in the part is looked at', () => {
  const [oldText, newText] = ['x a y b z', 'x A y B z']
  expect(changedParts(oldText, newText, { oldStart: 2, oldEnd: 7, newStart: 2, newEnd: 7 }, 1)).toEqual([
    { oldStart: 2, oldEnd: 3, newStart: 2, newEnd: 3 },
    { oldStart: 6, oldEnd: 7, newStart: 6, newEnd: 7 },
  ])
})

test('more words than are compared stay one part', () => {
  const [oldText, newText] = [`a ${'w '.repeat(100_001)}b`, `A ${'w '.repeat(100_001)}B`]
  expect(changedParts(oldText, newText, whole(oldText, newText), 5)).toEqual([whole(oldText, newText)])
})
