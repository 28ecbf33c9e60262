import { expect, test } from 'vitest'
import { withoutMachinePaths } from './machine-paths.js'

test.each([
  ["ENOENT: no such file, open '/home/ann/shop/src/a.json'", "ENOENT: no such file, open 'src/a.json'"],
  ['cannot read /home/ann/shop', 'cannot read .'],
  ['cannot read /home/ann/shop/', 'cannot read '],
  ['in /home/ann/.cache/x and /home/ann', 'in ~/.cache/x and ~'],
  ['at file:///home/ann/shop/src/a.ts:1:2', 'at file://src/a.ts:1:2'],
  ['(/home/ann/shop/a.ts:1:2)', '(a.ts:1:2)'],
  ['/home/ann/shopping/list', '~/shopping/list'],
  ['/home/anna/shop/x', '/home/anna/shop/x'],
  ['/mnt/home/ann/shop/x', '/mnt/home/ann/shop/x'],
  ['nothing of it', 'nothing of it'],
])('%s', (before, after) => {
  expect(withoutMachinePaths(before, '/home/ann/shop', '/home/ann')).toBe(after)
})

test('on Windows', () => {
  const shop = String.raw`C:\Users\ann\shop`
  expect(
    withoutMachinePaths(String.raw`open 'C:\Users\ann\shop\src\a.json'`, shop, String.raw`C:\Users\ann`),
  ).toBe(String.raw`open 'src\a.json'`)
})

test.each(['/', '', 'C:\\', 'C:'])('a working directory of %j is in every path, and left', (root) => {
  expect(withoutMachinePaths('open /etc/x or C:\\x', root, root)).toBe('open /etc/x or C:\\x')
})

test('characters that mean something in a pattern mean themselves', () => {
  expect(withoutMachinePaths('open /a+b (c)/x.[y]/z', '/a+b (c)/x.[y]', '/h')).toBe('open z')
})
