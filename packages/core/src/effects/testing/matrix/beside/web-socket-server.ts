import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from './listen.js'

/** Ends a handshake, as RFC 6455 has it. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** A WebSocket server that says `hello` and no more. */
export async function startWebSocketServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer()
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']!}${MAGIC}`)
      .digest('base64')
    socket.on('error', () => undefined)
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n' +
        `sec-websocket-accept: ${accept}\r\n\r\n`,
    )
    socket.write(Buffer.concat([Buffer.from([0x81, 5]), Buffer.from('hello')]))
  })
  return listen(server)
}
