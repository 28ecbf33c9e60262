import { connect, createServer, Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { connectAddress } from './connect-address.js'

const done = (): void => undefined

test.each<[string, unknown[], string | undefined]>([
  ['a port', [5432], 'localhost:5432'],
  ['a port as text', ['5432', done], 'localhost:5432'],
  ['a port and a host', [5432, 'db.example', done], 'db.example:5432'],
  ['an address of version 6', [5432, '::1'], '[::1]:5432'],
  ['a path', ['/run/db.sock', done], '/run/db.sock'],
  ['options', [{ port: 5432, host: 'db.example' }, done], 'db.example:5432'],
  ['options without a host', [{ port: '5432' }], 'localhost:5432'],
  ['options with a path', [{ path: '/run/db.sock' }], '/run/db.sock'],
  [
    'options of an HTTP agent, whose path is none',
    [{ port: 80, host: 'a.example', path: null }],
    'a.example:80',
  ],
  ['nothing', [], undefined],
  ['null', [null], undefined],
  ['no port', [{ host: 'db.example' }], undefined],
])('%s', (_case, args, expected) => {
  expect(connectAddress(args)).toBe(expected)
})

test('what net.connect makes of its arguments', async () => {
  const asked = vi.spyOn(Socket.prototype, 'connect')
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  connect(port, '127.0.0.1').destroy()
  connect({ port, host: '127.0.0.1' }).destroy()
  const addresses = asked.mock.calls.map(connectAddress)
  asked.mockRestore()
  server.close()
  expect(addresses).toEqual([`127.0.0.1:${port}`, `127.0.0.1:${port}`])
})
