import { UsageError } from './errors.js'

/**
 * Refuses options that do not exist: a misspelled one would silently do nothing.
 *
 * @throws UsageError `INVALID_OPTION` naming the option and the known ones.
 */
export function checkKnownOptions(options: unknown, known: readonly string[], of: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new UsageError(
      'INVALID_OPTION',
      `The options of ${of} are not an object. Known: ${known.join(', ')}.`,
    )
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key))
  if (unknown !== undefined) {
    throw new UsageError(
      'INVALID_OPTION',
      `${of} has no option ${JSON.stringify(unknown)}. Known: ${known.join(', ')}.`,
    )
  }
}

/** @throws UsageError `INVALID_OPTION` unless `tags` is absent or an object of texts. */
export function checkTags(tags: unknown, of: string): void {
  const texts = (values: unknown[]): boolean => values.every((value) => typeof value === 'string')
  if (tags === undefined || (typeof tags === 'object' && tags !== null && texts(Object.values(tags)))) return
  throw new UsageError('INVALID_OPTION', `${of}: tags must be texts, as in { team: 'refunds' }.`)
}

/** Ways in which HTTP requests are caught. */
const HTTP_TAPS: readonly unknown[] = ['undici', 'node']

/** @throws UsageError `INVALID_OPTION` unless `http` is absent or a list of ways to catch HTTP requests. */
export function checkHttpTaps(http: unknown, of: string): void {
  if (http === undefined || (Array.isArray(http) && http.every((name) => HTTP_TAPS.includes(name)))) return
  throw new UsageError(
    'INVALID_OPTION',
    `http of ${of} must be a list of 'undici' and 'node', it is ${JSON.stringify(http)}.`,
  )
}

/** The longest time a timer of Node takes; a longer one fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

/** @throws UsageError `INVALID_OPTION` unless `timeoutMs` is absent or a number of milliseconds that timers take. */
export function checkTimeout({ timeoutMs }: { readonly timeoutMs?: unknown }, of: string): void {
  if (timeoutMs === undefined) return
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS)) {
    throw new UsageError(
      'INVALID_OPTION',
      `timeoutMs of ${of} must be a number of milliseconds above 0 and up to ${MAX_TIMEOUT_MS}, it is ${typeof timeoutMs === 'number' ? timeoutMs : `a ${typeof timeoutMs}`}.`,
    )
  }
}
