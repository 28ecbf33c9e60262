import { fetch, FormData } from 'undici'
import { fetchClient } from './fetch-client.js'

export const undiciFetch = fetchClient('undici fetch', () => ({
  fetch: fetch as typeof globalThis.fetch,
  form: FormData,
}))
