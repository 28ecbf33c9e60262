import { get } from 'node:http'
import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import type { DecisionSnapshot, Effect } from '../snapshot/types.js'
import { openStore } from '../store/open-store.js'
import { describeFailedEffect, failedEffects } from './failed-effects.js'
import { recordBaseline } from './record-baseline.js'

let server: HttpServer
beforeAll(async () => {
  server = await startHttpServer((request, response) => {
    if (request.url === '/cut') response.destroy()
    else response.writeHead(Number(request.url!.slice(1))).end('x')
  })
})
afterAll(() => server.close())

const decided = (fn: () => unknown): (() => unknown) => decision(freshName(), async () => fn())
const asking = (path: string): (() => unknown) =>
  decided(async () => {
    const response = await fetch(server.url + path)
    if (!response.ok) throw new Error(`answered ${response.status}`)
    return response.text()
  })

test('is saved under its id, in the place of an older one', async () => {
  const store = await openStore('memory:')
  let label = 'refund'
  const triage = decided(() => label)
  await recordBaseline(triage, store, 'x', { tags: { team: 'a' }, replace: false })
  label = 'bug'
  const snapshot = await recordBaseline(triage, store, 'x', { replace: true })
  expect(snapshot).toMatchObject({ id: 'x', tags: {}, outputs: [{ value: 'bug' }] })
  expect(await store.load('x')).toEqual(snapshot)
})

describe('a throw because the world failed is refused, and the older baseline stays', () => {
  test.each<[string, () => unknown, string]>([
    ['a connection that is cut', asking('/cut'), 'fetch failed after GET http'],
    ['401', asking('/401'), 'answered 401 after GET http'],
    ['429', asking('/429'), '(429)'],
    ['500', asking('/500'), '(500)'],
    [
      'a wrapped call that throws',
      decided(() =>
        effect('db', () => {
          throw new Error('db is down')
        }),
      ),
      'effect "db" threw db is down',
    ],
  ])('%s', async (_case, thunk, message) => {
    const store = await openStore('memory:')
    const older = await recordBaseline(
      decided(() => 'older'),
      store,
      'x',
      { replace: true },
    )
    await expect(recordBaseline(thunk, store, 'x', { replace: true })).rejects.toMatchObject({
      code: 'RECORDING_FAILED',
      message: expect.stringContaining(message),
      cause: expect.any(Error),
    })
    expect(await store.load('x')).toEqual(older)
  })
})

test.each<[string, () => unknown, object]>([
  [
    'a throw of the code itself',
    decided(() => {
      throw new RangeError('not ours')
    }),
    { error: { name: 'RangeError' } },
  ],
  ['a throw after a 404, which is an answer', asking('/404'), { error: { message: 'answered 404' } }],
  [
    'a failed contact that the code got over',
    decided(async () => (await fetch(`${server.url}/500`)).status),
    { outputs: [{ value: 500 }] },
  ],
])('%s is recorded', async (_case, thunk, expected) => {
  const store = await openStore('memory:')
  await recordBaseline(thunk, store, 'x', { replace: true })
  expect(await store.load('x')).toMatchObject(expected)
})

test('an abort of the code itself is no failure of the world', () => {
  const effects: Effect[] = [
    { kind: 'http', request: { method: 'GET', url: 'http://h/' }, end: 'aborted', durationMs: 1 },
    {
      kind: 'http',
      request: { method: 'GET', url: 'http://h/' },
      end: 'cut',
      response: { status: 200, headers: {}, chunks: [] },
      error: { name: 'E', message: 'cut short' },
      durationMs: 1,
    },
  ]
  const failed = failedEffects({ effects } as DecisionSnapshot)
  expect(failed).toEqual([effects[1]])
  expect(describeFailedEffect(failed[0]!)).toBe('GET http://h/ (cut short)')
})

test('a wrapped call that gave no answer is a failure of the world', () => {
  const effects: Effect[] = [
    { kind: 'call', name: 'answered', value: undefined, durationMs: 1 },
    { kind: 'call', name: 'stuck', durationMs: 1 },
    { kind: 'call', name: 'broken', error: { name: 'E', message: 'is down' }, durationMs: 1 },
  ]
  expect(failedEffects({ effects } as DecisionSnapshot).map(describeFailedEffect)).toEqual([
    'effect "stuck" gave no answer',
    'effect "broken" threw is down',
  ])
})

test('a contact around the tape is refused and named', async () => {
  const store = await openStore('memory:')
  const around = decided(
    () =>
      new Promise((resolve) => {
        get(`${server.url}/200`, (response) => response.resume().on('end', resolve))
      }),
  )
  await expect(recordBaseline(around, store, 'x', { replace: false })).rejects.toMatchObject({
    code: 'RECORDING_FAILED',
    message: expect.stringMatching(
      /the tape \(GET http:.*\/200\)\. To record it, wrap that call .* \{ http: \['undici', 'node'\] \}\)\.$/,
    ),
  })
  expect(await store.has('x')).toBe(false)
})

test('a new one does not take the place of one that was saved in the meantime', async () => {
  const store = await openStore('memory:')
  const [one, two] = [decided(() => 1), decided(() => 2)]
  await recordBaseline(one, store, 'x', { replace: false })
  await expect(recordBaseline(two, store, 'x', { replace: false })).rejects.toMatchObject({
    code: 'DUPLICATE_ID',
  })
  expect((await store.load('x')).outputs).toMatchObject([{ value: 1 }])
})
