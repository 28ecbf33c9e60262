import type { ReplayRow } from '@retrial/core/reporting'

/** Whether a row tells of a baseline that was written: whatever becomes of the test, it is there. */
export function isWritten({ kind }: ReplayRow): boolean {
  return kind === 'recorded' || kind === 'updated'
}
