import { expect, test } from 'vitest'
import { storeName } from './store-name.js'

test.each([
  ['dir:decisions', '/work', '/work', 'dir:decisions'],
  ['dir:decisions', '/work/packages/a', '/work', 'dir:packages/a/decisions'],
  ['dir:/elsewhere/d', '/work', '/work', 'dir:../elsewhere/d'],
  ['dir:.', '/work', '/work', 'dir:.'],
  ['sqlite:db/a.db', '/work/a', '/work', 'sqlite:a/db/a.db'],
  ['memory:', '/work', '/work', 'memory:'],
])('%s in %s, seen from %s, is %s', (url, cwd, from, name) => {
  expect(storeName(url, cwd, from)).toBe(name)
})
