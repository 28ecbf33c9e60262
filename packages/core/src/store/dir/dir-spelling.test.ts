import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Spelling } from './dir-spelling.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

function folderWith(...files: string[]): string {
  const root = temporaryFolder()
  for (const file of files) {
    mkdirSync(join(root, dirname(file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return root
}

test.each<[string[], string, string | undefined]>([
  [[], 'a', undefined],
  [['a.json'], 'a', undefined],
  [['A.json'], 'a', 'A'],
  [['A.JSON'], 'a', 'A'],
  [['a.json'], 'b', undefined],
  [['refunds/a.json'], 'refunds/b', undefined],
  [['refunds/a.json'], 'Refunds/a', 'refunds'],
  [['refunds/a.json'], 'Refunds/b/c', 'refunds'],
  [['a/b/C.json'], 'a/b/c', 'a/b/C'],
  [['A.json'], 'a/b', undefined],
  [['A/b.json'], 'a', undefined],
  [['README.md'], 'readme', undefined],
])('in a folder with %j, %s meets %s', (files, id, other) => {
  expect(new Spelling().otherOf(folderWith(...files), id)).toBe(other)
})

test.each<[string, string, string | undefined]>([
  ['a', 'A', 'a'],
  ['a', 'a', undefined],
  ['New/a', 'new/b', 'New'],
  ['new/a', 'new/A', 'new/a'],
  ['new/a', 'new/b', undefined],
])('what is about to be there counts: after %s, %s meets %s', (first, second, other) => {
  const root = folderWith()
  const spelling = new Spelling()
  spelling.add(root, first)
  expect(spelling.otherOf(root, second)).toBe(other)
})

describe('a folder that was read', () => {
  /** A folder with a file that came after it was looked at, unseen: its time is set back to `changed`. */
  function changedUnseen(): { root: string; spelling: Spelling; changed: Date } {
    const root = folderWith('a/x.json')
    const changed = new Date('2026-01-01T00:00:00Z')
    utimesSync(join(root, 'a'), changed, changed)
    const spelling = new Spelling()
    expect(spelling.otherOf(root, 'a/y')).toBeUndefined()
    writeFileSync(join(root, 'a/Y.json'), '')
    utimesSync(join(root, 'a'), changed, changed)
    return { root, spelling, changed }
  }

  test('is not read again in the same step, even where it changed', () => {
    const { root, spelling } = changedUnseen()
    utimesSync(join(root, 'a'), new Date(), new Date())
    expect(spelling.otherOf(root, 'a/y')).toBeUndefined()
  })

  test('is not read again in a later step', () => {
    const { root, spelling } = changedUnseen()
    spelling.keep()
    expect(spelling.otherOf(root, 'a/y')).toBeUndefined()
  })

  test('is read again where somebody changed it', () => {
    const { root, spelling } = changedUnseen()
    spelling.keep()
    utimesSync(join(root, 'a'), new Date(), new Date())
    expect(spelling.otherOf(root, 'a/y')).toBe('a/Y')
  })

  test('is read again after a step that failed or took away', () => {
    const { root, spelling } = changedUnseen()
    spelling.forget()
    expect(spelling.otherOf(root, 'a/y')).toBe('a/Y')
  })

  test('is read again where it was made anew', () => {
    const { root, spelling } = changedUnseen()
    spelling.keep()
    rmSync(join(root, 'a'), { recursive: true })
    expect(spelling.otherOf(root, 'A/y')).toBeUndefined()
    spelling.keep()
    mkdirSync(join(root, 'A'))
    utimesSync(root, new Date(0), new Date(0))
    expect(spelling.otherOf(root, 'a/y')).toBe('A')
  })
})
