import { capture, decision, openStore, ReplayEngine } from '@retrial/core'
import { answerAtOnce } from './answer-at-once.js'
import { globalDispatcher, withDispatcher } from './dispatcher-slot.js'
import { CALLS, postAll, postByFetch, startAnswering } from './http-call.js'
import { httpPeers } from './http-peers.js'
import { interleave, type Timing, type Variant } from './interleave.js'

/**
 * What one call of `fetch` over loopback costs with no tap, under an idle tap, while recorded, and replayed; and what
 * others take for the like.
 */
export async function httpTap(): Promise<Timing[]> {
  const server = await startAnswering()
  try {
    await postByFetch(server.url)
    const untapped = globalDispatcher()
    const ask = decision('benchmark.fetch', (url: string) => postAll(postByFetch, url))
    const { snapshot } = await capture(() => ask(server.url), { id: 'benchmark/fetch' })
    const tapped = globalDispatcher()
    const engine = new ReplayEngine(await openStore('memory:'))

    const variant = (name: string, dispatcher: unknown, once: () => Promise<unknown>): Variant => ({
      name,
      run: (calls) =>
        withDispatcher(dispatcher, async () => {
          for (let done = 0; done < calls; done += CALLS) await once()
        }),
    })
    return await interleave([
      variant('no tap', untapped, () => ask(server.url)),
      variant('tap installed, no scope open', tapped, () => ask(server.url)),
      variant('recording', tapped, () => capture(() => ask(server.url), { id: 'benchmark/fetch' })),
      variant('replaying, judged', tapped, async () => {
        const { verdict } = await engine.replay(snapshot)
        if (verdict !== 'match') throw new Error(verdict)
      }),
      ...(await httpPeers(server.url, untapped)),
      ...(NODE_MAJOR < 24
        ? [variant('answered at once by a dispatcher (floor)', answerAtOnce, () => ask(server.url))]
        : []),
    ])
  } finally {
    await server.close()
  }
}

const NODE_MAJOR = Number(process.versions.node.split('.')[0])
