import { expect, test } from 'vitest'
import { alignedLines } from './aligned-lines.js'
import { foldedLines } from './folded-lines.js'
import { pairUp } from './pair-up.js'
import { wordMarks, type Mark } from './word-marks.js'

const shown = (marks: readonly Mark[] = []) =>
  marks.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('')

test.each([
  [
    'the refund is approved',
    'the refund is declined',
    'the refund is [approved]',
    'the refund is [declined]',
  ],
  ['one two three', 'one three', 'one [two ]three', 'one three'],
  ['a b c d', 'x y c d', '[a b] c d', '[x y] c d'],
  ['gpt-5.4-mini', 'gpt-5.4-nano', 'gpt-5.4-[mini]', 'gpt-5.4-[nano]'],
  ['', 'all new', '', '[all new]'],
  ['same', 'same', 'same', 'same'],
  ['99.5 €', '99.6 €', '99.[5] €', '99.[6] €'],
])('marks the words of %j and %j', (before, after, left, right) => {
  const marks = wordMarks(before, after)
  expect([shown(marks.before), shown(marks.after)]).toEqual([left, right])
})

test('both sides can be put together again, whatever differs', () => {
  let seed = 7
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 300; round++) {
    const [before, after] = [0, 1].map(() => Array.from({ length: random(12) }, () => 'abc'[random(3)] ?? ''))
    const runs = pairUp(before ?? [], after ?? [])
    expect(runs.flatMap((run) => run.before)).toEqual(before)
    expect(runs.flatMap((run) => run.after)).toEqual(after)
    for (const run of runs) if (run.same) expect(run.before).toEqual(run.after)
    for (const [index, run] of runs.entries()) expect(run.same).not.toBe(runs[index - 1]?.same)
  }
})

test('as much as can be is common to both', () => {
  const runs = pairUp(['one', 'two', 'three'], ['three', 'one', 'two'])
  expect(runs.filter(({ same }) => same).flatMap(({ before }) => before)).toEqual(['one', 'two'])
})

test('what is too long to align is one change between what is equal around it', () => {
  const long = (name: string) => ['first', ...Array.from({ length: 3_000 }, (_, n) => `${name}${n}`), 'last']
  expect(pairUp(long('a'), long('b')).map(({ same, before }) => [same, before.length])).toEqual([
    [true, 1],
    [false, 3_000],
    [true, 1],
  ])
})

test('lines stand beside those whose place they take', () => {
  const lines = alignedLines('{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1,\n  "b": 3,\n  "c": 4\n}')
  expect(lines.map(({ changed, before, after }) => [changed, before?.number, after?.number])).toEqual([
    [false, 1, 1],
    [false, 2, 2],
    [true, 3, 3],
    [true, undefined, 4],
    [false, 4, 5],
  ])
  expect(shown(lines[2]?.after?.marks)).toBe('  "b": [3,]')
})

test('only what is far from a change is folded', () => {
  const text = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  const changed = text.with(10, 'other')
  const sizes = (after: readonly string[]) =>
    foldedLines(alignedLines(text.join('\n'), after.join('\n'))).map(({ kind, lines }) => [
      kind,
      lines.length,
    ])
  expect(sizes(changed)).toEqual([
    ['folded', 7],
    ['shown', 7],
    ['folded', 6],
  ])
  expect(sizes(text)).toEqual([['shown', 20]])
  expect(sizes(text.with(5, 'other')).at(0)).toEqual(['shown', 2])
})
