import { UsageError } from '../errors.js'

const STEP = String.raw`(?:\.[\p{L}_$][\p{L}\p{N}_$-]*|\[(?:\d+|\*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\])`
/** A body, a query or the arguments, or a field of them; a part of what `parsePath` reads. */
const PATH = new RegExp(
  String.raw`^(?:request\.body${STEP}*|request\.query${STEP}?|args(?:\[(?:\d+|\*)\]${STEP}*)?)$`,
  'u',
)
const KNOWN = 'request.body…, request.query.<name> and args[<n>]…'
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^request\.url\b/, 'For a parameter: request.query.<name>. For a path: effect(name, fn)'],
  [/^request\.headers?\b/, 'Request headers take no part in matching'],
]

/**
 * Checks paths of fields that take no part in matching.
 *
 * @throws UsageError `INVALID_OPTION` naming the path.
 */
export function checkVolatile(paths: unknown, of: string): void {
  if (paths === undefined) return
  if (!Array.isArray(paths)) throw invalid(`volatile of ${of} must be a list of field paths.`)
  for (const path of paths as unknown[]) {
    if (typeof path === 'string' && PATH.test(path)) continue
    const advice = ADVICE.find(([about]) => about.test(String(path)))?.[1]
    throw invalid(
      `volatile of ${of}: ${JSON.stringify(path)} is not a path of a field. ${advice === undefined ? '' : `${advice}. `}Known: ${KNOWN}.`,
    )
  }
}

function invalid(message: string): UsageError {
  return new UsageError('INVALID_OPTION', message)
}
