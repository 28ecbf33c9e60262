import { decode } from '../snapshot/decode.js'
import { encode } from '../snapshot/encode.js'
import { redactJson } from '../snapshot/redaction/redact-json.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import { withAllKnown } from '../snapshot/redaction/with-all-known.js'
import type {
  CallEffect,
  Effect,
  HttpEffect,
  HttpResponse,
  JsonValue,
  RecordedError,
} from '../snapshot/types.js'
import { redactCalled } from './called.js'
import { redactHeaders } from './http/headers.js'
import { redactChunks } from './http/redact-body.js'
import { redactRequest } from './http/request.js'

/**
 * A contact less its secrets. What is a secret in its answer is one in the contacts after it: a token that was asked
 * for, say.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactEffect(effect: Effect, redactor: Redactor): Effect {
  const redacted = effect.kind === 'http' ? redactExchange(effect, redactor) : redactCall(effect, redactor)
  const { error } = redacted
  // Its text may hold what an earlier answer showed to be a secret.
  return error === undefined ? redacted : { ...redacted, error: redactError(error, redactor) }
}

function redactError({ name, message, code }: RecordedError, { text }: Redactor): RecordedError {
  return {
    name: text(name),
    message: text(message),
    ...(code === undefined ? {} : { code: typeof code === 'string' ? text(code) : code }),
  }
}

function redactExchange(effect: HttpEffect, redactor: Redactor): HttpEffect {
  const { request, response } = effect
  return {
    ...effect,
    request: redactRequest(request, redactor),
    ...(response === undefined
      ? {}
      : { response: withAllKnown(redactor, () => redactResponse(response, redactor)) }),
  }
}

function redactResponse(response: HttpResponse, redactor: Redactor): HttpResponse {
  const { statusText } = response
  return {
    ...response,
    ...(statusText === undefined ? {} : { statusText: redactor.text(statusText) }),
    headers: redactHeaders(response.headers, redactor),
    chunks: redactChunks(response.chunks, redactor),
  }
}

function redactCall(effect: CallEffect, redactor: Redactor): CallEffect {
  const named = { ...effect, ...redactCalled(effect, redactor) }
  if (!('value' in effect)) return named
  const encoded: JsonValue = encode(effect.value, `effect "${named.name}"`)
  const redacted = redactJson(encoded, redactor)
  return redacted === encoded ? named : { ...named, value: decode(redacted) }
}
