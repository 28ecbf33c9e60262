import {
  capture,
  decision,
  openStore,
  policy,
  ReplayEngine,
  type DecisionSnapshot,
  type ReplayPolicy,
} from '@retrial/core'

/** Two texts or values to compare. */
export interface Sides {
  readonly id: string
  readonly recorded: unknown
  readonly replayed: unknown
}

/** What one way of comparing says of a pair. */
export interface Judgement {
  /** Whether the two pass for the same. */
  readonly passes: boolean
  readonly score: number
  /** Who scored: another one than asked for where that cannot read a text. */
  readonly scorer: string
}

export type Judgements<Pair> = ReadonlyMap<Pair, Judgement>

/** How pairs are compared: which scorer, from which score on, with or without the guard. */
export interface Way {
  readonly name: string
  readonly scorer: 'lexical' | 'local'
  readonly guard: boolean
  readonly minSimilarity?: number
}

/** Both scorers, alone and with the guard. */
export const WAYS: readonly Way[] = [
  { name: 'lexical', scorer: 'lexical', guard: false },
  { name: 'local', scorer: 'local', guard: false },
  { name: 'lexical + guard', scorer: 'lexical', guard: true },
  { name: 'local + guard', scorer: 'local', guard: true },
]

/** Records one side of each pair as the answer of a decision, has it answer the other, and asks the engine. */
export async function judgePairs<Pair extends Sides>(
  pairs: readonly Pair[],
  ways: readonly Way[],
): Promise<Judgements<Pair>[]> {
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
  const judgements: Judgements<Pair>[] = []
  for (const way of ways) {
    const results = await engine.replayBatch(snapshots, { policy: policyOf(way) })
    judgements.push(
      new Map(
        results.map(({ verdict, error, scores = [] }, index) => {
          // A text that the scorer does not read is no pass; anything else that breaks is no result.
          if (verdict !== 'match' && verdict !== 'violation') throw error ?? new Error(verdict)
          const { score = 0, scorer = way.scorer } = scores[0] ?? {}
          return [pairs[index] as Pair, { passes: verdict === 'match', score, scorer }]
        }),
      ),
    )
  }
  await store.close()
  return judgements
}

function policyOf({ name, ...options }: Way): ReplayPolicy {
  return policy(name).semanticSimilarity('output', options)
}
