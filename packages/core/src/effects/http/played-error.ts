import { revivedError } from '../../snapshot/recorded-error.js'
import { remembered } from '../../snapshot/redaction/remembered.js'
import type { RecordedError } from '../../snapshot/types.js'

/**
 * The recorded error of an exchange: one of undici of a class by the name it had, made so that `instanceof` of any copy
 * of undici 7 and later knows it.
 */
export function playedError(recorded: RecordedError): Error {
  const error = revivedError(recorded)
  const kinds = kindsOf(recorded)
  if (kinds.length === 0) return error
  Object.setPrototypeOf(error, madeBy(recorded.name))
  for (const kind of kinds) Object.defineProperty(error, Symbol.for(`undici.error.${kind}`), { value: true })
  return error
}

/** undici's error for what is no HTTP has a code of its parser. */
function kindsOf({ name, code }: RecordedError): string[] {
  if (name === 'HTTPParserError' && String(code).startsWith('HPE_')) return ['UND_ERR_HTTP_PARSER']
  return String(code).startsWith('UND_ERR') ? ['UND_ERR', String(code)] : []
}

/** What a class of this name makes. Which copy of undici has the real one, and whether it can be imported, nobody knows. */
const madeBy = remembered((name: string): object => {
  const named = { [name]: class extends Error {} }
  return named[name]?.prototype ?? Error.prototype
})
