import { createServer as createTlsServer, type Server } from 'node:https'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { startHttpServer, type HttpHandler, type HttpServer } from '@retrial/fixtures'
import { selfSigned } from '../self-signed.js'

/** A server of the matrix, whose handler is another in each run. */
export interface LocalServer {
  /** Without a slash at the end. */
  readonly url: string
  /** The certificate to trust, of a server that speaks TLS. */
  readonly ca?: string
  handler: HttpHandler
  /** Requests that reached it. */
  readonly requests: () => number
  readonly close: () => Promise<void>
}

let certificate: ReturnType<typeof selfSigned> | undefined

/** Starts a server on 127.0.0.1 that speaks HTTP, or HTTPS with a certificate of its own. */
export async function startLocalServer(protocol: 'http:' | 'https:'): Promise<LocalServer> {
  let requests = 0
  const answer: HttpHandler = (request, response) => {
    requests++
    return server.handler(request, response)
  }
  certificate ??= selfSigned()
  const { url, close } = await (protocol === 'https:' ? startHttpsServer(answer) : startHttpServer(answer))
  const server: LocalServer = {
    url,
    ...(protocol === 'https:' ? { ca: certificate.cert } : {}),
    handler: () => undefined,
    requests: () => requests,
    close,
  }
  return server
}

/**
 * A place where nobody listens: the near end of an open connection, so that nobody else can begin to listen there.
 */
export async function nobodyListens(protocol: 'http:' | 'https:'): Promise<LocalServer> {
  const peer = await startHttpServer(() => undefined)
  const socket = await new Promise<Socket>((resolve) => {
    const connecting = connect(peer.port, '127.0.0.1', () => {
      resolve(connecting)
    })
    connecting.on('error', () => undefined)
  })
  return {
    url: `${protocol}//127.0.0.1:${socket.localPort!}`,
    handler: () => undefined,
    requests: () => 0,
    close: async () => {
      socket.destroy()
      await peer.close()
    },
  }
}

async function startHttpsServer(handler: HttpHandler): Promise<Omit<HttpServer, 'port'>> {
  const server: Server = createTlsServer(certificate!, (request, response) => {
    void handler(request, response)
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeAllConnections()
    })
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
