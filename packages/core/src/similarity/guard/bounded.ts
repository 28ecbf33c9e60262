import type { Quantity } from './facts/quantity.js'
import type { Marked } from './side.js'

/** `not more than 50` is a limit; `not … until` is the same as `only after`, and still says `not`. */
export function bounded(marks: readonly Marked[], amounts: readonly Quantity[]): Marked[] {
  const starts = new Set(amounts.map(({ from }) => from))
  // `need not be paid before Friday` sets no date.
  const free = new Set(marks.filter(({ mark, negated }) => negated && mark !== 'may').map(({ at }) => at))
  const used = new Set<Marked>()
  let cue: Marked | undefined
  const made = marks.map((mark) => {
    if (mark.mark === 'not') cue = mark
    if (cue?.sentence !== mark.sentence || mark.clause - cue.clause > 1) return mark
    if ((mark.mark === 'until' || mark.mark === 'before') && free.has(cue.at)) return mark
    if (mark.mark === 'until' || mark.mark === 'before') return { ...mark, mark: 'notbefore' as const }
    if ((mark.mark !== 'over' && mark.mark !== 'under') || mark.at - cue.to > 3 || mark.at < cue.to)
      return mark
    if (!starts.has(mark.to) && !mark.text.toLowerCase().endsWith('than')) return mark
    used.add(cue)
    return { ...mark, mark: mark.mark === 'over' ? ('limit' as const) : ('least' as const) }
  })
  return made.filter((mark) => !used.has(mark))
}
