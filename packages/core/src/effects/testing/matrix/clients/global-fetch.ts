import { fetchClient } from './fetch-client.js'

export const globalFetch = fetchClient('fetch', () => ({ fetch }))
