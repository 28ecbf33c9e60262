import axiosModule, { isAxiosError, type AxiosResponse } from 'axios'
import type { Readable } from 'node:stream'
import type { HttpClient } from '../http-client.js'
import { nodeBody } from '../request-body.js'
import type { Sight } from '../sight.js'
import { readStream } from './read-stream.js'

/** With its adapter for `node:http`. An answer of 4xx or 5xx is an error, as it is by default. */
export const axios: HttpClient = {
  name: 'axios',
  open: () => ({
    async send({ url, method, headers, body, stream, timeoutMs }, sight) {
      try {
        const response = await axiosModule.request({
          url,
          responseType: stream === true ? 'stream' : 'arraybuffer',
          adapter: 'http',
          proxy: false,
          data: nodeBody(body),
          ...(method === undefined ? {} : { method }),
          ...(headers === undefined ? {} : { headers }),
          ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
        })
        await show(response, sight)
      } catch (error) {
        if (isAxiosError(error) && error.response !== undefined) await show(error.response, sight)
        throw error
      }
    },
  }),
}

async function show(
  { status, statusText, headers, data, request }: AxiosResponse,
  sight: Sight,
): Promise<void> {
  const { responseUrl } = (request as { res: { responseUrl?: string } }).res
  sight.head({ status, statusText, headers: headers as never, more: { responseUrl } })
  if (Buffer.isBuffer(data)) sight.whole(data)
  else await readStream(data as Readable, sight, () => (data as Readable).destroy())
}
