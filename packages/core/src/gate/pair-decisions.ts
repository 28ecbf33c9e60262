import { hashOf, isThere, type GatedDecision } from './gated-decision.js'

/** One decision on both sides; one of them may be absent. */
export interface DecisionPair {
  readonly base?: GatedDecision
  readonly head?: GatedDecision
  /** Whether the recording has another id, or is in another store. */
  readonly moved: boolean
}

/**
 * Pairs the decisions of the two sides by store and id. What only one side has and holds the very same recording is one
 * decision that was renamed or moved: its policies and verdicts go on being compared.
 */
export function pairDecisions(
  base: ReadonlyMap<string, GatedDecision>,
  head: ReadonlyMap<string, GatedDecision>,
): DecisionPair[] {
  const there = (decision: GatedDecision | undefined): boolean => decision !== undefined && isThere(decision)
  const gone = [...base].filter(([key, one]) => isThere(one) && !there(head.get(key)))
  const come = [...head].filter(([key, one]) => isThere(one) && !there(base.get(key)))
  const free = new Map<string, GatedDecision[]>()
  for (const [, one] of gone) {
    const hash = hashOf(one)
    if (hash !== undefined) free.set(hash, [...(free.get(hash) ?? []), one])
  }
  const movedFrom = new Map<string, GatedDecision>()
  for (const [key, one] of come) {
    const from = free.get(hashOf(one) ?? '')?.shift()
    if (from !== undefined) movedFrom.set(key, from)
  }
  const moved = new Set(movedFrom.values())
  return [...new Set([...base.keys(), ...head.keys()])].sort().flatMap((key): DecisionPair[] => {
    const is = head.get(key)
    const from = movedFrom.get(key)
    if (from !== undefined && is !== undefined) return [{ base: from, head: is, moved: true }]
    const own = base.get(key)
    const was = own !== undefined && moved.has(own) ? undefined : own
    if (was === undefined && is === undefined) return []
    return [
      {
        ...(was === undefined ? {} : { base: was }),
        ...(is === undefined ? {} : { head: is }),
        moved: false,
      },
    ]
  })
}
