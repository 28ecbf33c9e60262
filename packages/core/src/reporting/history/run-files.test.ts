import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { addRunFile, failedRuns, runFileTexts } from './run-files.js'

let root: string
beforeEach(() => {
  root = temporaryFolder()
})
const add = (text: string, failed = false, most = 3): void => {
  addRunFile(root, text, { failed, most })
}
const names = (): string[] => readdirSync(join(root, '.retrial/runs')).sort()

test('the newest are kept, in their order, and git does not see them', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) add(text, text === 'd')
  expect(runFileTexts(root)).toEqual(['c', 'd', 'e'])
  expect(names()).toEqual(['00000003.run', '00000004-failed.run', '00000005.run'])
  expect(failedRuns(root)).toBe(1)
  expect(readdirSync(join(root, '.retrial'))).toContain('.gitignore')
})

test('the next one goes behind the last, whoever wrote that', () => {
  add('one')
  const file = join(root, '.retrial/runs/00000002.run')
  writeFileSync(file, 'other')
  add('third')
  writeFileSync(join(root, '.retrial/runs/00000003-failed.run'), 'fourth')
  expect(runFileTexts(root)).toEqual(['one', 'other', 'fourth', 'third'])
})

test('more that there are, as of an older version, go at once', () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) add(text, false, 10)
  add('f', false, 2)
  expect(runFileTexts(root)).toEqual(['e', 'f'])
})

test('other files are left alone', () => {
  add('a')
  writeFileSync(join(root, '.retrial/runs/notes.txt'), 'mine')
  for (const text of ['b', 'c', 'd']) add(text)
  expect(runFileTexts(root)).toEqual(['b', 'c', 'd'])
  expect(names()).toContain('notes.txt')
})
