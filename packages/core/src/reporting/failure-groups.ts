import { printable } from './printable.js'
import type { Verdict } from '../replay/verdict.js'

/** One failed decision, as far as it is written out. */
export interface Failure {
  readonly id: string
  readonly verdict: Verdict
  readonly details: readonly string[]
}

/** Failures that read the same, one after the other: a prompt changed once fails many decisions. */
export function sameCause<F extends Failure>(failures: readonly F[]): [F, ...F[]][] {
  const groups = new Map<string, [F, ...F[]]>()
  for (const failure of failures) {
    const cause = [failure.verdict, ...failure.details].join('\n')
    const group = groups.get(cause)
    if (group === undefined) groups.set(cause, [failure])
    else group.push(failure)
  }
  return [...groups.values()]
}

/** Ids of a group in a line, each once; with their stores where several have one id, as those of two projects. */
export function idsOf(
  group: readonly (Pick<Failure, 'id'> & { readonly store?: string })[],
  limit: number,
): string {
  const stores = new Map<string, Set<string | undefined>>()
  for (const { id, store } of group) stores.set(id, (stores.get(id) ?? new Set()).add(store))
  const ids = [...stores].flatMap(([id, of]) =>
    of.size === 1 ? [id] : [...of].map((store = 'no store') => `${id} (${printable(store)})`),
  )
  const more = ids.length - limit
  return ids.slice(0, limit).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
