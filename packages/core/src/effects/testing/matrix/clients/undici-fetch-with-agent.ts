import { Agent, fetch, FormData } from 'undici'
import { fetchClient } from './fetch-client.js'

export const undiciFetchWithAgent = fetchClient('undici fetch, own Agent', () => ({
  fetch: fetch as typeof globalThis.fetch,
  form: FormData,
  dispatcher: new Agent(),
}))
