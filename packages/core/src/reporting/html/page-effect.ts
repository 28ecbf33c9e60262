import { encode } from '../../snapshot/encode.js'
import type { Body, CallEffect, Effect, HttpEffect, RecordedError } from '../../snapshot/types.js'
import { printable } from '../printable.js'
import { shownText } from './lines-text.js'
import type { PageEffect } from './report-page-data.js'
import { valueText } from './value-text.js'

/** One contact of a tape, as texts. */
export function pageEffect(effect: Effect): PageEffect {
  return effect.kind === 'http' ? httpEffect(effect) : callEffect(effect)
}

function httpEffect({ request, response, end, error, durationMs }: HttpEffect): PageEffect {
  const status =
    response === undefined
      ? []
      : [`${response.status}${response.statusText === undefined ? '' : ` ${response.statusText}`}`]
  const answer = [
    ...(response === undefined ? [] : [bodyText(response.chunks)]),
    ...(error === undefined ? [] : [errorText(error)]),
  ]
  return {
    title: printable(`${request.method} ${request.url}`),
    kind: 'http',
    durationMs,
    end: printable([...status, ...(end === 'done' ? [] : [end])].join(', ')),
    failed: end !== 'done' || (response?.status ?? 0) >= 400,
    request: request.body === undefined ? '' : bodyText([request.body]),
    answer: answer.join('\n'),
  }
}

function callEffect({ name, args, value, error, sync, durationMs }: CallEffect): PageEffect {
  const settled = value !== undefined || error !== undefined
  return {
    title: printable(`effect "${name}"`),
    kind: 'call',
    durationMs,
    end: error === undefined ? (settled || sync === true ? 'gave' : 'not settled') : 'threw',
    failed: error !== undefined || !(settled || sync === true),
    request: args === undefined ? '' : valueText(encode(args)),
    answer: error === undefined ? (value === undefined ? '' : valueText(encode(value))) : errorText(error),
  }
}

function errorText({ name, message, code }: RecordedError): string {
  return shownText(`${name}: ${message}${code === undefined ? '' : ` (${code})`}`)
}

/** What arrived, in one piece: where a stream was cut into chunks is of no use to a reader. */
function bodyText(bodies: readonly Body[]): string {
  const [only] = bodies
  if (bodies.length === 1 && typeof only === 'object' && 'json' in only) return valueText(only.json)
  return shownText(bodies.map(plainText).join(''))
}

function plainText(body: Body): string {
  if (typeof body === 'string') return body
  if ('lines' in body) return body.lines.join('\n')
  if ('json' in body) return JSON.stringify(body.json, undefined, 2)
  return `(${Math.floor((body.base64.length * 3) / 4)} bytes that are no text)\n`
}
