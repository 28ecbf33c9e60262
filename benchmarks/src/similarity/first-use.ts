import { performance } from 'node:perf_hooks'
import { localEmbedder } from '@retrial/embedder-local'
import { findContradictions } from '../../../packages/core/src/similarity/guard/contradictions.js'

/** What the first pair took that a process was given. */
export interface FirstUse {
  readonly ms: number
  /** Mebibytes by which the process has grown, its native memory included. */
  readonly mib: number
}

const PAIR = ['The refund was approved.', 'We have approved the refund.'] as const
const FIRST: Readonly<Record<string, () => unknown>> = {
  guard: () => findContradictions(...PAIR),
  local: () => localEmbedder().embed(PAIR),
}

const held = process.memoryUsage.rss()
const start = performance.now()
await FIRST[process.argv[2] ?? '']?.()
const ms = performance.now() - start
const use: FirstUse = { ms, mib: (process.memoryUsage.rss() - held) / 2 ** 20 }
console.log(JSON.stringify(use))
