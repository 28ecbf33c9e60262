import type { ServerHttp2Stream } from 'node:http2'
import type { BesideHttp } from './beside-http.js'
import { http2Exchange } from './http2-exchange.js'

const TYPE = 'application/grpc'

/** One unary call as it travels: HTTP/2 with messages that begin with a flag and their length. */
const CALL = {
  headers: { ':path': '/greeter.Greeter/Hello', ':method': 'POST', 'content-type': TYPE, te: 'trailers' },
  body: message(''),
  read: (answer: Buffer) => answer.subarray(5).toString(),
  answer: (stream: ServerHttp2Stream) => {
    stream.respond({ ':status': 200, 'content-type': TYPE }, { waitForTrailers: true })
    stream.once('wantTrailers', () => {
      stream.sendTrailers({ 'grpc-status': '0' })
    })
    stream.end(message('hello'))
  },
}

const advice = 'wrap the call in `effect`'

export const grpc: readonly BesideHttp[] = [
  { name: 'gRPC, unencrypted', advice, open: async () => http2Exchange(CALL, 'clear') },
  { name: 'gRPC over TLS', advice, open: async () => http2Exchange(CALL, 'tls') },
]

function message(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(5)
  length.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([length, bytes])
}
