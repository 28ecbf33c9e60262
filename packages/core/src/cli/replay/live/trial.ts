import type { ReplayRow } from '../../../reporting/replay-row.js'
import { describeChange } from '../../../reporting/describe-change.js'
import { printable } from '../../../reporting/printable.js'
import type { FieldChange } from '../../../diff/index.js'
import type { ReplayResult } from '../../../replay/types.js'
import { lexicalScorer } from '../../../similarity/lexical-scorer.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import type { Spending } from './budget.js'

/** What one live call came to, as it is kept. */
export interface Trial {
  readonly row: ReplayRow
  readonly spent: Spending
  /** How alike the prose of the outcome is to what was recorded: its least alike text. Absent where there is none. */
  readonly similarity?: number
  /** Short texts, such as labels, that came out otherwise. */
  readonly labels: readonly string[]
}

/** Longer texts, and texts of more words, are prose. */
const LABEL = { characters: 40, words: 3 }

export function trialOf(row: ReplayRow, result: ReplayResult, spent: Spending): Trial {
  const { diff, originalSnapshot, replayedSnapshot } = result
  const changes = (diff?.changes ?? []).filter(({ fieldPath }) => /^outputs?\b/.test(fieldPath))
  const similarity =
    originalSnapshot === undefined || replayedSnapshot === undefined
      ? undefined
      : leastAlike(originalSnapshot, changes)
  return {
    row,
    spent,
    ...(similarity === undefined ? {} : { similarity }),
    labels: changes.filter(isLabel).map((change) => printable(describeChange(change))),
  }
}

function leastAlike({ outputs }: DecisionSnapshot, changes: readonly FieldChange[]): number | undefined {
  const scores = changes
    .filter(({ oldValue, newValue }) => isProse(oldValue) || isProse(newValue))
    .map(({ oldValue, newValue }) => {
      if (typeof oldValue !== 'string' || typeof newValue !== 'string') return 0
      const [score = 0] = lexicalScorer.score([
        { recorded: oldValue, replayed: newValue },
      ]) as readonly number[]
      return score
    })
  if (scores.length > 0) return Math.min(...scores)
  return outputs.some(({ value }) => holdsProse(value)) ? 1 : undefined
}

function holdsProse(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isProse(value)
  return Object.values(value).some(holdsProse)
}

function isProse(value: unknown): boolean {
  if (typeof value !== 'string') return false
  return value.length > LABEL.characters || value.trim().split(/\s+/).length > LABEL.words
}

function isLabel({ oldValue, newValue }: FieldChange): boolean {
  return [oldValue, newValue].every(
    (value) =>
      value === undefined || typeof value === 'boolean' || (typeof value === 'string' && !isProse(value)),
  )
}
