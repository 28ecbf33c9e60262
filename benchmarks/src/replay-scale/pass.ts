import { decision, openStore, ReplayEngine, type Output } from '@retrial/core'
import Sqlite from 'better-sqlite3'
import fastDeepEqual from 'fast-deep-equal/es6/index.js'
import { repeated } from './contents.js'

/** Replays before V8 has compiled what runs often, and those that are timed after it: passes over a small store are many. */
const WARM = 50_000
const TIMED = 20_000

/** Passes over a store in a process of their own, so that its peak of memory is theirs. */
const [path = '', by] = process.argv.slice(2)
const database = new Sqlite(path, { readonly: true })
const bodies = database.prepare<[], string>('SELECT body FROM snapshots ORDER BY id').pluck()

/** Seconds of the processor, all threads of the process together: the clock also shows what else the machine does. */
function seconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

// Not the loop's doing, nor the engine's.
const answer = answers()
const begun = seconds()
const { run, close } = by === 'raw' ? { run: rawPass, close: () => undefined } : await engine()
const opened = seconds()
const count = await run()
const first = seconds() - opened
for (let replays = count; replays < WARM; replays += count) await run()
const passes = Math.ceil(TIMED / count)
const compiled = seconds()
for (let pass = 0; pass < passes; pass++) await run()
const warm = (seconds() - compiled) / passes
await close()
console.log(
  JSON.stringify({
    count,
    opening: opened - begun,
    first,
    warm,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  }),
)
database.close()

/** The least there is to do: read a row, parse it, call the function, compare. */
function rawPass(): number {
  let passed = 0
  for (const body of bodies.iterate()) {
    const { inputs, outputs } = JSON.parse(body) as { inputs: Output[]; outputs: Output[] }
    const given = answer(...inputs.map(({ value }) => value))
    for (const { name, value } of outputs) {
      if (!fastDeepEqual(given[name], value)) throw new Error(`${name} changed`)
    }
    passed++
  }
  return passed
}

async function engine(): Promise<{ run: () => Promise<number>; close: () => Promise<void> }> {
  decision('benchmark.scale', answer, { outputs: 'keys' })
  const store = await openStore(`sqlite:${path}`)
  const engine = new ReplayEngine(store)
  const run = async (): Promise<number> => {
    const { totalReplays, successfulReplays } = await engine.getReplayStats({})
    if (successfulReplays !== totalReplays)
      throw new Error(`${totalReplays - successfulReplays} did not match`)
    return totalReplays
  }
  return { run, close: () => store.close() }
}

/** The recorded answers by the number of the content: the function itself must cost nothing. */
function answers(): (...args: unknown[]) => Record<string, unknown> {
  const stored = database
    .prepare<[number], string>('SELECT body FROM snapshots ORDER BY id LIMIT ?')
    .pluck()
    .all(repeated().length)
  const byRow = stored.map((body) => {
    const { outputs } = JSON.parse(body) as { outputs: Output[] }
    return Object.fromEntries(outputs.map(({ name, value }) => [name, value]))
  })
  return (row) => byRow[row as number] ?? {}
}
