import { MainAbortController, mainFetch } from '../../main-fetch.js'
import { after } from '../../timers.js'

/** A request that got no answer, or a bad one. The message goes after "The server …". */
export class PostFailure extends Error {
  constructor(
    message: string,
    /** Whether the same request may get an answer later. */
    readonly mayPass: boolean,
    /** Milliseconds that the server asks to wait. */
    readonly waitMs = 0,
  ) {
    super(message)
  }
}

export interface PostOptions {
  readonly key: string | undefined
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * Posts JSON, and gives the JSON of the answer.
 *
 * @throws PostFailure without a word of what was sent; the reason of `signal` when it aborts.
 */
export async function postJson(
  url: URL,
  body: unknown,
  { key, timeoutMs, signal }: PostOptions,
): Promise<unknown> {
  signal?.throwIfAborted()
  const controller = new MainAbortController()
  const outcome = { timedOut: false }
  const abort = (): void => {
    controller.abort()
  }
  const cancel = after(timeoutMs, () => {
    outcome.timedOut = true
    abort()
  })
  signal?.addEventListener('abort', abort)
  try {
    const response = await mainFetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
      // The texts are for this server and no other.
      redirect: 'error',
      signal: controller.signal,
    })
    const text = await response.text()
    if (!response.ok) throw answered(response)
    return parsed(text)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof PostFailure) throw error
    if (outcome.timedOut) throw new PostFailure(`did not answer within ${timeoutMs} ms`, true)
    throw new PostFailure(`could not be reached (${causeOf(error)})`, true)
  } finally {
    cancel()
    signal?.removeEventListener('abort', abort)
  }
}

function answered({ status, headers }: Response): PostFailure {
  const seconds = Number(headers.get('retry-after') ?? 0)
  const waitMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
  const hint = status === 401 || status === 403 ? ': it does not accept the key' : ''
  return new PostFailure(
    `answered ${status}${hint}`,
    status === 408 || status === 429 || status >= 500,
    waitMs,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new PostFailure('answered something that is not JSON', false)
  }
}

/** The code of what went wrong, such as `ECONNREFUSED`. Texts of errors may quote what was sent. */
function causeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: unknown; name?: unknown }; name?: unknown }
  const found = cause?.code ?? cause?.name ?? name
  return typeof found === 'string' && /^[\w.-]{1,60}$/.test(found) ? found : 'no connection'
}
