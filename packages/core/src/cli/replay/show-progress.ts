import type { Terminal } from '../terminal.js'

/** Draws how far a run is, where someone looks on. Without numbers the line is taken away. */
export function showProgress({ progress }: Pick<Terminal, 'progress'>, done?: number, total?: number): void {
  if (done === undefined || total === undefined) progress?.(undefined)
  else progress?.(`Retrial  ${done} of ${total} replayed`)
}
