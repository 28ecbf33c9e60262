import type { ReplayRow } from '../replay-row.js'

/** What a summary says of a run that no test has failed, though something did not hold. */
export const UNHEARD_NOTE = 'the run fails by what did not hold: no test did'

/** Whether a decision did not hold in the end: asked for several times, as in `vi.waitFor`, the last answer counts. */
export function didNotHold(
  rows: readonly (ReplayRow & { readonly test?: string; readonly file?: string })[],
): boolean {
  if (rows.every(({ ok }) => ok)) return false
  const last = new Map(
    rows.map(({ store, id, policyHash, test, file, ok }) => [
      JSON.stringify([store, id, policyHash, test, file]),
      ok,
    ]),
  )
  return [...last.values()].includes(false)
}
