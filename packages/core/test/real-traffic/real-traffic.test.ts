import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { routeHosts, startExchangeServer, type ExchangeServer } from '@retrial/fixtures'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  openStore,
  ReplayEngine,
  type DecisionSnapshot,
  type Effect,
  type ReplayResult,
  type SnapshotStore,
} from '../../src/index.js'
import { dealBundles, recordBundles } from './bundles.js'
import { withOneWordChanged, wordsApart } from './one-word.js'
import { lessSecrets, recordedBytes } from './recorded-bytes.js'
import { recordExchange, type Recording } from './record-traffic.js'
import { NetworkContacts } from './network-contacts.js'
import { sameAddress, sameBody } from './same-request.js'
import { servedAnswer } from './served-answer.js'
import { Tally } from './tally.js'
import { wording } from './traffic-decisions.js'
import { hasTraffic, readTraffic, TRAFFIC_FILE } from './traffic-file.js'

const AT_ONCE = 50
/** What was not recorded is known by then: no client may go on trying. */
const MISS_MS = 2_000

if (!hasTraffic) process.stderr.write(`real traffic: skipped, there is no ${TRAFFIC_FILE}\n`)

// The tests are the chapters of one story: record, close the server, replay, change a word.
describe.skipIf(!hasTraffic)('real traffic', { timeout: 120_000 }, () => {
  const exchanges = hasTraffic ? readTraffic() : []
  const answers = exchanges.map(servedAnswer)
  const recordings: Recording[] = []
  const bundles: DecisionSnapshot[] = []
  const tally = new Tally()
  const notes: string[] = []
  const contacts = new NetworkContacts()
  let server: ExchangeServer
  let store: SnapshotStore
  let restoreHosts: () => void

  beforeAll(async () => {
    server = await startExchangeServer(answers)
    restoreHosts = routeHosts(server.url)
    contacts.start()
    // Clients warn of models that have been retired since.
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    store = await openStore('memory:')
  })

  afterAll(async () => {
    vi.restoreAllMocks()
    contacts.stop()
    restoreHosts()
    await server.close()
    await store.close()
    process.stderr.write(`\nreal traffic\n${tally.toString()}\n${notes.join('\n')}\n`)
  })

  test('every exchange is served once, through the real client where there is one', async () => {
    const startedAt = performance.now()
    for (const [index, exchange] of exchanges.entries()) {
      const recording = await recordExchange(exchange, index, store)
      recordings.push(recording)
      const { provider, via } = recording.sending
      tally.add(provider, 'served')
      tally.add(provider, via)
      if (exchange.streaming) tally.add(provider, 'streams')
      if (recording.snapshot.error !== undefined) tally.add(provider, 'threw')
      if (recording.refused !== undefined) {
        tally.add(provider, 'refused')
        notes.push(`${recording.snapshot.id}: the client would not send it (${recording.refused}), fetch did`)
      }
    }
    notes.push(`recorded in ${seconds(startedAt)}`)
    expect(server.requests.map(({ index }) => index)).toEqual([...exchanges.keys()])
    expect(contacts.take()).toHaveLength(exchanges.length)
  })

  test('a recording holds the request that the server got and the bytes that it gave', () => {
    let redacted = 0
    for (const [index, { exchange, sending, snapshot }] of recordings.entries()) {
      const asked = server.requests[index]!
      if (sameBody(asked, exchange)) tally.add(sending.provider, 'same body')
      expect(sameAddress(asked, exchange), snapshot.id).toBe(true)
      const given = Buffer.concat(answers[index]!.pieces)
      expect(recordedBytes(snapshot).equals(lessSecrets(given)), snapshot.id).toBe(true)
      if (!lessSecrets(given).equals(given)) redacted++
      // A client throws what it gets as an error, be it an event of a stream; fetch gives it back.
      const mayThrow = sending.via === 'client' && (exchange.status >= 400 || exchange.streaming)
      const mustThrow = mayThrow && exchange.status >= 400
      expect([mustThrow, mayThrow], snapshot.id).toContain(snapshot.error !== undefined)
    }
    expect(redacted).toBe(4)
  })

  test(`${String(AT_ONCE)} recordings at once do not mix`, async () => {
    const dealt = dealBundles(recordings, AT_ONCE)
    const startedAt = performance.now()
    const captured = await recordBundles(dealt)
    notes.push(
      `${String(AT_ONCE)} recordings at once of ${String(dealt.flatMap(({ sendings }) => sendings).length)} exchanges in ${seconds(startedAt)}`,
    )
    for (const [place, { value, snapshot }] of captured.entries()) {
      const { sendings, expected } = dealt[place]!
      expect(value, snapshot.id).toEqual(expected)
      expect(snapshot.effects.map(endOf), snapshot.id).toEqual(sendings.map(() => 'done'))
    }
    bundles.push(...captured.map(({ snapshot }) => snapshot))
  })

  test('with the server closed, every one comes back as a match', async () => {
    await server.close()
    contacts.take()
    const startedAt = performance.now()
    const results = await new ReplayEngine(store, { mode: 'strict' }).replayBatch(ids(recordings))
    notes.push(`replayed in ${seconds(startedAt)}, 4 at once`)
    for (const [index, result] of results.entries()) {
      const { sending, snapshot } = recordings[index]!
      expect([result.snapshotId, result.verdict, result.outputsMatch], why(result)).toEqual([
        snapshot.id,
        'match',
        true,
      ])
      expect(result.replayOutput).toStrictEqual(snapshot.outputs[0]?.value)
      expect(result.replayedSnapshot?.error).toEqual(snapshot.error)
      tally.add(sending.provider, 'match')
    }
    expect(contacts.take()).toEqual([])
  })

  test(`${String(AT_ONCE)} replays at once, from a SQLite file, do not mix`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'retrial-traffic-'))
    try {
      const file = `sqlite:${join(folder, 'traffic.db')}`
      const writer = await openStore(file)
      await writer.saveMany([...recordings.map(({ snapshot }) => snapshot), ...bundles])
      await writer.close()
      const reader = await openStore(file)
      const startedAt = performance.now()
      const engine = new ReplayEngine(reader, { mode: 'strict' })
      const results = await engine.replayBatch([...ids(recordings), ...bundles.map(({ id }) => id)], {
        concurrency: AT_ONCE,
      })
      notes.push(`replayed from SQLite in ${seconds(startedAt)}, ${String(AT_ONCE)} at once`)
      await reader.close()
      const recorded = [...recordings.map(({ snapshot }) => snapshot), ...bundles]
      for (const [index, result] of results.entries()) {
        const { id, outputs } = recorded[index]!
        expect([result.snapshotId, result.verdict], why(result)).toEqual([id, 'match'])
        expect(result.replayOutput).toStrictEqual(outputs[0]?.value)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
    expect(contacts.take()).toEqual([])
  })

  test('with one word changed, every one comes back as a miss that names it, after one try', async () => {
    const engine = new ReplayEngine(store, { mode: 'strict' })
    const kinds = new Map<string, number>()
    let slowest = 0
    wording.changed = true
    for (const { sending, snapshot } of recordings) {
      const { path, kind } = withOneWordChanged(sending)
      const startedAt = performance.now()
      const result = await engine.replay(snapshot.id)
      const took = performance.now() - startedAt
      expect([result.verdict, result.outputsMatch], why(result)).not.toContain('match')
      expect(result.verdict, `${snapshot.id} ${path} ${why(result)}`).toBe('miss')
      expect(result.misses, snapshot.id).toHaveLength(1)
      const [{ kind: missed, nearest } = { kind: undefined }] = result.misses
      expect(missed, snapshot.id).toBe('NO_MATCH')
      expect(
        nearest?.changes.map(({ fieldPath, changeType }) => [fieldPath, changeType]),
        snapshot.id,
      ).toEqual([[path, 'modified']])
      const [change] = nearest?.changes ?? []
      expect(wordsApart(change?.oldValue, change?.newValue), snapshot.id).toBe(1)
      expect(took, snapshot.id).toBeLessThan(MISS_MS)
      slowest = Math.max(slowest, took)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      tally.add(sending.provider, 'miss')
    }
    notes.push(
      `one word changed in a ${[...kinds].map(([kind, count]) => `${kind} (${String(count)})`).join(', ')}`,
    )
    notes.push(`slowest miss ${slowest.toFixed(0)} ms`)
    expect(contacts.take()).toEqual([])
  })
})

function ids(recordings: readonly Recording[]): string[] {
  return recordings.map(({ snapshot }) => snapshot.id)
}

/** What a failed check needs to know of a replay, without the recorded texts. */
function why({ verdict, misses, unused, error, diff }: ReplayResult): string {
  const changes = diff?.changes.slice(0, 5).map(({ fieldPath }) => fieldPath)
  return JSON.stringify({
    verdict,
    misses: misses.map(({ message }) => message),
    unused,
    error: error?.message,
    changes,
  })
}

/** How a contact ended. */
function endOf(effect: Effect): string {
  return effect.kind === 'http' ? effect.end : effect.kind
}

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}
