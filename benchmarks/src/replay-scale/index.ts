import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fill } from './fill.js'

/** Passes of each kind, in turn. */
const ROUNDS = 3
const SIZES = [1_000, 10_000, 100_000]

interface Pass {
  readonly count: number
  readonly seconds: number
  readonly peakMiB: number
}

const sizes = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'retrial-scale-'))
const path = join(folder, 'store.db')
try {
  console.log('Snapshots a second of the raw loop and of the engine, and the peak of memory. Goal: 0.70.\n')
  console.log('  snapshots      raw loop        engine   share   raw MiB   engine MiB')
  let held = 0
  for (const size of sizes.length > 0 ? sizes : SIZES) {
    await fill(path, held, size)
    held = size
    const rounds = Array.from({ length: ROUNDS }, () => ({ raw: pass('raw'), engine: pass('engine') }))
    const share = median(rounds.map(({ raw, engine }) => raw.seconds / engine.seconds))
    const [raw, engine] = (['raw', 'engine'] as const).map((by) => rounds.map((round) => round[by]))
    console.log(
      [
        String(size).padStart(11),
        ...[raw, engine].map((passes = []) => `${rate(passes).padStart(12)}/s`),
        share.toFixed(2).padStart(8),
        ...[raw, engine].map((passes = []) => peak(passes).padStart(10)),
      ].join(''),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function pass(by: 'raw' | 'engine'): Pass {
  const script = join(import.meta.dirname, 'pass.ts')
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, path, by], { encoding: 'utf8' })
  return JSON.parse(printed) as Pass
}

function rate(passes: readonly Pass[]): string {
  return median(passes.map(({ count, seconds }) => count / seconds)).toFixed(0)
}

function peak(passes: readonly Pass[]): string {
  return median(passes.map(({ peakMiB }) => peakMiB)).toFixed(0)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
