import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHttpServer } from '@retrial/fixtures'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

let folder: string
let answers: (number | string)[]
let server: Awaited<ReturnType<typeof startHttpServer>>

beforeEach(async () => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
  folder = await mkdtemp(join(tmpdir(), 'retrial-rerecord-'))
  answers = ['first']
  server = await startHttpServer((_request, response) => {
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (typeof answer === 'number') response.writeHead(answer).end('no')
    else response.end(answer)
  })
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await server.close()
  await rm(folder, { recursive: true })
})

async function recorded(store: SnapshotStore) {
  const decided = decision(freshName(), async (url: string) => {
    const response = await fetch(url)
    if (!response.ok) throw new Error('refused')
    return response.text()
  })
  const { snapshot } = await capture(() => decided(server.url), { store, tags: { team: 'refunds' } })
  return { id: snapshot.id, snapshot, engine: new ReplayEngine(store) }
}

describe.each(['memory:', 'dir:', 'sqlite:'])('a tape in %s', (kind) => {
  const open = (): Promise<SnapshotStore> => openStore(kind === 'memory:' ? kind : `${kind}${folder}/store`)

  test('is replaced whole, under its id and with its tags', async () => {
    const store = await open()
    const { id, snapshot, engine } = await recorded(store)
    answers = ['second']
    const again = await engine.rerecord(id)
    expect(again).toMatchObject({
      id,
      tags: { team: 'refunds' },
      inputs: snapshot.inputs,
      outputs: [{ value: 'second' }],
    })
    expect(await store.load(id)).toEqual(again)
    expect(again.effects).toHaveLength(1)
    await server.close()
    expect(await engine.replay(id)).toMatchObject({ verdict: 'match', replayOutput: 'second' })
    expect(await store.verify()).toMatchObject({ checked: 1, problems: [] })
    await store.close()
  })

  test('stays as it was where the world fails', async () => {
    const store = await open()
    const { id, snapshot, engine } = await recorded(store)
    answers = [503]
    await expect(engine.rerecord(id)).rejects.toMatchObject({ code: 'RECORDING_FAILED' })
    expect(await store.load(id)).toEqual(snapshot)
    await store.close()
  })

  test('is old or new for whoever reads meanwhile, never half', async () => {
    const store = await open()
    const { id, engine } = await recorded(store)
    answers = Array.from({ length: 20 }, (_item, index) => `answer ${index}`)
    const reader = { over: false }
    const seen = new Set<unknown>()
    const reading = (async () => {
      while (!reader.over) {
        const { outputs, effects } = await store.load(id)
        const [effect] = effects
        expect(effect?.kind === 'http' && effect.response?.chunks[0]).toBe(outputs[0]?.value)
        seen.add(outputs[0]?.value)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    for (let round = 0; round < 20; round++) await engine.rerecord(id)
    reader.over = true
    await reading
    expect(seen.size).toBeGreaterThan(1)
    await store.close()
  })
})

test('an id that is not there', async () => {
  const engine = new ReplayEngine(await openStore('memory:'))
  await expect(engine.rerecord('nobody')).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
})

test('a decision that is not there', async () => {
  const store = await openStore('memory:')
  const { id, snapshot, engine } = await recorded(store)
  await store.save({ ...snapshot, functionName: 'gone' }, { replace: true })
  await expect(engine.rerecord(id)).rejects.toMatchObject({ code: 'DECISION_NOT_REGISTERED' })
})

describe('in CI', () => {
  test.each<[string, Record<string, string>, string]>([
    ['without a word', {}, 'LIVE_IN_CI'],
    ['allowed to write', { RETRIAL_ALLOW_CI_WRITES: '1' }, 'LIVE_IN_CI'],
    ['allowed to call', { RETRIAL_LIVE: '1' }, 'CI_WRITE_REFUSED'],
  ])('%s it is refused', async (_case, words, code) => {
    const store = await openStore('memory:')
    const { id, snapshot, engine } = await recorded(store)
    answers = ['second']
    for (const [name, value] of Object.entries({ CI: 'true', ...words })) vi.stubEnv(name, value)
    await expect(engine.rerecord(id)).rejects.toMatchObject({ code })
    expect(await store.load(id)).toEqual(snapshot)
  })

  test('allowed both it is done', async () => {
    const store = await openStore('memory:')
    const { id, engine } = await recorded(store)
    answers = ['second']
    for (const name of ['CI', 'RETRIAL_LIVE', 'RETRIAL_ALLOW_CI_WRITES']) vi.stubEnv(name, '1')
    expect(await engine.rerecord(id)).toMatchObject({ outputs: [{ value: 'second' }] })
  })
})
