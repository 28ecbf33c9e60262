import type { Ask, HttpClient, OpenClient } from '../http-client.js'
import { webBody } from '../request-body.js'
import type { Sight } from '../sight.js'

/** What one column of `fetch` needs: the function, and the dispatcher it is given, if any. */
interface FetchParts {
  readonly fetch: typeof fetch
  readonly dispatcher?: { close(): Promise<void> }
  /** Default: that of the language. */
  readonly form?: typeof FormData
}

/** A column for `fetch`, of the language or of the package undici. */
export function fetchClient(name: string, parts: (origin: string) => FetchParts): HttpClient {
  return { name, open: (origin) => openFetch(parts(origin)) }
}

function openFetch({ fetch, dispatcher, form }: FetchParts): OpenClient {
  return {
    async send(ask, sight) {
      const walkAway = new AbortController()
      const init = {
        ...initOf(ask, form, walkAway.signal),
        ...(dispatcher === undefined ? {} : { dispatcher }),
      }
      const response = await fetch(ask.url, init as RequestInit)
      showHead(response, sight)
      if (ask.stream === true) await readPieces(response, sight, walkAway)
      else sight.whole(await response.arrayBuffer())
    },
    close: async () => dispatcher?.close(),
  }
}

function initOf(
  { method, headers, body, timeoutMs }: Ask,
  form: FetchParts['form'],
  walkAway: AbortSignal,
): RequestInit {
  const encoded = webBody(body, form)
  return {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(encoded === undefined ? {} : { body: encoded }),
    ...(encoded instanceof ReadableStream ? { duplex: 'half' } : {}),
    signal: timeoutMs === undefined ? walkAway : AbortSignal.timeout(timeoutMs),
  }
}

function showHead(response: Response, sight: Sight): void {
  const { status, statusText, headers, url, redirected, ok, type } = response
  const cookies = headers.getSetCookie()
  sight.head({
    status,
    statusText,
    headers: {
      ...Object.fromEntries(headers),
      'set-cookie': cookies.length === 0 ? undefined : cookies,
    },
    more: { url, redirected, ok, type },
  })
}

async function readPieces(response: Response, sight: Sight, walkAway: AbortController): Promise<void> {
  const reader = response.body?.getReader()
  for (;;) {
    const next = await reader?.read()
    if (next === undefined || next.done) return
    if (sight.piece(next.value)) walkAway.abort()
  }
}
