import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocket } from 'undici'
import type { BesideHttp } from './beside-http.js'
import { startWebSocketServer } from './web-socket-server.js'

const advice = 'wrap what is asked over it in `effect`'

export const webSocket: readonly BesideHttp[] = [
  { name: 'WebSocket of undici', advice, open: async () => overServer(byUndici) },
  { name: 'WebSocket of `ws`', advice, open: async () => overServer(byUpgrade) },
]

async function overServer(code: (port: number) => Promise<unknown>): ReturnType<BesideHttp['open']> {
  const { port, close } = await startWebSocketServer()
  return { code: async () => code(port), close }
}

async function byUndici(port: number): Promise<unknown> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  try {
    return await new Promise((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => {
        resolve(data)
      })
      socket.addEventListener('error', () => {
        reject(new Error('no connection'))
      })
    })
  } finally {
    socket.close()
  }
}

/** The package `ws` asks for an upgrade by `node:http`, and takes the socket. */
async function byUpgrade(port: number): Promise<unknown> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
  }
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', headers })
    asked.once('error', reject)
    asked.once('upgrade', (_response, socket: Socket, first: Buffer) => {
      const answer = (frame: Buffer): void => {
        resolve(frame.subarray(2).toString())
        socket.destroy()
      }
      if (first.length > 0) answer(first)
      else socket.once('data', answer)
    })
    asked.end()
  })
}
