import type { DecisionDefinition } from '../decision/definition.js'
import { checkVolatile } from '../decision/volatile-paths.js'
import { processSettings } from '../process-settings.js'
import { parsePath, type Step } from '../snapshot/field-path.js'
import type { Body, HttpRequest } from '../snapshot/types.js'
import type { Contact } from './contact.js'
import { withoutFields, withoutPairs } from './without-fields.js'

/** Gives a contact less the fields that take no part in matching; the same reference where it has none. */
export type Steady = (contact: Contact) => Contact

const SLOT = Symbol.for('@retrial/core.volatile')
const host = globalThis as { [SLOT]?: readonly string[] | undefined }

/** Every field takes part in matching. */
export const ALL_STEADY: Steady = (contact) => contact

/**
 * Sets which fields take no part in matching, for every decision of this process.
 *
 * @throws UsageError `INVALID_OPTION` naming the path.
 */
export function setVolatile(paths: readonly string[]): void {
  checkVolatile(paths, 'configure()')
  host[SLOT] = [...paths]
}

/** What takes part in the matching of a decision's contacts: all but its own volatile fields and those of the process. */
export function steadyOf({ options }: DecisionDefinition): Steady {
  const ofProcess = host[SLOT] ?? processSettings().volatile
  if (ofProcess === undefined && options.volatile === undefined) return ALL_STEADY
  return steadyBut([...(ofProcess ?? []), ...(options.volatile ?? [])])
}

/** @param volatile paths such as `request.body.user`, `request.query.ts`, `args[0].requestId`. */
export function steadyBut(volatile: readonly string[]): Steady {
  if (volatile.length === 0) return ALL_STEADY
  const patterns = volatile.map((path) => parsePath(path) ?? [])
  const below = (...roots: Step[]): Step[][] =>
    patterns
      .filter((steps) => roots.every((root, index) => steps[index] === root))
      .map((steps) => steps.slice(roots.length))
  const [query, body, args] = [below('request', 'query'), below('request', 'body'), below('args')]
  return (contact) => {
    if ('request' in contact) return { ...contact, request: steadyRequest(contact.request, query, body) }
    const { args: given, ...rest } = contact
    if (given === undefined) return contact
    const kept = withoutFields(given, args) as unknown[] | undefined
    return kept === undefined || kept.length === 0 ? rest : { ...rest, args: kept }
  }
}

function steadyRequest(
  { method, url, body }: HttpRequest,
  query: readonly Step[][],
  fields: readonly Step[][],
): HttpRequest {
  const kept = body === undefined ? undefined : steadyBody(body, fields)
  return { method, url: steadyUrl(url, query), ...(kept === undefined ? {} : { body: kept }) }
}

function steadyUrl(url: string, query: readonly Step[][]): string {
  const start = url.indexOf('?')
  if (start === -1 || query.length === 0) return url
  const kept = withoutPairs(url.slice(start + 1), query)
  return url.slice(0, start) + (kept === '' ? '' : `?${kept}`)
}

/** Fields are those of JSON and of a form; of any other body there is only the whole. */
function steadyBody(body: Body, fields: readonly Step[][]): Body | undefined {
  if (fields.some((steps) => steps.length === 0)) return undefined
  if (typeof body === 'string') return FORM.test(body) ? withoutPairs(body, fields) : body
  return 'json' in body ? { json: withoutFields(body.json, fields) as typeof body.json } : body
}

/** Percent-encoded names and values, as `URLSearchParams` writes them. The content type is not kept. */
const FORM = /^[\w.*+%~!'()[\]-]+=[^\s&]*(?:&[\w.*+%~!'()[\]-]+=[^\s&]*)*$/
