import { elapsedSince, now } from '../../timers.js'
import { toBody, toTextBody } from './body.js'
import { recordedError } from '../../snapshot/recorded-error.js'
import type { Body, HttpEffect, HttpRequest, HttpResponse } from '../../snapshot/types.js'
import { decodeChunks } from './content-coding.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import { keptHeaders } from './headers.js'
import { joined } from './joined.js'
import type { ExchangeObserver } from './observe.js'

/** An exchange that is being recorded. */
export interface ExchangeRecording {
  readonly observer: ExchangeObserver
  /** Resolves when the exchange has ended, one way or another. */
  readonly ended: Promise<void>
  /**
   * Gives the request to send in the place of this one; undefined where it is to be sent as it is. Only where a client can
   * send another one, which those of `node:http` cannot.
   */
  readonly instead?: ((request: HttpRequest) => HttpRequest | undefined) | undefined
  /** The request leaves now. `describe` is told at once: the client may use a body again. */
  sent(describe: () => HttpRequest): void
  /** The request never left. */
  dropped(): void
  /**
   * The exchange as far as it came, its secrets still in it, or undefined where none took place; an open one counts
   * as aborted.
   *
   * @throws ValueError `REDACTION_FAILED`
   */
  toEffect(): Promise<HttpEffect | undefined>
}

/** Bodies that are read piece by piece, so that the pieces matter. */
const STREAMED =
  /^(?:text\/event-stream|application\/(?:(?:x-)?(?:ndjson|jsonl|json-lines|json-seq)|stream\+json|vnd\.amazon\.eventstream))/i

export function recordExchange(
  redactor: Redactor,
  instead?: ExchangeRecording['instead'],
): ExchangeRecording {
  const startedAt = now()
  const chunks: Buffer[] = []
  let request: (() => HttpRequest) | undefined
  let head: Omit<HttpResponse, 'chunks'> | undefined
  let end: { end: HttpEffect['end']; thrown?: unknown } = { end: 'aborted' }
  let durationMs: number | undefined
  let resolve: () => void
  const ended = new Promise<void>((done) => (resolve = done))
  const finish = (how: typeof end): void => {
    if (durationMs !== undefined) return
    end = how
    durationMs = elapsedSince(startedAt)
    resolve()
  }

  const observer: ExchangeObserver = {
    headers(status, raw, statusText) {
      head = { status, ...(statusText ? { statusText } : {}), headers: keptHeaders(raw) }
    },
    chunk(bytes) {
      // undici may use the buffer again.
      chunks.push(Buffer.from(bytes))
    },
    done() {
      finish({ end: 'done' })
    },
    failed(error, aborted) {
      // Whoever follows a redirect walks away from its body; another client may read it to its end.
      if (aborted) finish({ end: isRedirect(head) ? 'done' : 'aborted' })
      else finish({ end: head === undefined ? 'error' : 'cut', thrown: error })
    },
  }

  return {
    observer,
    instead,
    ended,
    sent: (describe) => {
      request = outcomeOf(describe)
    },
    dropped: () => {
      resolve()
    },
    async toEffect() {
      if (request === undefined) return undefined
      // As it is now: what arrives while a body is being decoded is no longer part of it.
      const closed = { ...end, durationMs: durationMs ?? elapsedSince(startedAt) }
      const response = head && (await responseOf(head, [...chunks], closed.end === 'done'))
      return {
        kind: 'http',
        request: request(),
        ...(response === undefined ? {} : { response }),
        end: closed.end,
        ...('thrown' in closed ? { error: recordedError(closed.thrown, redactor) } : {}),
        durationMs: closed.durationMs,
      }
    },
  }
}

function isRedirect(head: Pick<HttpResponse, 'headers' | 'status'> | undefined): boolean {
  return head !== undefined && head.status >= 300 && head.status < 400 && 'location' in head.headers
}

async function responseOf(
  head: Omit<HttpResponse, 'chunks'>,
  chunks: Buffer[],
  whole: boolean,
): Promise<HttpResponse> {
  const { 'content-encoding': coding, ...headers } = head.headers
  const decoded = typeof coding === 'string' ? await decodeChunks(coding, chunks, whole) : undefined
  const readable = decoded === undefined ? head : { ...head, headers, coding: coding as string }
  return { ...readable, chunks: bodyChunks(head.headers['content-type'], decoded ?? chunks) }
}

function bodyChunks(contentType: string | string[] | undefined, chunks: Buffer[]): Body[] {
  if (chunks.length === 0) return []
  if (!STREAMED.test(String(contentType))) return [toBody(joined(chunks))]
  // A piece of a stream is kept as text even where it happens to be JSON: its neighbours are text as well.
  return chunks.map(chunks.length > 1 ? toTextBody : toBody)
}

/** Calls a function now; what it threw is thrown by whoever asks for its result. */
function outcomeOf<T>(work: () => T): () => T {
  try {
    const value = work()
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}
