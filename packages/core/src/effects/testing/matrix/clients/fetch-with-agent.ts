import { Agent } from 'undici'
import { fetchClient } from './fetch-client.js'

export const fetchWithAgent = fetchClient('fetch, own Agent', () => ({ fetch, dispatcher: new Agent() }))
