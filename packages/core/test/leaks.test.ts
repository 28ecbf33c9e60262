import { createProject, startHttpServer } from '@retrial/fixtures'
import { expect, test } from 'vitest'

const ROUNDS = 5
/** Cycles of a round; each is one recording and four replays. */
const CYCLES = 500
/** Bytes that a cycle may leave behind. */
const BYTES_A_CYCLE = 500

/** What the program below writes. */
interface Report {
  /** Bytes of heap that each round left behind. */
  readonly growth: readonly number[]
  readonly verdicts: Readonly<Record<string, number>>
  readonly scopes: { readonly opened: number; readonly alive: number }
  /** Before the first recording, after the first cycle, and after the last. */
  readonly pristine: Traces
  readonly first: Traces
  readonly last: Traces
}

interface Traces {
  readonly processListeners: Readonly<Record<string, number>>
  readonly subscribers: readonly number[]
  readonly signalListeners: number
  readonly timers: number
  /** 0 for the first object seen in the place of each dispatcher, 1 for another. */
  readonly dispatchers: readonly number[]
  /** Names of globals and functions of Node that are not what they were. */
  readonly replaced: readonly string[]
  /** What Retrial shares among its copies is kept under symbols. */
  readonly slots: number
}

const PROGRAM = `
import { capture, decision, effect, openStore, ReplayEngine } from '@retrial/core'
import { channel } from 'node:diagnostics_channel'
import { Agent, get } from 'node:http'
import { EventEmitter, getEventListeners } from 'node:events'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { request } from 'undici'

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc')
const require = createRequire(import.meta.url)
const [rounds, cycles, url] = [Number(process.env.ROUNDS), Number(process.env.CYCLES), process.env.SERVICE_URL]
const CHANNELS = ['undici:request:create', 'http.client.request.start', 'http.client.request.error']
const SLOTS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name))
const PLACES = {
  global: [globalThis, ['fetch', 'Date', 'setTimeout', 'process']],
  Date: [Date, ['now']],
  Math: [Math, ['random']],
  performance: [performance, ['now']],
  crypto: [crypto, ['randomUUID', 'getRandomValues']],
  ...Object.fromEntries(
    [
      ['node:http', ['request', 'get', 'globalAgent', 'ClientRequest']],
      ['node:https', ['request', 'get', 'globalAgent']],
      ['node:net', ['connect', 'createConnection']],
      ['node:crypto', ['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync']],
    ].map(([name, keys]) => [name, [require(name), keys]]),
  ),
}
const places = Object.entries(PLACES).flatMap(([name, [holder, keys]]) =>
  keys.map((key) => ({ name: name + '.' + key, read: () => holder[key], was: holder[key] })),
)

// Node loads its undici, which sets the dispatcher.
void Headers
const controller = new AbortController()
let dispatchers
const traces = () => ({
  processListeners: Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)])),
  subscribers: CHANNELS.map((name) => channel(name)._subscribers?.length ?? 0),
  signalListeners: getEventListeners(controller.signal, 'abort').length,
  timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
  dispatchers: SLOTS.map((slot, index) => ((dispatchers ?? [])[index] === globalThis[slot] ? 0 : 1)),
  replaced: places.filter(({ read, was }) => read() !== was).map(({ name }) => name),
  slots: Object.getOwnPropertySymbols(globalThis).length,
})
const heap = async () => {
  for (let time = 0; time < 5; time++) {
    await sleep(20)
    gc()
  }
  return process.memoryUsage().heapUsed
}

let noted = []
const scopes = { opened: 0, alive: 0 }
const countScopes = async () => {
  // A connection that is kept holds the scope of the last request that went over it.
  agent.destroy()
  await heap()
  scopes.opened += noted.length
  scopes.alive += noted.filter((scope) => scope.deref() !== undefined).length
  noted = []
}
const slot = Symbol.for('@retrial/core.scopes')
const note = () => {
  const scope = globalThis[slot]?.getStore()
  if (scope !== undefined) noted.push(new WeakRef(scope))
}
const agent = new Agent({ keepAlive: true })
const byNode = (path) =>
  new Promise((resolve, reject) =>
    get(url + path, { agent }, (response) => resolve(text(response))).on('error', reject),
  )
const body = async () => {
  note()
  const answers = [
    await byNode('/node'),
    await (await fetch(url + '/get')).text(),
    await (await request(url + '/post', { method: 'POST', body: 'question' })).body.text(),
    await effect('call', async () => 'called'),
  ]
  return answers
}
const taps = { http: ['undici', 'node'] }
const ask = decision('ask', body, taps)
const asksMore = decision('asks more', async (more) => [...(await body()), more && (await (await fetch(url + '/more')).text())], taps)
// The taps stay for code that goes on after its replay was stopped: it ends then.
const staying = []
const stays = decision('stays', async (stay) => (note(), stay && new Promise((resolve) => staying.push(resolve))), taps)
const endAll = () => staying.splice(0).forEach((end) => end())

const store = await openStore('memory:')
const engine = new ReplayEngine(store)
const changed = (snapshot) => ({ ...snapshot, inputs: [{ ...snapshot.inputs[0], value: true }] })
const verdicts = {}
const count = (verdict) => (verdicts[verdict] = (verdicts[verdict] ?? 0) + 1)
let given

const cycle = async () => {
  const { snapshot } = await capture(() => ask())
  count((await engine.replay(snapshot, { signal: controller.signal })).verdict)
  given ??= {
    more: changed((await capture(() => asksMore(false))).snapshot),
    stay: changed((await capture(() => stays(false))).snapshot),
  }
  count((await engine.replay(given.more)).verdict)
  count((await engine.replay(given.stay, { timeoutMs: 1 })).verdict)
  endAll()
  const gone = new AbortController()
  setImmediate(() => gone.abort(new Error('gone')))
  count(await engine.replay(given.stay, { signal: gone.signal }).catch(() => 'stopped'))
  endAll()
}
const bytesLeft = async () => {
  const before = await heap()
  for (let time = 0; time < cycles; time++) await cycle()
  await countScopes()
  return (await heap()) - before
}

const pristine = traces()
await ask()
await cycle()
dispatchers = SLOTS.map((slot) => globalThis[slot])
await heap()
const first = traces()
const growth = []
for (let round = 0; round < rounds; round++) growth.push(await bytesLeft())
const last = traces()
console.log(JSON.stringify({ growth, verdicts, scopes, pristine, first, last }))
process.exit()
`

test(`${ROUNDS * CYCLES} recordings and ${4 * ROUNDS * CYCLES} replays leave nothing behind`, async ({
  onTestFinished,
}) => {
  const server = await startHttpServer((request, response) => {
    request.resume().on('end', () => response.end('answer'))
  })
  const project = createProject({ 'main.mjs': PROGRAM })
  onTestFinished(async () => {
    project.remove()
    await server.close()
  })
  const { code, stdout, stderr } = await project.node('main.mjs', {
    ROUNDS: String(ROUNDS),
    CYCLES: String(CYCLES),
    SERVICE_URL: server.url,
  })
  expect(code, stderr).toBe(0)
  const { growth, verdicts, scopes, pristine, first, last } = JSON.parse(stdout) as Report

  expect(Object.keys(verdicts).sort()).toEqual(['match', 'miss', 'stopped', 'timeout'])
  for (const times of Object.values(verdicts)) expect(times).toBeGreaterThan(ROUNDS * CYCLES)
  expect(last).toEqual(first)
  expect(last).toEqual({
    ...pristine,
    subscribers: [1, 1, 1],
    dispatchers: [0, 0],
    slots: first.slots,
  })

  expect(scopes.opened).toBeGreaterThan(5 * ROUNDS * CYCLES)
  expect(scopes.alive).toBe(0)
  // What leaks grows in every round; compiled code and filled caches only in the first ones.
  expect(Math.min(...growth), `bytes left by each round: ${growth.join(', ')}`).toBeLessThan(
    BYTES_A_CYCLE * CYCLES,
  )
})
