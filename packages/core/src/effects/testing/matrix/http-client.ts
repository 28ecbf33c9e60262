import type { Sight } from './sight.js'

/** One column of the matrix: a client library, used the way its manual shows. */
export interface HttpClient {
  readonly name: string
  /** Default `http:`. */
  readonly protocol?: 'https:'
  /**
   * Makes what lives longer than one request: agents, pools.
   *
   * @param origin where the requests will go
   * @param ca the certificate of the server, where it speaks TLS
   */
  open(origin: string, ca?: string): OpenClient
}

export interface OpenClient {
  /** Sends one request and shows what comes back to `sight`. Rejects with what the client rejects with. */
  send(ask: Ask, sight: Sight): Promise<void>
  close?(): Promise<void> | void
}

/** What a client is asked to do. */
export interface Ask {
  readonly url: string
  /** Default GET. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: AskBody
  /** Read piece by piece, rather than whole. */
  readonly stream?: boolean
  /** The client's own time-out for the whole request. */
  readonly timeoutMs?: number
}

export type AskBody = string | { readonly pieces: readonly string[] } | { readonly form: readonly FormPart[] }

export interface FormPart {
  readonly name: string
  readonly value: string | Uint8Array
  /** Of a file. */
  readonly fileName?: string
}
