import { isReplayError, ValueError } from '../errors.js'

/** What to throw where reading a value threw: getters, proxies and codecs are code of the user's, which may throw anything. */
export function unreadable(path: string, cause: unknown): Error {
  if (isReplayError(cause)) return cause
  return new ValueError(
    'NOT_SERIALIZABLE',
    `${path} cannot be read, and so cannot be recorded: ${describe(cause)}. A getter, a proxy or a codec in it threw.`,
    { cause },
  )
}

function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause
}
