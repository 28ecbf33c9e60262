import { StoreError } from '../errors.js'
import type { JsonValue } from '../snapshot/types.js'

export const RESTORE =
  'It was left as it is: restore it, for example with git, or delete it and record it again.'

/** What git writes around the sides of a conflict. No JSON text has such a line: its strings hold no line ends. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?\r?$/m

/**
 * Says why a stored text is no snapshot, as precisely as the text allows.
 *
 * @param cause what `parseSnapshot` threw.
 * @returns StoreError `STORE_CONFLICT`, `STORE_TOO_NEW` or `STORE_CORRUPT`.
 */
export function unreadable(url: string, id: string, text: string, cause: unknown): StoreError {
  const place = `${JSON.stringify(id)} in ${url}`
  const json = jsonOf(text)
  if (json === undefined) return unreadableJson(place, text, cause)
  const format = formatOf(json)
  if (/^retrial\/(?!1$)\d+$/.test(format)) {
    return new StoreError(
      'STORE_TOO_NEW',
      `${place} has the format ${JSON.stringify(format)}, which a newer Retrial wrote. Update Retrial to read it.`,
      { cause },
    )
  }
  const advice = format.startsWith('retrial/')
    ? RESTORE
    : 'It was left as it is: move it out of the store if it is of another kind, else restore it, for example with git.'
  return corrupt(`${place} cannot be read. ${(cause as Error).message} ${advice}`, cause)
}

function unreadableJson(place: string, text: string, cause: unknown): StoreError {
  const conflict = CONFLICT.exec(text)
  if (conflict !== null) {
    const line = text.slice(0, conflict.index).split('\n').length
    return new StoreError(
      'STORE_CONFLICT',
      `${place} holds an unresolved merge conflict (line ${line}). Resolve it: keep one side whole, for example with "git checkout --ours" or "--theirs", or delete it and record it again.`,
      { cause },
    )
  }
  if (endsEarly(text)) {
    return corrupt(
      `${place} ends in the middle, after ${text.length} characters: the rest of it is lost. ${RESTORE}`,
      cause,
    )
  }
  return corrupt(`${place} cannot be read. ${(cause as Error).message} ${RESTORE}`, cause)
}

/** Whether a text breaks off inside a JSON value: in a string, or before all that it opened is closed. */
export function endsEarly(text: string): boolean {
  const closers: string[] = []
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const sign = text.charAt(index)
    if (inString) {
      // A string that runs over the end of its line lacks its quote, not the rest of the text.
      if (sign === '\n') return false
      if (sign === '\\') index++
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') closers.push(sign === '{' ? '}' : ']')
    else if ((sign === '}' || sign === ']') && closers.pop() !== sign) return false
  }
  return inString || closers.length > 0
}

function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function formatOf(json: JsonValue): string {
  const format = typeof json === 'object' && json !== null && !Array.isArray(json) ? json['format'] : ''
  return typeof format === 'string' ? format : ''
}

function corrupt(message: string, cause: unknown): StoreError {
  return new StoreError('STORE_CORRUPT', message, { cause })
}
