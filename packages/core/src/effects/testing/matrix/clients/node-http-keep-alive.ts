import { Agent, request } from 'node:http'
import { nodeClient } from './node-client.js'

/** By the names of the module, as code imports them. */
export const nodeHttpKeepAlive = nodeClient('node:http, keep-alive', 'http:', () => ({
  request,
  agent: new Agent({ keepAlive: true }),
}))
