import { mainGlobal } from '../../decision/realm.js'

/** One for the process: the tap around `fetch` and the one around a dispatcher may be of two copies of the package. */
const SLOT = Symbol.for('@retrial/core.plainBody')
const host = mainGlobal() as { [SLOT]?: boolean | undefined }

/** Whether the `fetch` that is being called right now was given a body whose bytes are at hand. */
export function isPlainBodyUnderWay(): boolean {
  return host[SLOT] === true
}

/**
 * Calls `fetch`, which reaches the dispatcher before it returns. A body that is a text or bytes is handed on as it is
 * then, where undici has a stream made of it, which takes as long to read as all else of a replay.
 */
export function callFetch<T>(body: unknown, call: () => T): T {
  const before = host[SLOT]
  host[SLOT] = isPlain(body)
  try {
    return call()
  } finally {
    host[SLOT] = before
  }
}

/** Not what has to be encoded first, or is used up by reading: a form, a file, a stream. */
function isPlain(body: unknown): boolean {
  return typeof body === 'string' || ArrayBuffer.isView(body)
}
