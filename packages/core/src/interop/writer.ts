import type { DecisionSnapshot } from '../snapshot/types.js'
import type { TransferReport } from './transfer/transfer-report.js'

/**
 * Takes one snapshot over and gives warnings.
 *
 * @throws a ReplayError where the format cannot hold this snapshot.
 */
export type Put = (snapshot: DecisionSnapshot) => readonly string[]

/**
 * Writes one format: opens the output, lets `fill` put every snapshot into it, and moves it to its place.
 *
 * @throws UsageError `INVALID_OPTION` when the path is taken and `overwrite` is not set.
 */
export type Writer = (
  path: string,
  overwrite: boolean,
  fill: (put: Put) => Promise<TransferReport>,
) => Promise<TransferReport>
