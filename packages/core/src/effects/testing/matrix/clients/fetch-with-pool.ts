import { Pool } from 'undici'
import { fetchClient } from './fetch-client.js'

export const fetchWithPool = fetchClient('fetch, own Pool', (origin) => ({
  fetch,
  dispatcher: new Pool(origin),
}))
