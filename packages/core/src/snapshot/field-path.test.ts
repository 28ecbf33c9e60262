import { expect, test } from 'vitest'
import { covers, EACH, formatPath, parsePath, type Step } from './field-path.js'
import { HOSTILE_KEYS, pick, seededRandom } from './testing/random-values.js'

test.each<[string, Step[]]>([
  ['output', ['output']],
  ['output.label', ['output', 'label']],
  ['output.items[0].price', ['output', 'items', 0, 'price']],
  ['output.items[12][3]', ['output', 'items', 12, 3]],
  ['output.items[*].price', ['output', 'items', EACH, 'price']],
  ['output[*]', ['output', EACH]],
  ["['a.b']", ['a.b']],
  [`output["a.b"]['c']`, ['output', 'a.b', 'c']],
  [`output['it\\'s']`, ['output', "it's"]],
  [`output["say \\"x\\""]`, ['output', 'say "x"']],
  [`output['"']`, ['output', '"']],
  [`output['a\\\\b']`, ['output', 'a\\b']],
  [`output['\\x']`, ['output', 'x']],
  [`output['']`, ['output', '']],
  [`output['*']`, ['output', '*']],
  [`output['0']`, ['output', '0']],
  [`output[']']`, ['output', ']']],
  [`output['two\nlines']`, ['output', 'two\nlines']],
  ['output.request-id', ['output', 'request-id']],
  ['output.$_x9', ['output', '$_x9']],
  ['output.größe.価格', ['output', 'größe', '価格']],
  ['output.a.__proto__', ['output', 'a', '__proto__']],
])('%j is a path', (text, steps) => {
  expect(parsePath(text)).toEqual(steps)
})

test.each([
  '',
  ' ',
  '.',
  '.output',
  'output.',
  'output..label',
  'output label',
  ' output',
  'output ',
  'output.0',
  'output.9a',
  'output.-a',
  'output[',
  'output[]',
  'output[-1]',
  'output[1.5]',
  'output[a]',
  'output[ 0 ]',
  'output[**]',
  "output['a]",
  `output['a"]`,
  "output['a'",
  "output['it's']",
  "output['a\\']",
  "output.['a']",
  "output['a']b",
  'output[0]b',
  'output.*',
  '*',
  'output\n.a',
  'output/a',
])('%j is not a path', (text) => {
  expect(parsePath(text)).toBeUndefined()
})

test.each<[Step[], string]>([
  [['output', 'items', 2, 'price'], 'output.items[2].price'],
  [['output', EACH], 'output[*]'],
  [['output', 'a.b'], "output['a.b']"],
  [['a b', 'c'], "['a b'].c"],
  [['output', "it's", '\\'], "output['it\\'s']['\\\\']"],
  [['output', 'e\u0301'], "output['e\u0301']"],
  [[], ''],
])('%j is written %s', (steps, text) => {
  expect(formatPath(steps)).toBe(text)
})

test('a written path is read back, whatever its names are', () => {
  const random = seededRandom(1)
  const names = [...HOSTILE_KEYS, 'output', 'a-b', '$', '_']
  for (let round = 0; round < 2000; round++) {
    const steps = Array.from({ length: 1 + Math.floor(random() * 5) }, (): Step =>
      random() < 0.2 ? EACH : random() < 0.25 ? Math.floor(random() * 1e6) : pick(random, names),
    )
    expect(parsePath(formatPath(steps)), formatPath(steps)).toEqual(steps)
  }
})

test.each<[string, string, boolean]>([
  ['output', 'output', true],
  ['output', 'output.a[0].b', true],
  ['output.a', 'output.a', true],
  ['output.a', 'output', false],
  ['output.a', 'output.b', false],
  ['output.a', 'output.ab', false],
  ['output.a', 'outputs.a', false],
  ['output[0]', 'output[0].a', true],
  ['output[0]', 'output[1]', false],
  ['output[*]', 'output[7].a', true],
  ['output[*]', 'output.key', true],
  ['output[*]', 'output', false],
  ['output[*].a', 'output[7].a', true],
  ['output[*].a', 'output[7].b', false],
  ['output[*].a', 'output[7]', false],
  ["output['*']", 'output[7]', false],
  ['output[404]', "output['404']", true],
  ["output['404']", 'output[404]', false],
  ['output.__proto__', 'output.__proto__', true],
])('%s covers %s: %s', (pattern, path, expected) => {
  expect(covers(parsePath(pattern) ?? [], parsePath(path) ?? [])).toBe(expected)
})
