/**
 * Where `callee` was called from, as `file:line:column`. Queries that runners append to module URLs are dropped,
 * so that a re-evaluated module keeps its place.
 */
export function callSite(callee: (...args: never[]) => unknown): string {
  const holder: { stack?: string } = {}
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 1
  Error.captureStackTrace(holder, callee)
  const frame = String(holder.stack).split('\n').at(-1) ?? ''
  Error.stackTraceLimit = limit
  const place = /\(([^()]+)\)$/.exec(frame)?.[1] ?? frame.replace(/^\s*at (?:async )?/, '')
  return place.replace(/\?[^:]*/, '')
}
