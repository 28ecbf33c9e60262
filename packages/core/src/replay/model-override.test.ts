import http from 'node:http'
import { startHttpServer } from '@retrial/fixtures'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { Overrides } from './types.js'

let server: Awaited<ReturnType<typeof startHttpServer>>
let store: SnapshotStore
let engine: ReplayEngine
/** What reached the server: its path, its body, and the length that was announced for it. */
let sent: { path: string; body: unknown; length: number | undefined; bytes: number }[]

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
  sent = []
  server = await startHttpServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const body = JSON.parse(bytes.toString()) as { model?: string }
      const { 'content-length': length } = request.headers
      sent.push({
        path: request.url ?? '',
        body,
        length: length === undefined ? undefined : Number(length),
        bytes: bytes.length,
      })
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          model: `${body.model ?? 'm'}-1`,
          usage: { prompt_tokens: 1, completion_tokens: 2 },
        }),
      )
    })
  })
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
})

const asked = { model: 'old', messages: [{ role: 'user', content: 'Größe?' }], temperature: 0.2 }

const post = async (path: string, body: object): Promise<string> =>
  (
    await fetch(`${server.url.replace(/\/$/, '')}${path}`, { method: 'POST', body: JSON.stringify(body) })
  ).text()

/** Records a call that asks a model once, and gives what lets its code ask otherwise. */
async function recorded(
  code: () => unknown = () => post('/v1/chat/completions', asked),
  options?: DecisionOptions,
) {
  let now = code
  const decided = decision(freshName(), () => now(), options)
  const { snapshot } = await capture(() => decided(), { store })
  sent.length = 0
  return {
    id: snapshot.id,
    snapshot,
    asks: (body: object) => (now = async () => (await post('/v1/chat/completions', body)) && 'asked'),
    does: (other: () => unknown) => (now = other),
  }
}

const overrides: Overrides = { modelParameters: { modelName: 'new', parameters: { temperature: 0.9 } } }

describe('on a recording', () => {
  test('code that now asks with them finds the recorded answer', async () => {
    const { id, does } = await recorded()
    does(() => post('/v1/chat/completions', { ...asked, model: 'new', temperature: 0.9 }))
    expect(await engine.replay(id)).toMatchObject({ verdict: 'miss' })
    expect(await engine.replay(id, { overrides })).toMatchObject({ verdict: 'match', misses: [], unused: [] })
    expect(sent).toEqual([])
  })

  test('so does code that asks as ever; the diff shows them', async () => {
    const { id, snapshot } = await recorded()
    const result = await engine.replay(id, { overrides })
    expect(result).toMatchObject({
      verdict: 'match',
      diff: { modelParamsChanged: true, effectsChanged: true, inputsChanged: false, outputsChanged: false },
      replayedSnapshot: {
        // The answer is that of the model that was asked then.
        modelParameters: { modelName: 'new', modelVersion: 'old-1', parameters: { temperature: 0.9 } },
        effects: [{ request: { body: { json: { ...asked, model: 'new', temperature: 0.9 } } } }],
      },
    })
    expect(result.diff?.changes).toMatchObject([
      { fieldPath: 'modelParameters.modelName', oldValue: 'old', newValue: 'new' },
      { fieldPath: 'modelParameters.parameters.temperature', oldValue: 0.2, newValue: 0.9 },
      { fieldPath: 'effects[0].request.body.json.model' },
      { fieldPath: 'effects[0].request.body.json.temperature' },
    ])
    expect(result.originalSnapshot).toEqual(snapshot)
    expect(await store.load(id)).toEqual(snapshot)
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match', diff: { modelParamsChanged: false } })
  })

  test('what they do not name is matched as ever, and the nearest shows nothing else', async () => {
    const { id, asks } = await recorded()
    asks({ ...asked, model: 'new', temperature: 0.9, top_p: 1 })
    const result = await engine.replay(id, { overrides })
    expect(result).toMatchObject({ verdict: 'miss', misses: [{ kind: 'NO_MATCH' }] })
    expect(result.misses[0]?.nearest?.changes).toMatchObject([
      { fieldPath: 'request.body.top_p', changeType: 'added' },
    ])
  })

  test('a policy judges them', async () => {
    const { id } = await recorded()
    const by = policy('p')
      .exactMatch('modelParameters.modelName')
      .withinRange('modelParameters.parameters.temperature', { max: 1 })
    expect(await engine.replay(id, { overrides, policy: by })).toMatchObject({
      verdict: 'violation',
      policyViolations: [{ field: 'modelParameters.modelName', expected: '"old"', actual: '"new"' }],
    })
    const { id: other } = await recorded()
    const parameters = { temperature: 1.1 }
    expect(
      await engine.replay(other, { overrides: { modelParameters: { parameters } }, policy: by }),
    ).toMatchObject({
      policyViolations: [{ field: 'modelParameters.parameters.temperature' }],
    })
  })

  test('what a decision says of its model itself is overridden as well', async () => {
    const { id } = await recorded(undefined, {
      modelParameters: { modelName: 'mine', parameters: { beams: 4 } },
    })
    expect((await engine.replay(id, { overrides })).replayedSnapshot?.modelParameters).toEqual({
      modelName: 'new',
      parameters: { beams: 4, temperature: 0.9 },
    })
  })

  test('a fluctuating failure is still told as one', async () => {
    const { id, does } = await recorded()
    let call = 0
    does(async () => (await post('/v1/chat/completions', asked)) && `${call++}`)
    expect(await engine.replay(id, { overrides })).toMatchObject({ verdict: 'nondeterministic' })
  })

  test('replays with and without them do not mix', async () => {
    const { id, does } = await recorded()
    does(() => post('/v1/chat/completions', { ...asked, model: 'new', temperature: 0.9 }))
    const results = await Promise.all(
      Array.from({ length: 10 }, (_item, index) => engine.replay(id, index % 2 === 0 ? { overrides } : {})),
    )
    // How far a run comes after a miss is a matter of time on a busy machine.
    expect(results.map(({ verdict }) => verdict === 'match')).toEqual(
      results.map((_result, index) => index % 2 === 0),
    )
  })

  test('an override that holds a secret keeps it to itself', async () => {
    const secret = `sk-proj-${'a1B2c3D4'.repeat(5)}`
    const { id } = await recorded()
    const result = await engine.replay(id, {
      overrides: { modelParameters: { parameters: { tag: secret } } },
    })
    expect(result).toMatchObject({ verdict: 'match', diff: { modelParamsChanged: true } })
    expect(JSON.stringify(result)).not.toContain(secret)
  })

  test.each<[string, () => unknown]>([
    ['no contact at all', () => 1],
    ['a wrapped call', () => effect('model', () => 1)],
    ['a request to nobody known', () => post('/answer', asked)],
    ['embeddings alone', () => post('/v1/embeddings', { model: 'old', input: 'x' })],
  ])('without effect on %s, they are refused', async (_what, code) => {
    const { id } = await recorded(code)
    await expect(engine.replay(id, { overrides })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(`no effect on "${id}"`),
    })
  })
})

describe('live', () => {
  const live = { effects: 'live', overrides } as const

  test('they are sent in the place of what the code asks with', async () => {
    const { id } = await recorded()
    const result = await engine.replay(id, live)
    expect(sent).toMatchObject([
      { path: '/v1/chat/completions', body: { ...asked, model: 'new', temperature: 0.9 } },
    ])
    expect(sent[0]?.length ?? sent[0]?.bytes).toBe(sent[0]?.bytes)
    expect(result).toMatchObject({
      verdict: 'mismatch',
      diff: { modelParamsChanged: true },
      replayedSnapshot: {
        modelParameters: { modelName: 'new', modelVersion: 'new-1', parameters: { temperature: 0.9 } },
        effects: [{ request: { body: { json: { model: 'new' } } } }],
      },
    })
    // The live tape is one of its own, and replays.
    expect(await engine.replay({ ...result.replayedSnapshot!, id: 'y' }, { overrides })).toMatchObject({
      verdict: 'match',
    })
  })

  test('a model that is named in the URL', async () => {
    const { id } = await recorded(() => post('/v1beta/models/old:generateContent?b=2&a=1', { contents: [] }))
    await engine.replay(id, live)
    expect(sent).toMatchObject([
      {
        path: '/v1beta/models/new:generateContent?a=1&b=2',
        body: { contents: [], generationConfig: { temperature: 0.9 } },
      },
    ])
  })

  test('other requests go out as they are', async () => {
    const { id } = await recorded(async () => {
      await post('/v1/embeddings', { model: 'old', input: 'x' })
      await post('/answer', asked)
      return post('/v1/chat/completions', asked)
    })
    await engine.replay(id, live)
    expect(sent.map(({ body }) => (body as { model: string }).model)).toEqual(['old', 'old', 'new'])
  })

  test('a call that made no request to a model is no answer', async () => {
    const { id, does } = await recorded()
    does(() => 1)
    expect(await engine.replay(id, live)).toMatchObject({
      verdict: 'error',
      error: { code: 'INVALID_OPTION' },
    })
  })

  test('what is no parameter is never sent, and the code cannot hide it', async () => {
    const { id, does } = await recorded()
    does(() => post('/v1/chat/completions', asked).catch(() => 'caught'))
    const modelParameters = { parameters: { messages: [] } }
    expect(await engine.replay(id, { effects: 'live', overrides: { modelParameters } })).toMatchObject({
      verdict: 'error',
      error: { code: 'INVALID_OPTION', message: expect.stringContaining('"messages"') },
    })
    expect(sent).toEqual([])
  })

  test('nor is one by node:http, which sends its requests itself', async () => {
    const { id } = await recorded(
      () =>
        new Promise((resolve, reject) => {
          const url = new URL('/v1/chat/completions', server.url)
          const request = http.request(url, { method: 'POST' }, (response) =>
            response.resume().on('end', () => {
              resolve('ok')
            }),
          )
          request.on('error', reject).end(JSON.stringify(asked))
        }),
      { http: ['undici', 'node'] },
    )
    expect(await engine.replay(id, { overrides })).toMatchObject({
      verdict: 'match',
      diff: { modelParamsChanged: true },
    })
    expect(await engine.replay(id, live)).toMatchObject({
      verdict: 'error',
      error: { code: 'INVALID_OPTION', message: expect.stringContaining('node:http') },
    })
  })
})

test.each<[unknown, string]>([
  [{}, 'name nothing'],
  [{ parameters: {} }, 'name nothing'],
  [null, 'must be an object'],
  ['new', 'must be an object'],
  [{ modelname: 'x' }, 'Did you mean "modelName"?'],
  [{ modelVersion: '2' }, '"modelVersion"'],
  [{ modelName: '' }, 'modelName'],
  [{ modelName: 5 }, 'modelName'],
  [{ parameters: [] }, 'parameters'],
  [{ parameters: { temperature: undefined } }, 'temperature'],
  [{ parameters: { temperature: Number.NaN } }, 'temperature'],
  [{ parameters: { at: new Date(0) } }, 'only JSON'],
  [{ parameters: { messages: [] } }, '"messages"'],
  [{ parameters: { model: 'x' } }, 'The model is modelName'],
])('modelParameters: %j', async (modelParameters, message) => {
  const { id } = await recorded()
  await expect(engine.replay(id, { overrides: { modelParameters } as Overrides })).rejects.toMatchObject({
    code: 'INVALID_OPTION',
    message: expect.stringContaining(message),
  })
})
