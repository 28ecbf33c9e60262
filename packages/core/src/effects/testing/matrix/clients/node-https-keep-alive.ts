import { Agent, request } from 'node:https'
import { nodeClient } from './node-client.js'

/** By the names of the module, as code imports them. */
export const nodeHttpsKeepAlive = nodeClient('node:https, keep-alive', 'https:', () => ({
  request: (url, options) => request(url, options),
  agent: new Agent({ keepAlive: true }),
}))
