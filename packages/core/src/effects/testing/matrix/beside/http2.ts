import type { ServerHttp2Stream } from 'node:http2'
import type { BesideHttp } from './beside-http.js'
import { http2Exchange } from './http2-exchange.js'

const HELLO = {
  headers: { ':path': '/', ':method': 'POST' },
  body: Buffer.from('hi'),
  read: String,
  answer: (stream: ServerHttp2Stream) => {
    stream.respond({ ':status': 200 })
    stream.end('hello')
  },
}

const advice = 'wrap the call in `effect`'

export const http2: readonly BesideHttp[] = [
  { name: '`node:http2`, unencrypted', advice, open: async () => http2Exchange(HELLO, 'clear') },
  { name: '`node:http2` over TLS', advice, open: async () => http2Exchange(HELLO, 'tls') },
  {
    name: '`node:http2`, session opened before the decision',
    advice,
    open: async () => http2Exchange(HELLO, 'opened before'),
  },
]
