import { startHttpServer } from '@retrial/fixtures'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import type { BesideHttp } from './beside-http.js'

/** Kept as it was before any tap was in place, as `const { get } = require('node:http')` does. */
const early = get

export const earlyRequest: BesideHttp = {
  name: 'a function of `node:http` that was kept in a variable',
  advice: 'call it as `http.request`, or import it by name',
  async open() {
    const { url, close } = await startHttpServer((_request, response) => {
      response.end('hello')
    })
    return {
      code: async () =>
        new Promise((resolve, reject) => {
          early(url, (response) => {
            resolve(text(response))
          }).once('error', reject)
        }),
      close,
    }
  },
}
