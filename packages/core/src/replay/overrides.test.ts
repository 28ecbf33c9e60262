import { expect, onTestFinished, test } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

async function recorded() {
  const store = await openStore('memory:')
  const seen: unknown[] = []
  const decided = decision(freshName(), (input: unknown) => {
    seen.push(input)
    return 1
  })
  await capture(() => decided({ note: 'a' }), { store, id: 'a' })
  seen.length = 0
  return { engine: new ReplayEngine(store), seen }
}

test.each([{}, { inputs: {} }, { inputs: undefined }, { modelParameters: {} }, { context: {} }])(
  'that would change nothing are refused: %j',
  async (overrides) => {
    const { engine, seen } = await recorded()
    await expect(engine.replay('a', { overrides: overrides as object })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('name nothing that is to be another. Leave them out.'),
    })
    expect(seen).toEqual([])
  },
)

test('a secret among given inputs is one in the answer and in contacts too, as it was in the recording', async () => {
  const store = await openStore('memory:')
  const greet = decision(
    freshName(),
    async (apiKey: string) => `key ${await effect('lookup', async (key: string) => key, apiKey)}`,
    { inputs: ['apiKey'] },
  )
  const apiKey = 'abcdef-123456'
  await capture(() => greet(apiKey), { store, id: 'a' })
  const result = await new ReplayEngine(store).replay('a', { overrides: { inputs: { apiKey } } })
  expect(result.misses).toEqual([])
  expect(result).toMatchObject({ verdict: 'match', diff: { inputsChanged: false } })
  expect(JSON.stringify(result)).not.toContain(apiKey)
})

test('where their secrets cannot be taken out nothing is called, and that is the result', async () => {
  const { engine, seen } = await recorded()
  onTestFinished(() => {
    configure({ redaction: {} })
  })
  configure({
    redaction: {
      replace: () => {
        throw new Error('no')
      },
    },
  })
  const options = { overrides: { inputs: { input: { note: 'b' } } } }
  const failed = { verdict: 'error', error: { code: 'REDACTION_FAILED' } }
  expect(await engine.replay('a', options)).toMatchObject(failed)
  expect(engine.replaySync('a', options)).toMatchObject(failed)
  expect(await engine.replayBatch(['a', 'none'], options)).toMatchObject([failed, { verdict: 'missing' }])
  expect(seen).toEqual([])
})

test('a secret among given inputs reaches the decision, and no result', async () => {
  const { engine, seen } = await recorded()
  const secret = `sk-proj-${'a1B2'.repeat(10)}`
  const input = { note: `key ${secret}`, password: 'hunter2' }
  const result = await engine.replay('a', { overrides: { inputs: { input } } })
  expect(seen).toEqual([input])
  expect(result).toMatchObject({ verdict: 'match', diff: { inputsChanged: true } })
  const kept = JSON.stringify([result.replayedSnapshot, result.diff])
  expect(kept).not.toContain(secret)
  expect(kept).not.toContain('hunter2')
  expect(kept).toContain('[redacted:')
})
