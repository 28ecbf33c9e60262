import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { Spelling } from './dir-spelling.js'
import { temporaryFolder } from './testing/temporary-folder.js'

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
  expect(new Spelling(folderWith(...files)).otherOf(id)).toBe(other)
})

test.each<[string, string, string | undefined]>([
  ['a', 'A', 'a'],
  ['a', 'a', undefined],
  ['New/a', 'new/b', 'New'],
  ['new/a', 'new/A', 'new/a'],
  ['new/a', 'new/b', undefined],
])('what is about to be there counts: after %s, %s meets %s', (first, second, other) => {
  const spelling = new Spelling(folderWith())
  spelling.add(first)
  expect(spelling.otherOf(second)).toBe(other)
})

test('each folder is read once', () => {
  const root = folderWith('a/x.json')
  const spelling = new Spelling(root)
  expect(spelling.otherOf('a/y')).toBeUndefined()
  writeFileSync(join(root, 'a/Y.json'), '')
  expect(spelling.otherOf('a/y')).toBeUndefined()
  expect(new Spelling(root).otherOf('a/y')).toBe('a/Y')
})
