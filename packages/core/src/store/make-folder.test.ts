import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './make-folder.js'
import { temporaryFolder } from './testing/temporary-folder.js'

test('makes a folder and those on the way, and leaves one that is there', () => {
  const folder = temporaryFolder()
  makeFolder(join(folder, 'a/b/c'))
  makeFolder(join(folder, 'a/b/c'))
  makeFolder(folder)
  expect(statSync(join(folder, 'a/b/c')).isDirectory()).toBe(true)
})

test('says what is in the way', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => {
    makeFolder(join(folder, 'file/b'))
  }).toThrow(expect.objectContaining({ code: 'ENOTDIR' }) as Error)
  mkdirSync(join(folder, 'c'))
  const long = join(folder, 'c', 'x'.repeat(300), 'd')
  expect(() => {
    makeFolder(long)
  }).toThrow(expect.objectContaining({ code: 'ENAMETOOLONG' }) as Error)
  expect(existsSync(long)).toBe(false)
})
