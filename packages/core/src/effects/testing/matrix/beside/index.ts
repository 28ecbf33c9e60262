import type { BesideHttp } from './beside-http.js'
import { elsewhere } from './elsewhere.js'
import { grpc } from './grpc.js'
import { http2 } from './http2.js'
import { keptFunctions } from './kept-functions.js'
import { sockets } from './sockets.js'
import { webSocket } from './web-socket.js'

/** Ways to the world that no tape is for. */
export const BESIDE_HTTP: readonly BesideHttp[] = [
  ...keptFunctions,
  ...webSocket,
  ...http2,
  ...grpc,
  ...sockets,
  ...elsewhere,
]
