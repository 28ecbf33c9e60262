/** A JSON object of a request or an answer. */
export type Json = Record<string, any>

/** How one API is spoken over HTTP. */
export interface Wire {
  /** Whether this API answers on a path. */
  serves(path: string): boolean
  /**
   * The answer to a request: one JSON value, or the blocks of a stream of server-sent events.
   *
   * @param nonce differs in every answer, as the ids of the real ones do.
   */
  answer(request: WireRequest, nonce: string): { json: unknown } | { blocks: string[] }
  /** How a busy provider refuses. */
  readonly refusal: { readonly status: number; readonly json: unknown }
}

export interface WireRequest {
  readonly host: string
  readonly path: string
  readonly body: Json
}

/** A moment in whole seconds: a replay that answered by itself would have another. */
export const nowInSeconds = (): number => Math.floor(Date.now() / 1_000)

/** One server-sent event. */
export const event = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`
