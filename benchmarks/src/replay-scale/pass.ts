import { decision, openStore, ReplayEngine, type Output } from '@retrial/core'
import Sqlite from 'better-sqlite3'
import fastDeepEqual from 'fast-deep-equal/es6/index.js'
import { repeated } from './contents.js'

/** One pass over a store in a process of its own, so that its peak of memory is that of the pass. */
const [path = '', by] = process.argv.slice(2)
const database = new Sqlite(path, { readonly: true })
const bodies = database.prepare<[], string>('SELECT body FROM snapshots ORDER BY id').pluck()

const start = process.hrtime.bigint()
const count = by === 'raw' ? rawPass() : await enginePass()
const seconds = Number(process.hrtime.bigint() - start) / 1e9
console.log(JSON.stringify({ count, seconds, peakMiB: process.resourceUsage().maxRSS / 1024 }))
database.close()

/** The least there is to do: read a row, parse it, call the function, compare. */
function rawPass(): number {
  const answer = answers()
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

async function enginePass(): Promise<number> {
  decision('benchmark.scale', answers(), { outputs: 'keys' })
  const store = await openStore(`sqlite:${path}`)
  const { totalReplays, successfulReplays } = await new ReplayEngine(store).getReplayStats({})
  await store.close()
  if (successfulReplays !== totalReplays) throw new Error(`${totalReplays - successfulReplays} did not match`)
  return totalReplays
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
