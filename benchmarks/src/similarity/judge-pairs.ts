import {
  capture,
  decision,
  openStore,
  policy,
  ReplayEngine,
  type DecisionSnapshot,
  type ReplayPolicy,
} from '@retrial/core'
import type { LabelledPair } from './pairs.js'

/** What one way of comparing says of each pair: true where the two pass for the same. */
export type Verdicts = ReadonlyMap<LabelledPair, boolean>

/** How pairs are compared: which scorer, from which score on, with or without the guard. */
export interface Way {
  readonly name: string
  readonly scorer: 'lexical' | 'local'
  readonly guard: boolean
  readonly minSimilarity?: number
}

/** Records one side of each pair as the answer of a decision, has it answer the other, and asks the engine. */
export async function judgePairs(pairs: readonly LabelledPair[], ways: readonly Way[]): Promise<Verdicts[]> {
  let side: 'recorded' | 'replayed' = 'recorded'
  const decide = decision('benchmark.similarity', (index: number) => pairs[index]?.[side])
  const snapshots: DecisionSnapshot[] = []
  for (const [index, { id }] of pairs.entries()) {
    const { snapshot } = await capture(() => decide(index), { id: `pairs/${id}` })
    snapshots.push(snapshot)
  }
  side = 'replayed'
  const store = await openStore('memory:')
  const engine = new ReplayEngine(store)
  const verdicts: Verdicts[] = []
  for (const way of ways) {
    const results = await engine.replayBatch(snapshots, { policy: policyOf(way) })
    verdicts.push(
      new Map(
        results.map(({ verdict, error }, index) => {
          // A text that the scorer does not read is no pass; anything else that breaks is no result.
          if (verdict !== 'match' && verdict !== 'violation') throw error ?? new Error(verdict)
          return [pairs[index] as LabelledPair, verdict === 'match']
        }),
      ),
    )
  }
  await store.close()
  return verdicts
}

function policyOf({ name, ...options }: Way): ReplayPolicy {
  return policy(name).semanticSimilarity('output', options)
}
