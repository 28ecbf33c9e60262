import type { Ask } from '../http-client.js'
import type { World } from '../matrix-case.js'
import type { Seen } from '../sight.js'

/** Sends a request, and goes where the answer points if the client leaves that to the code. */
export async function follow({ send }: World, ask: Ask): Promise<Seen[]> {
  const first = await send(ask)
  const { headers } = first.head as { headers: { location?: string } }
  if (headers.location === undefined) return [first]
  return [first, await send({ ...ask, url: new URL(headers.location, ask.url).href })]
}
