import { FetchInterceptor } from '@mswjs/interceptors/fetch'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MockAgent, SnapshotAgent } from 'undici'
import { withDispatcher } from './dispatcher-slot.js'
import { ANSWER, CALLS, HEADERS, postAll, postByFetch } from './http-call.js'
import type { Variant } from './interleave.js'

/**
 * What others do that comes near: they record and play HTTP, and judge nothing. Each makes the same calls of `fetch`.
 *
 * @param untapped the dispatcher of Node itself.
 */
export async function httpPeers(url: string, untapped: unknown): Promise<Variant[]> {
  const calls = async (count: number): Promise<void> => {
    for (let done = 0; done < count; done += CALLS) await postAll(postByFetch, url)
  }
  const under = (name: string, dispatcher: () => unknown, end?: () => Promise<void>): Variant => ({
    name,
    async run(count) {
      await withDispatcher(dispatcher(), () => calls(count))
      await end?.()
    },
  })
  return [
    intercepted('interceptors: installed, nobody listens', untapped, calls),
    intercepted('interceptors: request and response read', untapped, calls, readBoth),
    intercepted('interceptors: answered by respondWith', untapped, calls, (interceptor) => {
      interceptor.on('request', ({ controller }) => {
        controller.respondWith(new Response(ANSWER, { headers: HEADERS }))
      })
    }),
    under('undici MockAgent: answered', mockAgent(url)),
    ...(await snapshotAgents(url, under)),
  ]
}

function intercepted(
  name: string,
  untapped: unknown,
  calls: (count: number) => Promise<void>,
  listen: (interceptor: FetchInterceptor) => void = () => undefined,
): Variant {
  return {
    name,
    async run(count) {
      const interceptor = new FetchInterceptor()
      interceptor.apply()
      listen(interceptor)
      try {
        await withDispatcher(untapped, () => calls(count))
      } finally {
        interceptor.dispose()
      }
    },
  }
}

/** What a recorder has to do at least. */
function readBoth(interceptor: FetchInterceptor): void {
  const tape: string[] = []
  interceptor.on('request', ({ request }) => {
    void request
      .clone()
      .text()
      .then((body) => tape.push(body))
  })
  interceptor.on('response', ({ response }) => {
    // Not waited for, so that streams stay streams.
    void response.text().then((body) => tape.push(body))
  })
}

function mockAgent(url: string): () => MockAgent {
  const agent = new MockAgent()
  agent.disableNetConnect()
  agent.get(url).intercept({ path: '/', method: 'POST' }).reply(200, ANSWER, { headers: HEADERS }).persist()
  return () => agent
}

async function snapshotAgents(
  url: string,
  under: (name: string, dispatcher: () => unknown, end?: () => Promise<void>) => Variant,
): Promise<Variant[]> {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-'))
  const snapshotPath = join(folder, 'snapshots.json')
  // A new one each time: what it records is kept as long as it is, and what it plays stays at the last.
  const recorder = (): SnapshotAgent => new SnapshotAgent({ mode: 'record', snapshotPath })
  let agent = recorder()
  await withDispatcher(agent, async () => {
    await postByFetch(url)
  })
  await agent.saveSnapshots()
  await agent.close()
  const playing = new SnapshotAgent({ mode: 'playback', snapshotPath })
  await playing.loadSnapshots()
  rmSync(folder, { recursive: true })
  return [
    under(
      'undici SnapshotAgent: recording',
      () => (agent = recorder()),
      () => agent.close(),
    ),
    under('undici SnapshotAgent: playing', () => playing),
  ]
}
