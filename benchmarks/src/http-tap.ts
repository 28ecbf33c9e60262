import { capture, decision, openStore, ReplayEngine } from '@retrial/core'
import { startHttpServer } from '@retrial/fixtures'
import { interleave, type Timing, type Variant } from './interleave.js'

const SLOT = Symbol.for('undici.globalDispatcher.1')
const host = globalThis as unknown as Record<symbol, unknown>
/** HTTP calls in one decision, so that a call is told apart from a decision. */
const CALLS = 20

/**
 * What one HTTP call costs with no tap, under an idle tap, while recorded, and replayed. POST of about 250 bytes,
 * answered with about 250 bytes of JSON over loopback.
 */
export async function httpTap(): Promise<Timing[]> {
  const server = await startHttpServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json').end(ANSWER)
    })
  })
  try {
    await post(server.url)
    const untapped = host[SLOT]
    const ask = decision('benchmark.http', async (url: string) => {
      const answers: unknown[] = []
      for (let call = 0; call < CALLS; call++) answers.push(await post(url))
      return answers.length
    })
    const { snapshot } = await capture(() => ask(server.url), { id: 'benchmark/http' })
    const tapped = host[SLOT]
    const engine = new ReplayEngine(await openStore('memory:'))

    const variant = (name: string, dispatcher: unknown, once: () => Promise<unknown>): Variant => ({
      name,
      async run(calls) {
        host[SLOT] = dispatcher
        for (let done = 0; done < calls; done += CALLS) await once()
      },
    })
    return await interleave([
      variant('no tap', untapped, () => ask(server.url)),
      variant('tap installed, no scope open', tapped, () => ask(server.url)),
      variant('recording', tapped, () => capture(() => ask(server.url), { id: 'benchmark/http' })),
      variant('replaying, judged', tapped, () => engine.replay(snapshot)),
      ...(NODE_MAJOR < 24
        ? [variant('answered at once by a dispatcher (floor)', atOnce, () => ask(server.url))]
        : []),
    ])
  } finally {
    await server.close()
  }
}

const NODE_MAJOR = Number(process.versions.node.split('.')[0])

/** A dispatcher that answers without a network, as Node up to 23 asks it: no replay of `fetch` can be faster. */
const atOnce = {
  dispatch({ body }: { body: AsyncIterable<unknown> }, handler: LegacyHandler): boolean {
    void drained(body).then(() => {
      handler.onConnect(() => undefined, {})
      handler.onHeaders(
        200,
        [Buffer.from('content-type'), Buffer.from('application/json')],
        () => undefined,
        'OK',
      )
      handler.onData(Buffer.from(ANSWER))
      handler.onComplete([])
    })
    return true
  },
}

type LegacyHandler = Record<
  'onConnect' | 'onHeaders' | 'onData' | 'onComplete',
  (...args: unknown[]) => unknown
>

async function drained(body: AsyncIterable<unknown>): Promise<void> {
  for await (const chunk of body) void chunk
}

async function post(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    body: QUESTION,
    headers: { 'content-type': 'application/json' },
  })
  return response.json()
}

const QUESTION = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'x'.repeat(200) }] })
const ANSWER = JSON.stringify({
  id: 'a',
  choices: [{ message: { role: 'assistant', content: 'y'.repeat(180) } }],
})
