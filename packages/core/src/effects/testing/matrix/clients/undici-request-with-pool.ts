import { Pool } from 'undici'
import { undiciRequestClient } from './undici-request-client.js'

export const undiciRequestWithPool = undiciRequestClient(
  'undici request, own Pool',
  (origin) => new Pool(origin),
)
