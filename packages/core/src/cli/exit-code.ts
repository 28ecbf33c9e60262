import { isReplayError, type ReplayErrorCode } from '../errors.js'

/** What a command ends with. A crash counts as evidence: nothing was checked. */
export const EXIT = {
  ok: 0,
  /** A decision does not hold, or something that was looked for was found wrong. */
  violations: 1,
  /** The command, its options or the config are wrong, or an id matches nothing. */
  usage: 2,
  /** There is nothing to judge by, or it cannot be read or compared. */
  evidence: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const WRONG_USE: readonly ReplayErrorCode[] = [
  ...(['SNAPSHOT_NOT_FOUND', 'DUPLICATE_ID', 'INVALID_ID', 'INVALID_POLICY', 'INVALID_OPTION'] as const),
  ...(['INVALID_CONFIG', 'DECISION_NOT_REGISTERED', 'DECISION_CONFLICT', 'LIVE_IN_CI'] as const),
  ...(['CI_WRITE_REFUSED', 'SCORER_MISSING', 'PENDING_STALE', 'DUPLICATE_VARIANT'] as const),
]

/** The exit code of a command that threw. */
export function exitCodeOf(error: unknown): ExitCode {
  return isReplayError(error) && WRONG_USE.includes(error.code) ? EXIT.usage : EXIT.evidence
}
