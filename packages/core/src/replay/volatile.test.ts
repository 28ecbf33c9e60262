import { startHttpServer } from '@retrial/fixtures'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { swap } from '../effects/testing/swap.js'
import { capture } from '../recording/capture.js'
import { explainResult } from '../reporting/explain-result.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

let server: Awaited<ReturnType<typeof startHttpServer>>
beforeEach(async () => {
  server = await startHttpServer(
    (request, response) => void request.resume().on('end', () => response.end('ok')),
  )
})
afterEach(async () => {
  configure({ volatile: [] })
  await server.close()
})

const post = async (body: string | FormData | URLSearchParams, query = ''): Promise<string> =>
  (await fetch(`${server.url}/v1${query}`, { method: 'POST', body })).text()
const json = (value: object): string => JSON.stringify(value)
const multipart = (id: string): FormData => {
  const form = new FormData()
  form.set('id', id)
  form.set('file', new Blob(['bytes']), 'a.txt')
  return form
}

describe.each<[string, string[], () => unknown, () => unknown]>([
  [
    'a field of JSON',
    ['request.body.user', 'request.body.messages[*].id'],
    () => post(json({ user: 'a', messages: [{ id: 1, content: 'x' }] })),
    () => post(json({ messages: [{ content: 'x', id: 2 }] })),
  ],
  [
    'a field of a form',
    ['request.body.nonce'],
    () => post(new URLSearchParams({ nonce: '1', text: 'a b&c=d' })),
    () => post(new URLSearchParams({ nonce: '2', text: 'a b&c=d' })),
  ],
  ['a parameter', ['request.query.ts'], () => post('x', '?ts=1&a=b'), () => post('x', '?a=b&ts=2')],
  ['a body of parts, as a whole', ['request.body'], () => post(multipart('1')), () => post(multipart('2'))],
  ['a body of text, as a whole', ['request.body'], () => post('at 1'), () => post('at 2')],
  [
    'a member of an argument',
    ['args[0].requestId'],
    () => effect('a', async ({ q }: { q: string; requestId: number }) => q, { q: 'x', requestId: 1 }),
    () => effect('a', async ({ q }: { q: string; requestId: number }) => q, { q: 'x', requestId: 2 }),
  ],
])('%s', (_what, volatile, then, now) => {
  test('matches where it is volatile', async () => {
    expect((await swap(then, now, { volatile })).result.verdict).toBe('match')
  })

  test('is a miss where it is not', async () => {
    expect((await swap(then, now)).result.verdict).toBe('miss')
  })

  test('or is by a setting of the process', async () => {
    configure({ volatile })
    expect((await swap(then, now)).result.verdict).toBe('match')
  })
})

test('naming a field later needs no new recording', async () => {
  let id = 1
  const decided = decision(freshName(), () => post(json({ id: id++, q: 'x' })))
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => decided(), { store })
  expect(snapshot.effects).toMatchObject([{ request: { body: { json: { id: 1 } } } }])
  const engine = new ReplayEngine(store)
  expect(await engine.replay(snapshot.id)).toMatchObject({
    verdict: 'nondeterministic',
    misses: [{ kind: 'NO_MATCH' }],
  })
  configure({ volatile: ['request.body.id'] })
  expect(await engine.replay(snapshot.id)).toMatchObject({ verdict: 'match' })
})

test('multipart and text have no fields: naming one changes nothing', async () => {
  const volatile = ['request.body.id']
  expect(
    (
      await swap(
        () => post(multipart('1')),
        () => post(multipart('2')),
        { volatile },
      )
    ).result.verdict,
  ).toBe('miss')
  expect(
    (
      await swap(
        () => post('id: 1'),
        () => post('id: 2'),
        { volatile },
      )
    ).result.verdict,
  ).toBe('miss')
})

test('calls that differ in volatile fields only are answered in the order they were recorded', async () => {
  let n = 0
  const code = async (): Promise<number[]> => {
    const answers: number[] = []
    for (const _ of [1, 2, 3]) {
      answers.push(
        await effect('draw', async (_at: { at: number; deck: string }) => ++n, { at: ++n, deck: 'a' }),
      )
    }
    return answers
  }
  const { result, value } = await swap(code, code, { volatile: ['args[0].at'] })
  expect(result).toMatchObject({ verdict: 'match', replayOutput: value })
})

test('a miss shows what differs, and not what is volatile', async () => {
  const { result } = await swap(
    () => post(json({ id: 1, model: 'm', prompt: 'Be brief.' }), '?ts=1'),
    () => post(json({ id: 2, model: 'm', prompt: 'Be kind.' }), '?ts=2'),
    { volatile: ['request.body.id', 'request.query.ts'] },
  )
  expect(explainResult(result)).toEqual([
    expect.stringContaining('contact 1, POST'),
    '  nearest is recorded contact 1; it differs here:',
    expect.stringContaining('    request.body.prompt: '),
  ])
})
