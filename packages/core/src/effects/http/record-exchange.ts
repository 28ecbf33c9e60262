import { elapsedSince, now } from '../../timers.js'
import { toBody, toTextBody } from './body.js'
import { recordedError } from '../../snapshot/recorded-error.js'
import type { Body, HttpEffect, HttpRequest, HttpResponse } from '../../snapshot/types.js'
import { codingLevel } from './coding-level.js'
import { decodeChunks } from './content-coding.js'
import type { Redactor } from '../../snapshot/redaction/redactor.js'
import { keptHeaders, promisedLength } from './headers.js'
import { joined } from './joined.js'
import type { ExchangeObserver } from './observe.js'

/** Bodies that are read piece by piece, so that the pieces matter. */
const STREAMED =
  /^(?:text\/event-stream|application\/(?:(?:x-)?(?:ndjson|jsonl|json-lines|json-seq)|stream\+json|vnd\.amazon\.eventstream))/i

type Head = Omit<HttpResponse, 'chunks'>

/** Gives the request to send in the place of one; undefined where it is to be sent as it is. */
export type InsteadOf = (request: HttpRequest) => HttpRequest | undefined

/** An exchange that is being recorded, from now on. One object: there is one for every request. */
export class ExchangeRecording implements ExchangeObserver {
  private readonly startedAt = now()
  private readonly received: Buffer[] = []
  private describe: (() => HttpRequest) | undefined
  private head: Head | undefined
  private rawHeaders: readonly (Buffer | string)[] = []
  private end: HttpEffect['end'] = 'aborted'
  private failure: { readonly error: unknown } | undefined
  private durationMs: number | undefined

  /**
   * @param ended called once the exchange has ended, one way or another.
   * @param instead only where a client can send another request, which those of `node:http` cannot.
   */
  constructor(
    private readonly redactor: Redactor,
    private readonly ended: () => void,
    readonly instead?: InsteadOf,
  ) {}

  /** The request leaves now. */
  sent(describe: () => HttpRequest): void {
    this.describe = describe
  }

  /** The request never left. */
  dropped(): void {
    this.finish('aborted')
  }

  headers(status: number, raw: readonly (Buffer | string)[], statusText: string | undefined): void {
    this.head = { status, ...(statusText ? { statusText } : {}), headers: keptHeaders(raw) }
    this.rawHeaders = raw
  }

  chunk(bytes: Buffer): void {
    // undici may use the buffer again.
    this.received.push(Buffer.from(bytes))
  }

  done(): void {
    this.finish('done')
  }

  failed(error: unknown, aborted: boolean): void {
    // Whoever follows a redirect walks away from its body; another client may read it to its end.
    if (aborted) this.finish(isRedirect(this.head) ? 'done' : 'aborted')
    else this.finish(this.head === undefined ? 'error' : 'cut', { error })
  }

  /**
   * The exchange as far as it came, its secrets still in it, or undefined where none took place; an open one counts
   * as aborted. A promise only where its body has to be decoded.
   *
   * @throws ValueError `REDACTION_FAILED`
   */
  toEffect(): HttpEffect | undefined | Promise<HttpEffect> {
    const { describe, end, failure, durationMs = elapsedSince(this.startedAt) } = this
    if (describe === undefined) return undefined
    const error = failure && recordedError(failure.error, this.redactor)
    const request = describe()
    const effect = (response?: HttpResponse): HttpEffect => ({
      kind: 'http',
      request,
      ...(response === undefined ? {} : { response }),
      end,
      ...(error === undefined ? {} : { error }),
      durationMs,
    })
    if (this.head === undefined) return effect()
    const head = end === 'cut' ? withLength(this.head, promisedLength(this.rawHeaders)) : this.head
    // As it is now: what arrives while a body is being decoded is no longer part of it.
    const chunks = [...this.received]
    const coding = head.headers['content-encoding']
    if (typeof coding !== 'string') return effect({ ...head, chunks: bodyChunks(head, chunks) })
    return decodedResponse(head, coding, chunks, end === 'done').then(effect)
  }

  private finish(end: HttpEffect['end'], failure?: { readonly error: unknown }): void {
    if (this.durationMs !== undefined) return
    this.end = end
    this.failure = failure
    this.durationMs = elapsedSince(this.startedAt)
    this.ended()
  }
}

function isRedirect(head: Head | undefined): boolean {
  return head !== undefined && head.status >= 300 && head.status < 400 && 'location' in head.headers
}

/** Some clients tell a body that is shorter than it should be from one that breaks off anywhere. */
function withLength(head: Head, length: string | undefined): Head {
  if (length === undefined || 'content-encoding' in head.headers) return head
  return { ...head, headers: { ...head.headers, 'content-length': length } }
}

async function decodedResponse(
  head: Head,
  coding: string,
  chunks: Buffer[],
  whole: boolean,
): Promise<HttpResponse> {
  const decoded = await decodeChunks(coding, chunks, whole)
  if (decoded === undefined) return { ...head, chunks: bodyChunks(head, chunks) }
  const { 'content-encoding': _, ...headers } = head.headers
  const body = bodyChunks(head, decoded)
  const level =
    whole && body.length === 1 ? await codingLevel(coding, joined(chunks), joined(decoded)) : undefined
  return { ...head, headers, coding, ...(level === undefined ? {} : { codingLevel: level }), chunks: body }
}

function bodyChunks({ headers }: Head, chunks: Buffer[]): Body[] {
  if (chunks.length === 0) return []
  if (!STREAMED.test(String(headers['content-type']))) return [toBody(joined(chunks))]
  // A piece of a stream is kept as text even where it happens to be JSON: its neighbours are text as well.
  return chunks.map(chunks.length > 1 ? toTextBody : toBody)
}
