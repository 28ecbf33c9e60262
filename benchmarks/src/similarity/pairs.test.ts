import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { pairsOf, SETS } from './pairs.js'

/** The rule that split the first two authors' pairs: the first byte of the SHA-256 of the id is even, or odd. */
const isTuning = (id: string): boolean => (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0

test('no pair is in two sets, and each is in the one that the rule says', () => {
  const [tuning = [], test = [], unseen = []] = SETS.map((set) => pairsOf(set).map(({ id }) => id))
  expect([tuning.length, test.length, unseen.length]).toEqual([228, 192, 240])
  expect(new Set([...tuning, ...test, ...unseen]).size).toBe(660)
  expect(tuning.filter((id) => !isTuning(id))).toEqual([])
  expect(test.filter(isTuning)).toEqual([])
  expect(unseen.filter((id) => !id.startsWith('c-'))).toEqual([])
})

test('all sets name their kinds alike', () => {
  const kinds = SETS.map((set) => [...new Set(pairsOf(set).map(({ kind }) => kind))].sort())
  expect(kinds[2]).toEqual(kinds[0])
  expect(kinds[1]).toEqual(kinds[0])
})

test.each(SETS)('every pair of %s has two sides that differ, and a label', (set) => {
  for (const { id, label, language, recorded, replayed } of pairsOf(set)) {
    expect(['same', 'different'], id).toContain(label)
    expect(language, id).toMatch(/^[a-z]{2}$/)
    expect(replayed, id).not.toBe(recorded)
  }
})

test('a path is that of the folder where npm was called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-pairs-'))
  const pair = { id: 'x', kind: 'k', label: 'same', language: 'en', recorded: 'a', replayed: 'b' }
  try {
    writeFileSync(join(folder, 'own.jsonl'), `${JSON.stringify(pair)}\n\n`)
    vi.stubEnv('INIT_CWD', folder)
    expect(pairsOf('own.jsonl')).toEqual([pair])
    expect(() => pairsOf('none.jsonl')).toThrow(/ENOENT/)
  } finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  }
})
