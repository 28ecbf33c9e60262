import { expect, test } from 'vitest'
import { storeName } from './store-name.js'

test.each([
  ['dir:decisions', '/shop', '/shop', 'dir:decisions'],
  ['dir:decisions', '/shop/packages/a', '/shop', 'dir:packages/a/decisions'],
  ['dir:/elsewhere/d', '/shop', '/shop', 'dir:../elsewhere/d'],
  ['dir:.', '/shop', '/shop', 'dir:.'],
  ['sqlite:db/a.db', '/shop/a', '/shop', 'sqlite:a/db/a.db'],
  ['memory:', '/shop', '/shop', 'memory:'],
])('%s in %s, seen from %s, is %s', (url, cwd, from, name) => {
  expect(storeName(url, cwd, from)).toBe(name)
})
