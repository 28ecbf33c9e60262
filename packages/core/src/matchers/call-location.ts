import type { ReplayRow } from '../reporting/replay-row.js'

/** `(file:line:column)` or `at file:line:column` at the end of a frame. */
const PLACE = /(?:\(|\bat (?:async )?)([^()]+):(\d+):(\d+)\)?$/

/**
 * Where a test file called an assertion: the first frame that is in it. A helper in another file is passed over.
 *
 * @param stack frames, a line each, the first one first.
 * @param file path of the test file; without one there is nothing to look for.
 */
export function callLocation(stack: string, file: string | undefined): ReplayRow['location'] {
  if (file === undefined) return undefined
  const wanted = withSlashes(file)
  for (const frame of stack.split('\n')) {
    const [, place = '', line, column] = PLACE.exec(frame) ?? []
    if (withSlashes(place) === wanted) return { line: Number(line), column: Number(column) }
  }
  return undefined
}

/** The same, as a row has it. Reading a stack takes a tenth of a millisecond: only where somebody will look. */
export function located(stack: string, file: string | undefined): Pick<ReplayRow, 'location'> {
  const location = callLocation(stack, file)
  return location === undefined ? {} : { location }
}

/** A path or a `file:` URL, with whatever runners append to it taken off. */
function withSlashes(place: string): string {
  const path = place.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '').replace(/\?.*$/, '')
  const plain = place.startsWith('file:') ? decoded(path) : path
  return plain.replaceAll('\\', '/')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
