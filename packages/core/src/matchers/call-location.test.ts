import { expect, test } from 'vitest'
import { callLocation } from './call-location.js'

const FRAMES = [
  '    at helper (/project/src/helper.ts:1:2)',
  '    at file:///project/node_modules/runner/index.js:3:4',
]

test.each<[string, string, string]>([
  ['a named frame', '    at one (/project/a.test.ts:22:28)', '/project/a.test.ts'],
  ['one without a name', '    at /project/a.test.ts:22:28', '/project/a.test.ts'],
  ['an asynchronous one', '    at async /project/a.test.ts:22:28', '/project/a.test.ts'],
  ['a URL', '    at one (file:///project/a%20b.test.ts:22:28)', '/project/a b.test.ts'],
  ['a URL with a query', '    at file:///project/a.test.ts?v=1:22:28', '/project/a.test.ts'],
  ['a drive', '    at one (file:///C:/project/a.test.ts:22:28)', 'C:\\project\\a.test.ts'],
  ['a name that is no URL code', '    at one (file:///p/100%.test.ts:22:28)', '/p/100%.test.ts'],
  ['brackets of a route', '    at Object.<anonymous> (/p/[id].test.ts:22:28)', '/p/[id].test.ts'],
])('is the one of %s', (_name, frame, file) => {
  const stack = [...FRAMES, frame, '    at late (/project/a.test.ts:1:1)'].join('\n')
  expect(callLocation(stack, file)).toEqual({ line: 22, column: 28 })
})

test.each<[string, string, string | undefined]>([
  ['no frame is of the file', FRAMES.join('\n'), '/project/a.test.ts'],
  ['another file ends like it', '    at one (/other/project/a.test.ts:1:2)', '/project/a.test.ts'],
  ['the file is not known', '    at one (/project/a.test.ts:1:2)', undefined],
  ['there is no stack', '', '/project/a.test.ts'],
])('is none where %s', (_name, stack, file) => {
  expect(callLocation(stack, file)).toBeUndefined()
})
