import { Buffer, isUtf8 } from 'node:buffer'
import { redactJson } from '../../snapshot/redaction/redact-json.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import type { Body } from '../../snapshot/types.js'
import { fromBody, toBody, toTextBody } from './body.js'

/**
 * A body less its secrets, in the same form. Bytes that are no text are searched as well: a form with a file is of
 * that kind.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactBody(body: Body, redactor: Redactor): Body {
  if (typeof body === 'object' && 'json' in body) {
    const json = redactJson(body.json, redactor)
    return json === body.json ? body : { ...body, json }
  }
  const bytes = fromBody(body)
  const redacted = redactBytes(bytes, redactor)
  if (redacted === bytes) return body
  return typeof body === 'object' && 'base64' in body ? toBody(redacted) : toTextBody(redacted)
}

/**
 * The body of a response as it arrived. Where a secret lies across the pieces of a stream they become one piece: no
 * reader of a stream may depend on where it is cut.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactChunks(chunks: readonly Body[], redactor: Redactor): Body[] {
  const pieces = chunks.map((chunk) => redactBody(chunk, redactor))
  if (chunks.length < 2) return pieces
  const whole = Buffer.concat(chunks.map(fromBody))
  const redacted = redactBytes(whole, redactor)
  return redacted.equals(Buffer.concat(pieces.map(fromBody)))
    ? pieces
    : [redactBody(toBody(redacted), redactor)]
}

function redactBytes(bytes: Buffer, redactor: Redactor): Buffer {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  const text = bytes.toString(encoding)
  const redacted = redactor.text(text)
  return redacted === text ? bytes : Buffer.from(redacted, encoding)
}
