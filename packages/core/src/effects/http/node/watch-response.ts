import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { ExchangeObserver } from '../observe.js'
import { markTaped } from '../taped.js'

/** One for all: making an error takes longer than all else here. */
const GONE = new Error('closed')

interface Destroyable {
  readonly destroyed: boolean
  readonly socket: Socket | null
  destroy(error?: Error): unknown
}

/**
 * Tells `observer` what becomes of a request, and its socket that it is on the tape. Everything still reaches the
 * client, unchanged and in time; nobody listens in its place, so that an error nobody hears stays one.
 */
export function watchResponse(request: ClientRequest, observer: ExchangeObserver): void {
  let response: IncomingMessage | undefined
  const emit = request.emit.bind(request)
  request.emit = (event: string | symbol, ...args: unknown[]) => {
    switch (event) {
      case 'socket':
        markTaped(args[0] as Socket)
        break
      case 'response':
        watchStream((response = args[0] as IncomingMessage), observer)
        break
      case 'error':
        observer.failed(args[0], false)
        break
      // The last event of a request, also of one that has failed in a way that no other event told of.
      case 'close':
        observer.failed(response?.errored ?? GONE, false)
    }
    return emit(event, ...args)
  }
  tellWalkAway(request, observer)
}

function watchStream(response: IncomingMessage, observer: ExchangeObserver): void {
  observer.headers(response.statusCode ?? 0, response.rawHeaders, response.statusMessage)
  const push = response.push.bind(response)
  response.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null) observer.chunk(chunk as Buffer)
    else if (response.complete) observer.done()
    return push(chunk, encoding)
  }
  tellWalkAway(response, observer)
}

/** Node destroys both as well, but only once the socket is gone. */
function tellWalkAway(stream: Destroyable, observer: ExchangeObserver): void {
  const destroy = stream.destroy.bind(stream)
  stream.destroy = (error) => {
    if (!stream.destroyed && stream.socket?.destroyed !== true) observer.failed(error, true)
    return destroy(error)
  }
}
