import { ClientRequestInterceptor } from '@mswjs/interceptors/ClientRequest'
import { capture, decision, openStore, ReplayEngine } from '@retrial/core'
import {
  ANSWER,
  CALLS,
  HEADERS,
  postAll,
  postByNode,
  startAnswering,
  startAnsweringApart,
} from './http-call.js'
import { interleave, type Timing, type Variant } from './interleave.js'

/**
 * The same as for `fetch`, for `node:http` with an agent that keeps connections.
 *
 * @param apart whether the server has a process of its own.
 */
export async function nodeHttpTap(apart: boolean): Promise<Timing[]> {
  const server = await (apart ? startAnsweringApart() : startAnswering())
  const all = () => postAll(postByNode, server.url)
  const ask = decision(`benchmark.node-http${apart ? '-apart' : ''}`, all, { http: ['undici', 'node'] })
  try {
    const { snapshot } = await capture(ask, { id: 'benchmark/node-http' })
    const engine = new ReplayEngine(await openStore('memory:'))
    const variant = (name: string, once: () => Promise<unknown>): Variant => ({
      name,
      async run(calls) {
        for (let done = 0; done < calls; done += CALLS) await once()
      },
    })
    return await interleave([
      variant('no scope open', all),
      besideAnotherScope(variant('a scope open elsewhere', all)),
      variant('recording', () => capture(ask, { id: 'benchmark/node-http' })),
      variant('replaying, judged', async () => {
        const { verdict } = await engine.replay(snapshot)
        if (verdict !== 'match') throw new Error(verdict)
      }),
      intercepted(variant('interceptors: installed, nobody listens', all)),
      intercepted(variant('interceptors: request and response read', all), readBoth),
      intercepted(variant('interceptors: answered by respondWith', all), (interceptor) => {
        interceptor.on('request', ({ controller }) => {
          controller.respondWith(new Response(ANSWER, { headers: HEADERS }))
        })
      }),
    ])
  } finally {
    await server.close()
  }
}

/** The tap is around `node:http` while a call that asks for it is recorded, also for those who are not part of it. */
function besideAnotherScope(variant: Variant): Variant {
  let end: (value: number) => void
  const other = decision('benchmark.other', () => new Promise<number>((resolve) => (end = resolve)), {
    http: ['undici', 'node'],
  })
  return {
    name: variant.name,
    async run(calls) {
      const recording = capture(other, { id: 'benchmark/other' })
      await variant.run(calls)
      end(0)
      await recording
    },
  }
}

/** What a recorder has to do at least. */
function readBoth(interceptor: ClientRequestInterceptor): void {
  const tape: string[] = []
  const keep = (read: Promise<string>): void => void read.then((body) => tape.push(body))
  interceptor.on('request', ({ request }) => {
    keep(request.clone().text())
  })
  interceptor.on('response', ({ response }) => {
    keep(response.clone().text())
  })
}

function intercepted(
  variant: Variant,
  listen: (interceptor: ClientRequestInterceptor) => void = () => undefined,
): Variant {
  return {
    name: variant.name,
    async run(calls) {
      const interceptor = new ClientRequestInterceptor()
      interceptor.apply()
      listen(interceptor)
      try {
        await variant.run(calls)
      } finally {
        interceptor.dispose()
      }
    },
  }
}
