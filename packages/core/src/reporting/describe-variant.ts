import { showJson } from '../snapshot/show.js'
import type { ReplayResult } from '../replay/types.js'
import { printable } from './printable.js'

/** An accepted variant in a few words: `accepted variant 2 of 3 ("also fine")`; of none: `the recorded outcome`. */
export function describeVariant({ acceptedVariant: number, originalSnapshot }: ReplayResult): string {
  const { accepted = [] } = originalSnapshot ?? {}
  if (number === undefined) return 'the recorded outcome'
  const note = accepted[number - 1]?.note
  return `accepted variant ${number} of ${accepted.length}${note === undefined ? '' : ` (${printable(showJson(note))})`}`
}
