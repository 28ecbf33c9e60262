import type { HttpClient } from '../http-client.js'
import { axios } from './axios.js'
import { fetchWithAgent } from './fetch-with-agent.js'
import { fetchWithPool } from './fetch-with-pool.js'
import { globalFetch } from './global-fetch.js'
import { got } from './got.js'
import { nodeFetch } from './node-fetch.js'
import { nodeHttp } from './node-http.js'
import { nodeHttpKeepAlive } from './node-http-keep-alive.js'
import { nodeHttps } from './node-https.js'
import { nodeHttpsKeepAlive } from './node-https-keep-alive.js'
import { undiciFetch } from './undici-fetch.js'
import { undiciFetchWithAgent } from './undici-fetch-with-agent.js'
import { undiciRequest } from './undici-request.js'
import { undiciRequestWithAgent } from './undici-request-with-agent.js'
import { undiciRequestWithPool } from './undici-request-with-pool.js'
import { undiciStream } from './undici-stream.js'

/** The columns of the matrix, in tables of what fits on a page. */
export const CLIENTS: Readonly<Record<string, readonly HttpClient[]>> = {
  undici: [globalFetch, undiciFetch, undiciRequest, undiciStream],
  'undici with a dispatcher of its own': [
    fetchWithAgent,
    fetchWithPool,
    undiciFetchWithAgent,
    undiciRequestWithAgent,
    undiciRequestWithPool,
  ],
  'node:http': [nodeHttp, nodeHttpKeepAlive, nodeHttps, nodeHttpsKeepAlive, axios, got, nodeFetch],
}
