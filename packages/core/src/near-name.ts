import { lettersApart } from './letters-apart.js'

/** The known name that `wanted` may be a slip of: at most a third of its letters wrong. */
export function nearName(wanted: string, known: readonly string[]): string | undefined {
  const far = Math.ceil(wanted.length / 3)
  const [nearest] = known
    .map((name) => ({ name, distance: lettersApart(wanted, name) }))
    .filter(({ distance }) => distance <= far)
    .sort((a, b) => a.distance - b.distance)
  return nearest?.name
}

/** ` Did you mean "…"?`, or nothing. */
export function didYouMean(wanted: string, known: readonly string[]): string {
  const near = nearName(wanted, known)
  return near === undefined || near === wanted ? '' : ` Did you mean "${near}"?`
}
