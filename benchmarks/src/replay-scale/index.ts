import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fill } from './fill.js'

/** Processes of each kind, in turn. */
const ROUNDS = 3
const SIZES = [1_000, 10_000, 100_000]

interface Pass {
  readonly count: number
  /** Seconds of the processor: to open the store, for the first pass over it, and for one when all is compiled. */
  readonly opening: number
  readonly first: number
  readonly warm: number
  readonly peakMiB: number
}

const sizes = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'retrial-scale-'))
const path = join(folder, 'store.db')
try {
  console.log(
    `Snapshots a second of the processor: the raw loop, and the engine once the store is open. Goal: a share of 0.70.
The first pass compiles what it runs; 'warm' is one in the same process after 50,000 replays. 'open' is what
opening the store takes, which checks the whole file, in microseconds a snapshot.
`,
  )
  console.log(
    '  snapshots   raw loop/s   engine/s   share    warm: raw   engine   share   open   raw MiB   engine MiB',
  )
  let held = 0
  for (const size of sizes.length > 0 ? sizes : SIZES) {
    await fill(path, held, size)
    held = size
    const rounds = Array.from({ length: ROUNDS }, () => ({ raw: pass('raw'), engine: pass('engine') }))
    const share = (pass: 'first' | 'warm'): string =>
      median(rounds.map(({ raw, engine }) => raw[pass] / engine[pass])).toFixed(2)
    const of = (by: 'raw' | 'engine', figure: (pass: Pass) => number): string =>
      median(rounds.map((round) => figure(round[by]))).toFixed(0)
    const cells: [text: string, width: number][] = [
      [String(size), 11],
      [of('raw', ({ count, first }) => count / first), 13],
      [of('engine', ({ count, first }) => count / first), 11],
      [share('first'), 8],
      [of('raw', ({ count, warm }) => count / warm), 13],
      [of('engine', ({ count, warm }) => count / warm), 9],
      [share('warm'), 8],
      [of('engine', ({ count, opening }) => (opening / count) * 1e6), 7],
      [of('raw', ({ peakMiB }) => peakMiB), 10],
      [of('engine', ({ peakMiB }) => peakMiB), 13],
    ]
    console.log(cells.map(([text, width]) => text.padStart(width)).join(''))
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function pass(by: 'raw' | 'engine'): Pass {
  const script = join(import.meta.dirname, 'pass.ts')
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, path, by], { encoding: 'utf8' })
  return JSON.parse(printed) as Pass
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
