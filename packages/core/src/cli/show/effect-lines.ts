import { printable } from '../../reporting/printable.js'
import type { Body, Effect } from '../../snapshot/types.js'
import { valueLines } from './value-lines.js'

/** One contact of the tape on a line: its kind, what was asked, how it ended, and how long it took. */
export function effectLine(effect: Effect): string {
  const took = `${Math.round(effect.durationMs)} ms`
  if (effect.kind === 'call') {
    const end = effect.error === undefined ? '' : `  threw ${effect.error.name}`
    return printable(`call  ${effect.name}  ${took}${end}`)
  }
  const { request, response, end, error } = effect
  const status = response === undefined ? '' : `  ${response.status}`
  const why = end === 'done' ? '' : `  ${end}${error === undefined ? '' : ` (${error.name})`}`
  return printable(`http  ${request.method} ${request.url}${status}  ${took}${why}`)
}

/** All of one contact. */
export function effectLines(effect: Effect): string[] {
  const part = (title: string, value: unknown): string[] =>
    value === undefined ? [] : [`  ${title}`, ...valueLines(value)]
  if (effect.kind === 'call') {
    return [
      ...part('asked with', effect.args),
      ...part('answer', effect.value),
      ...part('error', effect.error),
    ]
  }
  const { request, response, error } = effect
  return [
    ...part('request', readable(request.body)),
    ...part('response headers', response?.headers),
    ...(response?.chunks ?? []).flatMap((chunk, index, all) =>
      part(all.length === 1 ? 'response' : `response, chunk ${index + 1} of ${all.length}`, readable(chunk)),
    ),
    ...part('error', error),
  ]
}

function readable(body: Body | undefined): unknown {
  if (typeof body !== 'object') return body
  if ('lines' in body) return body.lines.join('\n')
  return 'json' in body ? body.json : `${body.base64.length} characters of base64`
}
