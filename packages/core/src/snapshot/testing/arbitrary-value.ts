import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { setOwn } from '../plain-object.js'
import { HOSTILE_KEYS } from './random-values.js'

const otherRealm = createContext()
const key = fc.oneof(
  fc.constantFrom(...HOSTILE_KEYS, '$sparse', '$instance', '$error'),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
)
const bytes = fc.uint8Array({ maxLength: 16 })
const message = fc.string({ maxLength: 10 })

const leaf = fc.oneof(
  fc.constantFrom(null, undefined, true, false, 0, -0, Number.NaN, Infinity, -Infinity, 2 ** 53, 5e-324, ''),
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '\u2028', 'é', 'e\u0301', '[redacted:token]', '$date'),
  fc.date({ noInvalidDate: false }),
  bytes,
  bytes.map((value) => Buffer.from(value)),
  bytes.map((value) => new Uint8Array(value).buffer),
  bytes.map((value) => new Int16Array(value)),
  fc.float32Array({ maxLength: 4 }),
  fc.float64Array({ maxLength: 4 }),
  fc.bigInt64Array({ maxLength: 4 }),
  fc.constantFrom(/a\/b/giu, /[\]]/, new RegExp('')),
  fc.webUrl().map((href) => new URL(href)),
  fc
    .constantFrom('new Date(5)', '({ a: [1] })', 'new Map([[{}, new Set([1n])]])', 'new RangeError("x")')
    .map((code) => runInContext(code, otherRealm) as unknown),
)

function withMembers(error: Error, members: object): Error {
  for (const [name, value] of Object.entries(members)) setOwn(error, name, value)
  return error
}

/** Any value that can be recorded, with what has broken serializers before. */
export const { arbitraryValue } = fc.letrec<{ arbitraryValue: unknown; list: unknown[] }>((tie) => ({
  arbitraryValue: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('list'),
    fc.dictionary(key, tie('arbitraryValue'), { maxKeys: 5 }),
    fc.sparseArray(tie('arbitraryValue'), { maxLength: 6 }),
    tie('list').map((members) => new Set(members)),
    fc
      .array(fc.tuple(tie('arbitraryValue'), tie('arbitraryValue')), { maxLength: 4 })
      .map((entries) => new Map(entries)),
    fc.tuple(message, tie('arbitraryValue')).map(([text, cause]) => new TypeError(text, { cause })),
    fc.tuple(message, tie('list')).map(([text, errors]) => new AggregateError(errors, text)),
    fc
      .tuple(message, fc.dictionary(fc.constantFrom('code', 'detail', '__proto__'), tie('arbitraryValue')))
      .map(([text, more]) => withMembers(new Error(text), more)),
  ),
  list: fc.array(tie('arbitraryValue'), { maxLength: 5 }),
}))
