import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { mayHoldTag } from './may-hold-tag.js'
import { isTagged } from './tags.js'
import { arbitraryValue } from './testing/arbitrary-value.js'
import type { JsonValue } from './types.js'

const NAMES = [
  '$undefined',
  '$number',
  '$bigint',
  '$sparse',
  '$instance',
  '$date',
  '$map',
  '$set',
  '$regexp',
  '$url',
  '$headers',
  '$bytes',
  '$error',
]

describe('a text that may hold a tag', () => {
  test.each(NAMES)('%s', (name) => {
    expect(isTagged({ [name]: null })).toBe(true)
    expect(mayHoldTag(JSON.stringify({ at: { [name]: null } }))).toBe(true)
    expect(mayHoldTag(JSON.stringify({ at: { [`$$${name}`]: null } }))).toBe(true)
    expect(mayHoldTag(JSON.stringify({ at: { [name]: null } }, null, 2))).toBe(true)
  })

  test.each([
    ['the $ is escaped', String.raw`{ "\u0024date": null }`],
    ['a letter is escaped', String.raw`{ "$d\u0061te": null }`],
    ['letters before and behind it are escaped', String.raw`{ "$\u0064at\u0065": null }`],
    ['a second $ is escaped', String.raw`{ "$\u0024date": null }`],
  ])('where %s', (_what, text) => {
    expect(isTagged(JSON.parse(text) as Record<string, JsonValue>)).toBe(true)
    expect(mayHoldTag(text)).toBe(true)
  })
})

describe('a text that holds none', () => {
  test.each<[string, unknown]>([
    ['nothing', {}],
    ['an amount', { price: '$5', of: 'US$' }],
    ['the keys of a JSON Schema', { $schema: 'x', $defs: { a: {} }, of: { $ref: '#/$defs/a' } }],
    ['the key of a query', { age: { $gt: 5 } }],
    ['a longer name', { $dates: 1, $datetime: 2, a: { $: 1 } }],
    ['a tag in a text', JSON.stringify({ $date: null })],
    ['a text that begins with a $ and holds a quote', '$a "quoted" text'],
  ])('%s', (_what, value) => {
    expect(mayHoldTag(JSON.stringify(value))).toBe(false)
  })
})

test('what is taken for plain is read as it is', () => {
  const key = fc.constantFrom('$date', '$$date', '$map', '$ref', '$', 'date', '$date ', '"$date"')
  const json = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<JsonValue>(null, 1, '$date', '"$date"', '\\u0024date'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 2 }),
    ),
  })).value
  fc.assert(
    fc.property(json, (written) => {
      fc.pre(!mayHoldTag(JSON.stringify(written)))
      expect(decode(written)).toBe(written)
    }),
    { numRuns: 2_000 },
  )
})

test('of what has to be written differently, every text is found', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      const written = encode(value)
      expect(mayHoldTag(JSON.stringify(written)) || decode(written) === written).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('a long text of quotes and signs takes no longer than its length', () => {
  expect(mayHoldTag(`"${'$'.repeat(200_000)}`)).toBe(false)
  expect(mayHoldTag('"$'.repeat(200_000))).toBe(false)
  expect(mayHoldTag(`"${'$a'.repeat(200_000)}`)).toBe(false)
})
