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

/** Ids of a group in a line, each once. */
export function idsOf(group: readonly Pick<Failure, 'id'>[], limit: number): string {
  const ids = [...new Set(group.map(({ id }) => id))]
  const more = ids.length - limit
  return ids.slice(0, limit).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
