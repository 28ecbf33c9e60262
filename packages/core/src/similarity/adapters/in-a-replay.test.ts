import { startHttpServer } from '@retrial/fixtures'
import { describe, expect, onTestFinished, test } from 'vitest'
import { decision } from '../../decision/decision.js'
import { policy } from '../../policy/index.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import type { Embedder } from '../embedder.js'
import { embeddingScorer } from '../embedding-scorer.js'
import { startEmbeddings } from '../testing/embeddings-server.js'
import { fromAiSdk } from './from-ai-sdk.js'
import { fromOpenAICompatible } from './from-openai-compatible.js'
import { createOpenAI } from '@ai-sdk/openai'

const ADAPTERS: Record<string, (baseUrl: string) => Embedder> = {
  fromOpenAICompatible: (baseUrl) => fromOpenAICompatible({ baseUrl, model: 'letters' }),
  fromAiSdk: (baseUrl) => fromAiSdk(createOpenAI({ baseURL: baseUrl, apiKey: 'k' }).embedding('letters')),
}

let names = 0

/** A decision that asked a service that is gone, and answers in other words than it did. */
async function recordedReplies(ids: readonly string[], http: ('undici' | 'node')[]) {
  const service = await startHttpServer((_request, response) => {
    response.end('"abc"')
  })
  const words = { order: 'in order' }
  const reply = decision(
    `reply-${names++}`,
    async (ticket: string) => {
      const response = await fetch(`${service.url}/reply`, { method: 'POST', body: ticket })
      return `${words.order} ${ticket} ${String(await response.json())}`
    },
    { http },
  )
  const store = await openStore('memory:')
  onTestFinished(() => store.close())
  for (const id of ids) await capture(() => reply(id), { id, store })
  await service.close()
  words.order = 'order in'
  return new ReplayEngine(store)
}

describe.each(Object.keys(ADAPTERS))('%s, in a check of a recorded replay', (name) => {
  test.each([['undici' as const], ['undici' as const, 'node' as const]])(
    'asks the real server, not the recording (%s %s)',
    async (...http) => {
      const ids = ['a', 'b', 'c', 'd']
      const engine = await recordedReplies(ids, http.filter(Boolean))
      const server = await startEmbeddings()
      const scorer = embeddingScorer(ADAPTERS[name]!(server.baseUrl), { cache: false })
      const alike = policy('alike').satisfies('output', async (replayed, recorded) => {
        const [score = 0] = await scorer.score([{ recorded: String(recorded), replayed: String(replayed) }])
        return score > 0.9
      })

      const results = await engine.replayBatch(ids, { policy: alike, concurrency: 4 })

      expect(results.map(({ verdict, misses, warnings }) => ({ verdict, misses, warnings }))).toEqual(
        ids.map(() => ({ verdict: 'match', misses: [], warnings: [] })),
      )
      const asked = server.requests.flatMap(({ body }) => body.input)
      expect(asked.toSorted()).toEqual(
        ids.flatMap((id) => [`in order ${id} abc`, `order in ${id} abc`]).toSorted(),
      )
    },
  )
})
