import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Two texts or values, and whether a person acting on either of them does the same. */
export interface LabelledPair {
  readonly id: string
  readonly kind: string
  readonly label: 'same' | 'different'
  readonly language: string
  readonly recorded: unknown
  readonly replayed: unknown
}

/** The sets of the repository. What was tuned on which stands in `fixtures/similarity/README.md`. */
export const SETS = ['tuning', 'test', 'unseen'] as const

const FOLDER = join(import.meta.dirname, '../../../fixtures/similarity')

/** The pairs of a set, or those of a file with one JSON object a line. */
export function pairsOf(set: (typeof SETS)[number] | (string & {})): LabelledPair[] {
  const path = SETS.some((name) => name === set) ? join(FOLDER, `${set}.jsonl`) : givenPath(set)
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LabelledPair)
}

/** A path as the one who typed it meant it: npm runs scripts in the folder of their package. */
export function givenPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '', path)
}
