import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddingScorer, type SimilarityScorer, type TextPair } from '@retrial/core'
import { localEmbedder } from '@retrial/embedder-local'
// Parts that core does not export: here each is timed by itself.
import { findContradictions } from '../../../packages/core/src/similarity/guard/contradictions.js'
import { lexicalScorer } from '../../../packages/core/src/similarity/lexical-scorer.js'
import { interleave, type Variant } from '../interleave.js'
import { print } from '../print.js'
import type { FirstUse } from './first-use.js'
import { pairsOf } from './pairs.js'

/** Pairs in a round. */
const PAIRS = 60
const ROUNDS = 7
/** Processes of each kind, in turn. */
const PROCESSES = 5

/** Prints what a pair costs each scorer and the guard, and what the first one costs. */
export async function speed(): Promise<void> {
  // Vectors are kept in the folder of a project: in one of our own, so that none are there before.
  const before = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'retrial-similarity-'))
  process.chdir(folder)
  try {
    print('One pair of sentences', await interleave(variants(), { rounds: ROUNDS, calls: PAIRS }))
  } finally {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  }
  firstUses()
}

function variants(): [Variant, ...Variant[]] {
  const pairs = sentencePairs()
  const each = (name: string, work: (pair: TextPair) => unknown): Variant => ({
    name,
    run: (calls) => {
      for (let call = 0; call < calls; call++) work(pairs[call % pairs.length] as TextPair)
      return Promise.resolve()
    },
  })
  /** All pairs of a round at once, as a replay asks for those of a value. */
  const together = (name: string, scorer: SimilarityScorer): Variant => ({
    name,
    run: async (calls) => {
      await scorer.score(pairs.slice(0, calls))
    },
  })
  return [
    each('the words that both have (the floor)', sharedWords),
    together('lexical', lexicalScorer),
    each('the guard', ({ recorded, replayed }) => findContradictions(recorded, replayed)),
    together('local, vectors kept', embeddingScorer(localEmbedder())),
    together('local, no vectors kept', embeddingScorer(localEmbedder(), { cache: false })),
  ]
}

/** English pairs of one sentence each. */
function sentencePairs(): TextPair[] {
  const isSentence = (value: unknown): value is string =>
    typeof value === 'string' && /^[^.?!\n]+[.?!]$/.test(value)
  return pairsOf('unseen')
    .flatMap(({ language, recorded, replayed }) =>
      language === 'en' && isSentence(recorded) && isSentence(replayed) ? [{ recorded, replayed }] : [],
    )
    .slice(0, PAIRS)
}

/** The least that says anything: the share of words that two texts have in common. */
function sharedWords({ recorded, replayed }: TextPair): number {
  const [a, b] = [recorded, replayed].map((text) => new Set(text.toLowerCase().split(/\W+/)))
  return [...(a ?? [])].filter((word) => b?.has(word)).length / Math.max(a?.size ?? 0, b?.size ?? 0)
}

function firstUses(): void {
  const kinds = ['guard', 'local'] as const
  const rounds = Array.from({ length: PROCESSES }, () => kinds.map(firstUse))
  console.log('\nThe first pair in a process of its own, and the memory that the process has grown by')
  for (const [index, kind] of kinds.entries()) {
    const of = (value: (use: FirstUse, floor: FirstUse) => number): number =>
      median(rounds.map((uses) => value(uses[index] as FirstUse, uses[0] as FirstUse)))
    const [ms, ratio] = [of((use) => use.ms), of((use, floor) => use.ms / floor.ms)]
    const cells = [`${ms.toFixed(0)} ms`, ratio.toFixed(2), `${of(({ mib }) => mib).toFixed(0)} MiB`]
    console.log(`  ${kind.padEnd(44)}${cells.map((cell) => cell.padStart(12)).join('')}`)
  }
}

function firstUse(kind: string): FirstUse {
  const script = join(import.meta.dirname, 'first-use.ts')
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, kind], { encoding: 'utf8' })
  return JSON.parse(printed) as FirstUse
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
