import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decision } from '../../decision/decision.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { freshName } from '../testing/round-trip.js'
import { recorded } from './testing/recorded.js'

const NAME = 'RETRIAL_TEST_REGION'
const KEY = 'RETRIAL_TEST_API_KEY'
const SECRET = 'zq8-Rk2_v93XwTtb71mN'

beforeEach(() => {
  process.env[NAME] = 'eu'
  process.env[KEY] = SECRET
})
afterEach(() => {
  Reflect.deleteProperty(process.env, NAME)
  Reflect.deleteProperty(process.env, KEY)
})

describe('what a call writes it sees itself, and nobody else', () => {
  test.each<[string, () => void, string | undefined]>([
    ['set', () => (process.env[NAME] = 'us'), 'us'],
    ['set to what is no text', () => (process.env[NAME] = 7 as never), '7'],
    ['deleted', () => Reflect.deleteProperty(process.env, NAME), undefined],
    ['assigned', () => Object.assign(process.env, { [NAME]: 'us' }), 'us'],
    [
      'defined',
      () => {
        const flags = { writable: true, enumerable: true, configurable: true }
        Object.defineProperty(process.env, NAME, { value: 'us', ...flags })
      },
      'us',
    ],
  ])('%s', async (_how, write, expected) => {
    const { value, replay } = await recorded(
      () => {
        write()
        return [process.env[NAME], NAME in process.env, Object.keys(process.env).includes(NAME)]
      },
      { env: [NAME] },
    )
    expect(value).toEqual([expected, expected !== undefined, expected !== undefined])
    expect(process.env[NAME]).toBe('eu')
    expect(await replay()).toMatchObject({ verdict: 'match' })
    expect(process.env[NAME]).toBe('eu')
  })

  test('what is not listed is written for all', async () => {
    await recorded(() => (process.env[NAME] = 'us'), { env: [KEY] })
    expect(process.env[NAME]).toBe('us')
  })
})

describe('a secret among them', () => {
  const call = (): string | undefined => process.env[KEY]

  test('is not in the snapshot, neither there nor where the call passed it on', async () => {
    const { snapshot } = await recorded(() => `the key is ${call()!}`, { env: [KEY, NAME] })
    expect(snapshot.determinism?.env).toEqual({ [KEY]: '[redacted:api-key]', [NAME]: 'eu' })
    expect(JSON.stringify(snapshot)).not.toContain(SECRET)
  })

  test('is the own one of the machine in a replay, and is not kept there either', async () => {
    let seen: string | undefined
    const { replay } = await recorded(() => `the key is ${(seen = call())!}`, { env: [KEY] })
    process.env[KEY] = 'Jk1-another_one-88Qx'
    const result = await replay()
    expect(seen).toBe('Jk1-another_one-88Qx')
    expect(JSON.stringify(result)).not.toContain('another_one')
    expect(result.verdict).toBe('match')
  })

  test('may be missing there', async () => {
    const { replay } = await recorded(() => typeof call(), { env: [KEY] })
    Reflect.deleteProperty(process.env, KEY)
    expect(await replay()).toMatchObject({ verdict: 'mismatch', replayOutput: 'undefined' })
  })

  test('is found by its shape', async () => {
    process.env[NAME] = `https://user:${SECRET}@db.example/x`
    const { snapshot } = await recorded(() => 1, { env: [NAME] })
    expect(JSON.stringify(snapshot)).not.toContain(SECRET)
  })

  test("is taken out of an input too, and the replay of the test's own call sees no change", async () => {
    const decided = decision(freshName(), async (_prompt: string) => 1, { env: [KEY] })
    const ask = (): Promise<number> => decided(`use ${SECRET}`)
    const { snapshot } = await capture(ask)
    expect(snapshot.inputs[0]!.value).toBe('use [redacted:api-key]')
    const engine = new ReplayEngine(await openStore('memory:'), { mode: 'strict' })
    expect(await engine.replayCall(ask, snapshot)).toMatchObject({ verdict: 'match' })
    expect(await engine.replay(snapshot)).toMatchObject({ verdict: 'match' })
  })
})

test('one that is listed only now is as it is', async () => {
  const { snapshot, replay } = await recorded(() => process.env[NAME], { env: [KEY] })
  process.env[NAME] = 'us'
  expect(snapshot.determinism?.env).not.toHaveProperty(NAME)
  expect(await replay()).toMatchObject({ verdict: 'mismatch', replayOutput: 'us' })
})
