import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkPlace, comparePaths, type Occupant } from './dir-layout.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

test.each([
  ['/d/a.json', '/d/a.json', 'file'],
  ['/d/Refunds/a.json', '/d/refunds/a.json', 'other-case'],
  ['/d/A.json', '/d/a.json', 'other-case'],
  ['/d/a.json', '/elsewhere/a.json', 'foreign'],
])('%s that is really %s is taken for %s', (path, real, occupant) => {
  expect(comparePaths(path, real)).toBe(occupant)
})

test.each<[string, Occupant, string | undefined]>([
  ['a', 'nothing', undefined],
  ['a', 'file', undefined],
  ['deep/new/a', 'nothing', undefined],
  ['A', 'other-case', 'DUPLICATE_ID'],
  ['a', 'foreign', 'STORE_FOREIGN'],
  ['x.json/a', 'nothing', 'INVALID_ID'],
  ['x.JSON/a', 'nothing', 'INVALID_ID'],
  ['x.json', 'nothing', undefined],
])('putting %s where there is %s: %s', (id, occupant, code) => {
  const root = temporaryFolder()
  mkdirSync(join(root, 'deep'))
  const check = () => {
    checkPlace(root, id, { path: `${join(root, id)}.json`, occupant, bytes: 0 }, 'dir:d')
  }
  if (code === undefined) expect(check).not.toThrow()
  else expect(check).toThrow(expect.objectContaining({ code }) as Error)
})
