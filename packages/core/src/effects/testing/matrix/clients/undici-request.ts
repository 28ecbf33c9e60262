import { undiciRequestClient } from './undici-request-client.js'

export const undiciRequest = undiciRequestClient('undici request')
