import { setTimeout as delay } from 'node:timers/promises'
import { startHttpServer } from '@retrial/fixtures'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

let store: SnapshotStore
let engine: ReplayEngine
/** What the world says; it changes between recording and live replay. */
let answer: { status: number; text: string }
let server: Awaited<ReturnType<typeof startHttpServer>>
let asked: number

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  vi.stubEnv('RETRIAL_LIVE', '')
  store = await openStore('memory:')
  engine = new ReplayEngine(store, { mode: 'strict' })
  answer = { status: 200, text: 'monday' }
  asked = 0
  server = await startHttpServer((_request, response) => {
    asked++
    response.writeHead(answer.status).end(answer.text)
  })
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

const ask = async (url: string): Promise<string> => {
  const response = await fetch(url)
  const text = await response.text()
  if (!response.ok) throw new Error(`no answer: ${text}`)
  return text
}

async function recorded(code: (url: string) => unknown = ask, tags = {}) {
  const decided = decision(freshName(), code)
  const { snapshot } = await capture(() => decided(server.url), { store, tags })
  return { decided, id: snapshot.id, snapshot }
}

describe("effects: 'live'", () => {
  test('asks the world, and matches where it answers the same', async () => {
    const { id } = await recorded()
    const result = await engine.replay(id, { effects: 'live' })
    expect(result).toMatchObject({ verdict: 'match', status: 'success', outputsMatch: true, misses: [] })
    expect(asked).toBe(2)
  })

  test('the tokens of all trials are in the result and in the statistics', async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15, cost: 0.25 }
    answer.text = JSON.stringify({ model: 'm', choices: [], usage })
    const { id } = await recorded(async (url) => {
      const body = JSON.stringify({ model: 'm', messages: [] })
      await fetch(`${url}/v1/chat/completions`, { method: 'POST', body })
      return 1
    })
    const options = { effects: 'live', trials: 3 } as const
    expect((await engine.replay(id, options)).trials).toMatchObject({
      ...{ passed: 3, total: 3, usage: { totalTokens: 45, cost: 0.75 } },
    })
    expect(await engine.getReplayStats([id], options)).toMatchObject({ totalTokens: 45, cost: 0.75 })
    expect((await engine.replay(id, { trials: 3 })).trials).not.toHaveProperty('usage')
  })

  test('the recording answers where nothing is said', async () => {
    const { id } = await recorded()
    answer.text = 'tuesday'
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match' })
    expect(await engine.replay(id, { effects: 'recorded' })).toMatchObject({ verdict: 'match' })
    expect(asked).toBe(1)
  })

  test('a drift is a mismatch, with a tape of its own to inspect', async () => {
    const { id, snapshot } = await recorded()
    answer.text = 'tuesday'
    const result = await engine.replay(id, { effects: 'live' })
    expect(result).toMatchObject({
      verdict: 'mismatch',
      status: 'failed',
      outputsMatch: false,
      replayOutput: 'tuesday',
      diff: { outputsChanged: true, effectsChanged: true },
      originalSnapshot: { contentHash: snapshot.contentHash },
      replayedSnapshot: {
        id,
        outputs: [{ value: 'tuesday' }],
        effects: [{ kind: 'http', response: { status: 200, chunks: ['tuesday'] } }],
      },
    })
  })

  test('the recording stays as it was', async () => {
    const { id, snapshot } = await recorded()
    answer.text = 'tuesday'
    await engine.replay(id, { effects: 'live' })
    expect(await store.load(id)).toEqual(snapshot)
  })

  test('a policy judges the drift', async () => {
    const { id } = await recorded()
    answer.text = 'tuesday'
    const steady = policy('steady').exactMatch('output')
    const loose = policy('loose').ignore('output')
    expect(await engine.replay(id, { effects: 'live', policy: steady })).toMatchObject({
      verdict: 'violation',
      policyViolations: [{ field: 'output' }],
    })
    expect(await engine.replay(id, { effects: 'live', policy: loose })).toMatchObject({ verdict: 'match' })
  })

  test('wrapped calls run for real', async () => {
    let calls = 0
    const { id } = await recorded(() => effect('count', async () => ++calls))
    expect(await engine.replay(id, { effects: 'live' })).toMatchObject({
      verdict: 'mismatch',
      replayOutput: 2,
      replayedSnapshot: { effects: [{ kind: 'call', name: 'count', value: 2 }] },
    })
  })

  test.each([429, 500, 503])('a world that fails with %i is an error, not a drift', async (status) => {
    const { id } = await recorded()
    answer = { status, text: 'later' }
    const result = await engine.replay(id, { effects: 'live' })
    expect(result).toMatchObject({
      verdict: 'error',
      outputsMatch: null,
      error: { code: 'RECORDING_FAILED' },
      replayedSnapshot: { error: { message: 'no answer: later' } },
    })
    expect(result.error?.message).toContain(`GET ${server.url}/ (${status})`)
  })

  test('one that throws of its own accord has drifted', async () => {
    const { id } = await recorded()
    answer = { status: 404, text: 'gone' }
    expect(await engine.replay(id, { effects: 'live' })).toMatchObject({
      verdict: 'mismatch',
      diff: { errorChanged: true },
    })
  })

  test('is given up at the deadline', async () => {
    let slow = false
    const { id } = await recorded(async () => (slow ? delay(60_000, 'late', { ref: false }) : 'quick'))
    slow = true
    expect(await engine.replay(id, { effects: 'live', timeoutMs: 50 })).toMatchObject({
      verdict: 'timeout',
      outputsMatch: null,
    })
  })

  test('stops at the signal', async () => {
    const abort = new AbortController()
    let slow = false
    const { id } = await recorded(async () => {
      if (!slow) return 'quick'
      setImmediate(() => {
        abort.abort(new Error('enough'))
      })
      return delay(60_000, 'late', { ref: false })
    })
    slow = true
    const replay = engine.replay(id, { effects: 'live', signal: abort.signal })
    await expect(replay).rejects.toThrow('enough')
  })

  test("a test's own call", async () => {
    const { decided, id } = await recorded()
    answer.text = 'tuesday'
    expect(await engine.replayCall(() => decided(server.url), id, { effects: 'live' })).toMatchObject({
      verdict: 'mismatch',
      replayOutput: 'tuesday',
    })
  })

  test("a test's own call of another decision", async () => {
    const { id } = await recorded()
    const other = decision(freshName(), () => 1)
    await expect(engine.replayCall(() => other(), id, { effects: 'live' })).rejects.toMatchObject({
      code: 'DECISION_CONFLICT',
    })
  })

  test('a whole batch', async () => {
    const first = await recorded()
    const second = await recorded()
    answer.text = 'tuesday'
    const results = await engine.replayBatch([first.id, second.id], { effects: 'live' })
    expect(results.map(({ verdict }) => verdict)).toEqual(['mismatch', 'mismatch'])
  })

  test('what there is no code for is not called', async () => {
    const { snapshot } = await recorded()
    const orphan = { ...snapshot, functionName: 'nobody knows it' }
    expect(await engine.replay(orphan, { effects: 'live' })).toMatchObject({
      verdict: 'error',
      status: 'pending',
    })
  })

  test('an unknown word', async () => {
    await expect(engine.replay('x', { effects: 'real' as never })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: "effects must be one of recorded, live, it is 'real'.",
    })
  })
})

describe('in CI', () => {
  beforeEach(() => {
    vi.stubEnv('CI', 'true')
  })

  test('live must be asked for twice', async () => {
    const { id } = await recorded()
    await expect(engine.replay(id, { effects: 'live' })).rejects.toMatchObject({ code: 'LIVE_IN_CI' })
    expect(asked).toBe(1)
    vi.stubEnv('RETRIAL_LIVE', '1')
    expect(await engine.replay(id, { effects: 'live' })).toMatchObject({ verdict: 'match' })
    expect(asked).toBe(2)
  })

  test.each(['', '0', 'true', 'yes'])('RETRIAL_LIVE=%j is not the second word', async (word) => {
    const { id } = await recorded()
    vi.stubEnv('RETRIAL_LIVE', word)
    await expect(engine.replay(id, { effects: 'live' })).rejects.toMatchObject({ code: 'LIVE_IN_CI' })
    await expect(engine.replayBatch([id], { effects: 'live' })).rejects.toMatchObject({ code: 'LIVE_IN_CI' })
    await expect(engine.replayCall(() => 1, id, { effects: 'live' })).rejects.toMatchObject({
      code: 'LIVE_IN_CI',
    })
  })

  test('the second word alone changes nothing', async () => {
    const { id } = await recorded()
    answer.text = 'tuesday'
    vi.stubEnv('RETRIAL_LIVE', '1')
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match' })
    expect(asked).toBe(1)
  })
})
