import { Agent } from 'undici'
import { fetchClient } from './fetch-client.js'

export const fetchWithAgent = fetchClient('fetch, own Agent', () => ({
  // Looked up at every call: one that was kept in a variable is that of before the tap.
  fetch: async (url, init) => fetch(url, init),
  dispatcher: new Agent(),
}))
