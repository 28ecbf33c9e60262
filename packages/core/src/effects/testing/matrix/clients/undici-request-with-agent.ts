import { Agent } from 'undici'
import { undiciRequestClient } from './undici-request-client.js'

export const undiciRequestWithAgent = undiciRequestClient('undici request, own Agent', () => new Agent())
