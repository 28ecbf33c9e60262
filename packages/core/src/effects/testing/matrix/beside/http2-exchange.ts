import {
  connect,
  createSecureServer,
  createServer,
  type ClientHttp2Session,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo } from 'node:net'
import type { OpenBesideHttp } from './beside-http.js'
import { selfSigned } from '../../self-signed.js'

interface Exchange {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The text in the answer. */
  readonly read: (answer: Buffer) => string
  readonly answer: (stream: ServerHttp2Stream) => void
}

/** How the session comes about: within the decision, over TLS or not, or before it. */
type Session = 'clear' | 'tls' | 'opened before'

/** Code that talks HTTP/2 by `node:http2`. */
export async function http2Exchange(exchange: Exchange, how: Session): Promise<OpenBesideHttp> {
  const certificate = how === 'tls' ? selfSigned() : undefined
  const server = certificate === undefined ? createServer() : createSecureServer({ ...certificate })
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => sessions.add(session))
  server.on('stream', exchange.answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const open = (): ClientHttp2Session =>
    connect(url, certificate === undefined ? {} : { ca: certificate.cert }).on('error', () => undefined)
  const early = how === 'opened before' ? open() : undefined
  if (early !== undefined) await new Promise((resolve) => early.once('connect', resolve))
  return {
    async code() {
      const session = early ?? open()
      try {
        return await ask(session, exchange)
      } finally {
        if (early === undefined) session.close()
      }
    },
    close: async () => {
      for (const session of sessions) session.destroy()
      early?.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}

async function ask(session: ClientHttp2Session, { headers, body, read }: Exchange): Promise<string> {
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    session.once('error', reject)
    const stream = session.request(headers)
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.once('end', resolve)
    stream.once('error', reject)
    stream.end(body)
  })
  return read(Buffer.concat(chunks))
}
