import { AxiosError, CanceledError } from 'axios'
import * as got from 'got'
import * as nodeFetch from 'node-fetch'
import { errors as undiciErrors } from 'undici'

type Class = abstract new (...args: never[]) => unknown

/** The classes that code asks for by `instanceof`. */
const CLASSES: readonly Class[] = [
  ...[TypeError, RangeError, AggregateError, DOMException, Error],
  ...(Object.values(undiciErrors) as Class[]),
  ...[AxiosError, CanceledError],
  ...[got.RequestError, got.HTTPError, got.TimeoutError, got.ReadError, got.AbortError],
  ...[nodeFetch.FetchError, nodeFetch.AbortError],
]

/** All of a thrown value that code can act on, with its causes. */
export function errorFacts(thrown: unknown): unknown {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) return { thrown: String(thrown) }
  const { name, message, code, cause } = thrown as Error & { code?: unknown }
  return {
    is: CLASSES.filter((kind) => thrown instanceof kind).map((kind) => kind.name),
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause: errorFacts(cause) }),
  }
}
