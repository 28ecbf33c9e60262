import { expect, test } from 'vitest'
import { baselineFolder, baselinePath } from './baseline-folder.js'

test.each([
  ['dir:decisions', '/project/decisions', '/project/decisions'],
  ['sqlite:decisions.db', undefined, '/project/decisions.db'],
  ['memory:', undefined, undefined],
])('%s lies in the folder %s, at %s', (store, folder, path) => {
  const place = { store, storeRoot: '/project' }
  expect([baselineFolder(place), baselinePath(place)]).toEqual([folder, path])
})
