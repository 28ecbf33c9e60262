import { expect, onTestFinished, test } from 'vitest'
import { setLimits } from '../limits.js'
import { encode } from './encode.js'
import { showChange } from './show-change.js'

test.each<[unknown, unknown, string, string]>([
  ['a', 1, '"a"', '1'],
  [{ b: 1, a: 2 }, [], '{"a":2,"b":1}', '[]'],
  ['10 000', '10\u202f000', '"10 000"', '"10\\u202f000"'],
])('%j and %j', (old, now, shownOld, shownNow) => {
  expect(showChange(encode(old), encode(now))).toEqual([shownOld, shownNow])
})

test('what is not there is absent', () => {
  expect(showChange(undefined, 1)).toEqual(['absent', '1'])
  expect(showChange(1, undefined)).toEqual(['1', 'absent'])
})

test('long values are cut to where they begin to differ', () => {
  const head = 'some words that stay. '.repeat(100)
  const [old, now] = showChange(`${head}approved`, `${head}refused`)
  expect(old).toBe(`…${`"${head}`.slice(-40)}approved" (2210 characters)`)
  expect(now).toBe(`…${`"${head}`.slice(-40)}refused" (2209 characters)`)
})

test('long values that differ early are cut behind, as a value alone is', () => {
  const [old] = showChange(`no ${'x'.repeat(500)}`, `yes ${'x'.repeat(500)}`)
  expect(old).toBe(`"no ${'x'.repeat(156)}… (505 characters)`)
})

test('long values that look the same have escapes, though one is cut sooner', () => {
  const long = 'x'.repeat(400)
  const [old, now] = showChange({ t: `caf\u00e9 ${long}` }, { t: `cafe\u0301 ${long}` })
  expect(old).toMatch(/^\{"t":"caf\\u00e9 x+… \(\d+ characters\)$/)
  expect(now).toMatch(/^\{"t":"cafe\\u0301 x+… /)
})

test('by a small limit too', () => {
  onTestFinished(() => {
    setLimits({})
  })
  setLimits({ shownValue: 20 })
  const text = 'A long answer of many words'
  expect(showChange(text, text.replace('long', 'short'))).toEqual([
    '"A long answer of ma… (29 characters)',
    '"A short answer of m… (30 characters)',
  ])
  expect(showChange(text, `${text}!`)).toEqual([
    '…many words" (29 characters)',
    '…many words!" (30 characters)',
  ])
})

test('the last letter of a long value', () => {
  const [old, now] = showChange(`${'x'.repeat(400)} `, `${'x'.repeat(400)}\n`)
  expect(old).toMatch(/x " \(403 characters\)$/)
  expect(now).toMatch(/x\\n" \(404 characters\)$/)
})
