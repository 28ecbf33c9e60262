import { isPlainObject } from '../../../src/snapshot/plain-object.js'
import type { Sending } from '../sending.js'

/** One endpoint of a provider, and how its client is asked to call it. */
export interface Endpoint {
  readonly method: string
  /** Of the path, without the query. */
  readonly path: RegExp
  /** @param ids what the groups of `path` found. */
  readonly send: (sending: Sending, ids: string[]) => Promise<unknown>
}

/** The call of the endpoint that a request is for, or undefined where the client has none. */
export function findCall(
  endpoints: readonly Endpoint[],
  sending: Sending,
): (() => Promise<unknown>) | undefined {
  const { pathname } = new URL(sending.url)
  for (const { method, path, send } of endpoints) {
    const ids = method === sending.method ? path.exec(pathname) : null
    if (ids !== null) return () => send(sending, ids.slice(1).map(decodeURIComponent))
  }
  return undefined
}

/** A stream read to its end. */
export interface StreamAnswer {
  readonly events: unknown[]
  readonly text: string
}

export async function readStream<Event>(
  stream: AsyncIterable<Event>,
  textOf: (event: Event) => string,
): Promise<StreamAnswer> {
  const events: Event[] = []
  for await (const event of stream) events.push(event)
  return { events, text: events.map(textOf).join('') }
}

export function isStreamed({ body }: Sending): boolean {
  return typeof body === 'object' && body !== null && 'stream' in body && body.stream === true
}

/** Clients have two ways to stream; every other exchange takes the other one. */
export function isOdd({ index }: Sending): boolean {
  return index % 2 === 1
}

/**
 * JSON with the names of its members rewritten from `snake_case` to the `camelCase` that a client takes. What stands
 * under a name in `asIs` is the user's own and stays.
 */
export function camelKeys(value: unknown, asIs: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, asIs))
  if (typeof value !== 'object' || value === null || !isPlainObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const camel = name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
      return [camel, asIs.has(camel) ? member : camelKeys(member, asIs)]
    }),
  )
}
