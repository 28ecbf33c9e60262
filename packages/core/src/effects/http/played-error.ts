import { revivedError } from '../../snapshot/recorded-error.js'
import type { RecordedError } from '../../snapshot/types.js'

/** The recorded error of an exchange, made so that `instanceof` of any copy of undici 7 and later knows it. */
export function playedError(recorded: RecordedError): Error {
  const error = revivedError(recorded)
  const code = String(recorded.code)
  if (!code.startsWith('UND_ERR')) return error
  for (const kind of ['UND_ERR', code])
    Object.defineProperty(error, Symbol.for(`undici.error.${kind}`), { value: true })
  return error
}
