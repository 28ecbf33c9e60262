import { createSocket } from 'node:dgram'
import { connect, createServer, type Socket } from 'node:net'
import { connect as connectTls, createServer as createTlsServer } from 'node:tls'
import { selfSigned } from '../../self-signed.js'
import type { BesideHttp, OpenBesideHttp } from './beside-http.js'
import { listen } from './listen.js'

const advice = 'wrap the call of the driver in `effect`'

/** What drivers of databases, caches and queues talk over. */
export const sockets: readonly BesideHttp[] = [
  { name: '`node:net`', advice, open: tcp },
  { name: '`node:net`, connection opened before the decision', advice, open: tcpOpenedBefore },
  { name: '`node:tls`', advice, open: tls },
  { name: '`node:dgram`', advice, open: udp },
]

async function tcp(): Promise<OpenBesideHttp> {
  const { port, close } = await listen(createServer(greet))
  return { code: async () => answerOf(connect(port, '127.0.0.1')), close }
}

async function tcpOpenedBefore(): Promise<OpenBesideHttp> {
  const { port, close } = await listen(createServer(greet))
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  return {
    code: async () => answerOf(socket),
    close: async () => {
      await close()
      socket.destroy()
    },
  }
}

async function tls(): Promise<OpenBesideHttp> {
  const { key, cert } = selfSigned()
  const { port, close } = await listen(createTlsServer({ key, cert }, greet))
  return { code: async () => answerOf(connectTls({ port, host: '127.0.0.1', ca: cert })), close }
}

async function udp(): Promise<OpenBesideHttp> {
  const server = createSocket('udp4')
  server.on('message', (_message, { port }) => {
    server.send('hello', port, '127.0.0.1')
  })
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return {
    async code() {
      const socket = createSocket('udp4')
      const waiting = new Promise((resolve, reject) => {
        socket.once('message', (message) => {
          resolve(message.toString())
        })
        setTimeout(reject, 500, new Error('no answer')).unref()
      })
      socket.send('hi', port, '127.0.0.1')
      return waiting.finally(() => socket.close())
    },
    close: async () =>
      new Promise((resolve) => {
        server.close(resolve)
      }),
  }
}

/** Answers whatever it is told. */
function greet(socket: Socket): void {
  socket.on('error', () => undefined)
  socket.on('data', () => socket.write('hello'))
}

async function answerOf(socket: Socket): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.once('data', (bytes) => {
      resolve(bytes.toString())
    })
    socket.once('error', reject)
    socket.once('close', () => {
      reject(new Error('closed'))
    })
    socket.write('hi')
  })
}
