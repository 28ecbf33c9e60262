import type { CostComparison } from './gate-result.js'
import type { GatedDecision } from './gated-decision.js'
import type { DecisionPair } from './pair-decisions.js'

/**
 * What the model calls of the decisions that both sides replayed cost: in US dollars where each of them says, else in tokens.
 *
 * @returns undefined where no decision calls a model, `unknown` where it is not known of each that does.
 */
export function compareCost(pairs: readonly DecisionPair[]): CostComparison | 'unknown' | undefined {
  const both = pairs.flatMap(({ base, head }) =>
    base === undefined || head === undefined ? [] : [{ base, head }],
  )
  const ofModels = both.filter(({ base, head }) => callsModel(base) || callsModel(head))
  if (ofModels.length === 0) return undefined
  return summed(ofModels, 'usd', costOf) ?? summed(ofModels, 'tokens', tokensOf) ?? 'unknown'
}

interface Both {
  readonly base: GatedDecision
  readonly head: GatedDecision
}

function summed(
  pairs: readonly Both[],
  unit: CostComparison['unit'],
  amount: (decision: GatedDecision) => number | undefined,
): CostComparison | undefined {
  let [before, after] = [0, 0]
  for (const { base, head } of pairs) {
    const [was, is] = [base, head].map((one) => (callsModel(one) ? amount(one) : 0))
    if (was === undefined || is === undefined) return undefined
    before += was
    after += is
  }
  const percent = before === 0 ? (after === 0 ? 0 : undefined) : ((after - before) / before) * 100
  return { unit, decisions: pairs.length, before, after, ...(percent === undefined ? {} : { percent }) }
}

function callsModel(decision: GatedDecision): boolean {
  return decision.baseline?.model !== undefined || tokensOf(decision) !== undefined
}

function costOf({ baseline }: GatedDecision): number | undefined {
  return baseline?.cost
}

/** Of a live replay what it used; of a recorded one that is what the recording did. */
function tokensOf({ rows, baseline }: GatedDecision): number | undefined {
  const live = rows.find(({ effects, totalTokens }) => effects === 'live' && totalTokens !== undefined)
  return (
    live?.totalTokens ??
    baseline?.totalTokens ??
    rows.find((row) => row.totalTokens !== undefined)?.totalTokens
  )
}
