import { expect, test } from 'vitest'
import { baselineFolder, baselinePath } from './baseline-folder.js'

test.each([
  ['dir:decisions', '/root/decisions', '/root/decisions'],
  ['sqlite:decisions.db', undefined, '/root/decisions.db'],
  ['memory:', undefined, undefined],
])('%s lies in the folder %s, at %s', (store, folder, path) => {
  const place = { store, storeRoot: '/root' }
  expect([baselineFolder(place), baselinePath(place)]).toEqual([folder, path])
})
