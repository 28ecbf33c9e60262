import type { ReplayRow } from './replay-row.js'

/** The row of an assertion that its test did not wait for, under the name of its matcher. */
export function cutRow(matcher: string, what = 'the test ended before this assertion did'): ReplayRow {
  return {
    kind: 'not-made',
    id: `${matcher}()`,
    verdict: 'timeout',
    outputsMatch: null,
    ok: false,
    executionTimeMs: 0,
    details: [what],
  }
}
