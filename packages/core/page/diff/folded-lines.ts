import type { AlignedLine } from './aligned-lines.js'

/** Lines around a change that are shown. */
const CONTEXT = 3

/** Lines in their order; those far from any change are in a fold. */
export type Stretch =
  | { readonly kind: 'shown'; readonly lines: readonly AlignedLine[] }
  | { readonly kind: 'folded'; readonly lines: readonly AlignedLine[] }

/** Folds what is far from any change, unless there is no change, or little to fold. */
export function foldedLines(lines: readonly AlignedLine[]): Stretch[] {
  const near = new Uint8Array(lines.length)
  lines.forEach(({ changed }, index) => {
    if (changed) near.fill(1, Math.max(0, index - CONTEXT), index + CONTEXT + 1)
  })
  if (!near.includes(1)) return [{ kind: 'shown', lines }]
  const stretches: { kind: Stretch['kind']; lines: AlignedLine[] }[] = []
  lines.forEach((line, index) => {
    const kind = near[index] === 1 ? 'shown' : 'folded'
    const last = stretches.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else stretches.push({ kind, lines: [line] })
  })
  // A fold of a line or two takes as much room as they do.
  return stretches.map((stretch) => (stretch.lines.length < 3 ? { ...stretch, kind: 'shown' } : stretch))
}
