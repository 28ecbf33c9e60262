import http from 'node:http'
import { nodeClient } from './node-client.js'

export const nodeHttp = nodeClient('node:http', 'http:', () => ({
  request: (url, options) => http.request(url, options),
}))
