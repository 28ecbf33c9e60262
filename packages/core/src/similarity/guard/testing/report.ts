import { findContradictions } from '../contradictions.js'

/** Two texts that someone has judged. */
export interface LabelledPair {
  readonly kind: string
  readonly label: 'same' | 'different'
  readonly recorded: string
  readonly replayed: string
}

/** Of one kind of pairs: how many there are, and how many the guard judges as the label does. */
export interface GuardScore {
  readonly kind: string
  readonly label: LabelledPair['label']
  readonly right: number
  readonly all: number
}

/** How the guard alone judges labelled pairs, by label and kind, in the order of their names. */
export function guardReport(pairs: readonly LabelledPair[]): GuardScore[] {
  const scores = new Map<string, GuardScore>()
  for (const { kind, label, recorded, replayed } of pairs) {
    const objects = findContradictions(recorded, replayed).contradictions.length > 0
    const { right, all } = scores.get(`${label} ${kind}`) ?? { right: 0, all: 0 }
    scores.set(`${label} ${kind}`, {
      kind,
      label,
      right: right + Number(objects === (label === 'different')),
      all: all + 1,
    })
  }
  return [...scores].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, score]) => score)
}
