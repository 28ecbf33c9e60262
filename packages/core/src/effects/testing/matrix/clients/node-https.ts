import https from 'node:https'
import { nodeClient } from './node-client.js'

export const nodeHttps = nodeClient('node:https', 'https:', () => ({
  request: (url, options) => https.request(url, options),
}))
