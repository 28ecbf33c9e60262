import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Two texts or values, and whether a person acting on either of them does the same. */
export interface LabelledPair {
  readonly id: string
  readonly kind: string
  readonly label: 'same' | 'different'
  readonly language: string
  readonly recorded: unknown
  readonly replayed: unknown
}

const FOLDER = join(import.meta.dirname, '../../../fixtures/similarity')

/** The pairs of one half, or those of a file with one JSON object a line. */
export function pairsOf(half: 'tuning' | 'test' | (string & {})): LabelledPair[] {
  const path = ['tuning', 'test'].includes(half) ? join(FOLDER, `${half}.jsonl`) : half
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LabelledPair)
}
