import { decode } from '../snapshot/decode.js'
import { encode } from '../snapshot/encode.js'
import { redactJson } from '../snapshot/redaction/redact-json.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import { withAllKnown } from '../snapshot/redaction/with-all-known.js'
import type { Call } from './contact.js'

/**
 * A wrapped call in the form in which it is stored and matched: less its secrets, on both sides of a replay.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for an argument that cannot be kept, naming the effect and
 * the path; `REDACTION_FAILED`.
 */
export function redactCalled({ name, args = [] }: Call, redactor: Redactor): Call {
  const encoded = args.length === 0 ? [] : encode(args, argumentsPath(name, redactor))
  return withAllKnown(redactor, () => ({
    name: redactor.text(name),
    ...(args.length === 0 ? {} : { args: decode(redactJson(encoded, redactor)) as unknown[] }),
  }))
}

/** How errors name a wrapped call: they are shown, and its name may hold a secret. */
export function callPath(name: string, redactor: Redactor): string {
  return `effect "${redactor.text(name)}"`
}

/** How they name its arguments. */
export function argumentsPath(name: string, redactor: Redactor): string {
  return `${callPath(name, redactor)}.args`
}
