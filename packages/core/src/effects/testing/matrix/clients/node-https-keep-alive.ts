import { Agent, request } from 'node:https'
import { nodeClient } from './node-client.js'

/** By the names of the module, as code imports them. */
export const nodeHttpsKeepAlive = nodeClient('node:https, keep-alive', 'https:', () => ({
  request,
  agent: new Agent({ keepAlive: true }),
}))
