import { Pool } from 'undici'
import { fetchClient } from './fetch-client.js'

export const fetchWithPool = fetchClient('fetch, own Pool', (origin) => ({
  fetch: async (url, init) => fetch(url, init),
  dispatcher: new Pool(origin),
}))
