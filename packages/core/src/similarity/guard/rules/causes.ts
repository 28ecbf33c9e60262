import { itemsOf, type Item } from '../items.js'
import type { Fault, Pair } from '../pair.js'

const CAUSES = new Set(
  'because since if unless although weil wenn falls obwohl porque si se embora aunque если хотя'.split(' '),
)

/** Cause and effect exchanged: `prices rose because the dollar fell` against `the dollar fell because prices rose`. */
export function causes(pair: Pair): Fault[] {
  const { a, b } = itemsOf(pair)
  const [x, y] = [parts(pair, 'a', a), parts(pair, 'b', b)]
  if (x === undefined || y === undefined) return []
  const [toEffect, toCause] = [overlap(x.cause, y.effect), overlap(x.effect, y.cause)]
  const isSame = overlap(x.cause, y.cause) > 0 || overlap(x.effect, y.effect) > 0
  if (isSame || toEffect === 0 || toCause === 0) return []
  return [{ recorded: shown(x), replayed: shown(y) }]
}

interface Parts {
  readonly word: string
  readonly cause: readonly Item[]
  readonly effect: readonly Item[]
}

const shown = ({ word, cause }: Parts): string => `${word} … ${cause[0]?.text ?? ''}`

/** What stands in the clause of the only `because` of a text, and what stands in the rest of its sentence. */
function parts(pair: Pair, side: 'a' | 'b', items: readonly Item[]): Parts | undefined {
  const { tokens, clauses } = pair[side]
  const starts = tokens.flatMap(({ lower }, at) => (CAUSES.has(lower) ? [at] : []))
  const [start] = starts
  const token = tokens[start ?? -1]
  if (start === undefined || token === undefined || starts.length > 1) return undefined
  const linked = items.filter(
    ({ link, opposite, sentence }) => link >= 0 && !opposite && sentence === token.sentence,
  )
  const isCause = ({ clause }: Item): boolean => clause === clauses[start] || clause === clauses[start + 1]
  return { word: token.text, cause: linked.filter(isCause), effect: linked.filter((item) => !isCause(item)) }
}

function overlap(a: readonly Item[], b: readonly Item[]): number {
  const links = new Set(b.map(({ link }) => link))
  return a.filter(({ link }) => links.has(link)).length
}
