import { Agent, request } from 'node:http'
import { nodeClient } from './node-client.js'

/** By the names of the module, as code imports them. */
export const nodeHttpKeepAlive = nodeClient('node:http, keep-alive', 'http:', () => ({
  request: (url, options) => request(url, options),
  agent: new Agent({ keepAlive: true }),
}))
