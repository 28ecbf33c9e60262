import gotModule, { HTTPError, type Method, type OptionsInit, type Response } from 'got'
import type { Ask, HttpClient } from '../http-client.js'
import { nodeBody } from '../request-body.js'
import type { Sight } from '../sight.js'
import { readStream } from './read-stream.js'

/** An answer of 4xx or 5xx is an error, as it is by default; retries are off, since they wait. */
export const got: HttpClient = {
  name: 'got',
  open: () => ({
    async send(ask, sight) {
      if (ask.stream === true) {
        const stream = gotModule.stream(ask.url, { ...optionsOf(ask), isStream: true })
        stream.once('response', (response: Response) => {
          showHead(response, sight)
        })
        await readStream(stream, sight, () => stream.destroy())
        return
      }
      try {
        show(await gotModule(ask.url, { ...optionsOf(ask), isStream: false, responseType: 'buffer' }), sight)
      } catch (error) {
        if (error instanceof HTTPError) show(error.response, sight)
        throw error
      }
    },
  }),
}

function optionsOf({ method, headers, body, timeoutMs }: Ask): OptionsInit {
  const encoded = nodeBody(body)
  return {
    retry: { limit: 0 },
    ...(method === undefined ? {} : { method: method as Method }),
    ...(headers === undefined ? {} : { headers }),
    ...(encoded === undefined ? {} : { body: encoded as string }),
    ...(timeoutMs === undefined ? {} : { timeout: { request: timeoutMs } }),
  }
}

function showHead(response: Response, sight: Sight): void {
  const { statusCode, statusMessage, headers, url, redirectUrls, complete } = response
  const more = { url, redirectUrls: redirectUrls.map(String), complete }
  sight.head({ status: statusCode, statusText: statusMessage, headers, more })
}

function show(response: Response, sight: Sight): void {
  showHead(response, sight)
  sight.whole(response.rawBody)
}
