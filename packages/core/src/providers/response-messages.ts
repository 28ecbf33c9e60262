import { Buffer } from 'node:buffer'
import { fromBody } from '../effects/http/body.js'
import type { HttpResponse, JsonValue } from '../snapshot/types.js'
import type { JsonObject } from './provider.js'
import { asObject } from './provider.js'

/** The JSON objects of a response: its body, the members of a list, or the `data` of each server-sent event. */
export function responseMessages({ headers, chunks }: HttpResponse): JsonObject[] {
  const [first] = chunks
  if (chunks.length === 1 && typeof first === 'object' && 'json' in first) return objects([first.json])
  // Joined as bytes: a character may be split between two chunks.
  const text = Buffer.concat(chunks.map(fromBody)).toString('utf8')
  return String(headers['content-type']).startsWith('text/event-stream')
    ? objects(
        text
          .split(/\r\n|\r|\n/)
          .flatMap((line) => (line.startsWith('data:') ? parseJson(line.slice(5)) : [])),
      )
    : objects(parseJson(text))
}

/** The value of a JSON text, or none. */
export function parseJson(text: string): JsonValue[] {
  try {
    return [JSON.parse(text) as JsonValue]
  } catch {
    // `[DONE]` and the like.
    return []
  }
}

function objects(values: JsonValue[]): JsonObject[] {
  return values
    .flat()
    .map(asObject)
    .filter((value) => value !== undefined)
}
