import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicPairsOf } from './public-pairs.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'retrial-public-pairs-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const row = (...cells: string[]): string => cells.join('\t')

function read(name: string, ...lines: string[]): ReturnType<typeof publicPairsOf> {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return publicPairsOf(path)
}

describe('SICK', () => {
  const header = row(
    'pair_ID',
    'sentence_A',
    'sentence_B',
    'entailment_label',
    'relatedness_score',
    'entailment_AB',
    'entailment_BA',
  )

  test('is read by its header, and told apart by who entails whom', () => {
    const pairs = read(
      'SICK.txt',
      header,
      row('7', 'A cat naps', 'A cat is napping', 'ENTAILMENT', '4.9', 'A_entails_B', 'B_entails_A'),
      row('8', 'A grey cat naps', 'A cat naps', 'ENTAILMENT', '4.2', 'A_entails_B', 'B_neutral_A'),
      row('9', 'A cat naps', 'No cat naps', 'CONTRADICTION', '3', 'A_contradicts_B', 'B_contradicts_A'),
      row('10', 'A cat naps', 'A dog digs', 'NEUTRAL', '1.5', 'A_neutral_B', 'B_neutral_A'),
      '',
    )
    expect(pairs.map(({ id, score, entailment }) => [id, score, entailment])).toEqual([
      ['7', 4.9, 'ENTAILMENT, both ways'],
      ['8', 4.2, 'ENTAILMENT, one way'],
      ['9', 3, 'CONTRADICTION'],
      ['10', 1.5, 'NEUTRAL'],
    ])
    expect(pairs[1]).toMatchObject({ recorded: 'A grey cat naps', replayed: 'A cat naps' })
  })

  test('of the shared task has one judgment, and line ends of Windows', () => {
    const pairs = read(
      'SICK_train.txt',
      `\uFEFF${row('pair_ID', 'sentence_A', 'sentence_B', 'relatedness_score', 'entailment_judgment')}\r`,
      `${row('1', 'A cat naps', 'A cat is napping', '5', 'ENTAILMENT')}\r`,
    )
    expect(pairs).toEqual([
      { id: '1', recorded: 'A cat naps', replayed: 'A cat is napping', score: 5, entailment: 'ENTAILMENT' },
    ])
  })
})

describe('STS-B', () => {
  test('is read by position; a quote is a letter like others', () => {
    const pairs = read(
      'sts-test.csv',
      row('main-news', 'news', '2015', '0003', '2.500', '"Wait, a cat naps.', 'A "cat" naps.'),
      row('main-news', 'news', '2015', '0004', '0', 'A cat naps.', 'A dog digs.', 'licence', 'licence'),
    )
    expect(pairs).toEqual([
      {
        id: '1',
        score: 2.5,
        recorded: '"Wait, a cat naps.',
        replayed: 'A "cat" naps.',
        entailment: undefined,
      },
      { id: '2', score: 0, recorded: 'A cat naps.', replayed: 'A dog digs.', entailment: undefined },
    ])
  })

  test('of GLUE is read by its header', () => {
    const pairs = read(
      'dev.tsv',
      row(
        'index',
        'genre',
        'filename',
        'year',
        'old_index',
        'source1',
        'source2',
        'sentence1',
        'sentence2',
        'score',
      ),
      row('0', 'news', 'f', '2015', '3', 'none', 'none', 'A cat naps.', 'A dog digs.', '1.25'),
    )
    expect(pairs).toMatchObject([{ recorded: 'A cat naps.', replayed: 'A dog digs.', score: 1.25 }])
  })
})

test.each([
  ['prose', 'A cat naps. A dog digs.'],
  ['a score that is none', row('g', 'f', 'y', '1', 'n/a', 'A cat naps.', 'A dog digs.')],
  ['no score', row('g', 'f', 'y', '1', '', 'A cat naps.', 'A dog digs.')],
  ['one sentence', row('g', 'f', 'y', '1', '2.5', 'A cat naps.')],
])('%s is refused with its line', (_what, line) => {
  const good = row('g', 'f', 'y', '1', '2.5', 'A cat naps.', 'A dog digs.')
  expect(() => read('broken.csv', good, line)).toThrow(/broken\.csv, line 2: .*SICK\.txt/)
})
