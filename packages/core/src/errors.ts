/** Stable codes of everything Retrial throws. A code never changes its meaning; texts may. */
export type ReplayErrorCode =
  | 'SNAPSHOT_NOT_FOUND'
  | 'DUPLICATE_ID'
  | 'INVALID_ID'
  | 'INVALID_POLICY'
  | 'CHECK_FAILED'
  | 'EMBEDDER_FAILED'
  | 'VECTOR_MISSING'
  | 'SCORER_MISSING'
  | 'INVALID_OPTION'
  | 'INVALID_CONFIG'
  | 'INVALID_SNAPSHOT'
  | 'INVALID_IMPORT'
  | 'NOT_SERIALIZABLE'
  | 'CODEC_MISSING'
  | 'LIMIT_EXCEEDED'
  | 'REDACTION_FAILED'
  | 'NOT_ONE_DECISION'
  | 'NOT_AWAITED'
  | 'NOT_COMPARED'
  | 'DECISION_NOT_REGISTERED'
  | 'DECISION_CONFLICT'
  | 'EFFECT_MISS'
  | 'RECORDING_FAILED'
  | 'LIVE_IN_CI'
  | 'CI_WRITE_REFUSED'
  | 'SWITCHED_OFF'
  | 'PENDING_STALE'
  | 'REPORT_INVALID'
  | 'REPORT_TOO_NEW'
  | 'DUPLICATE_VARIANT'
  | StoreErrorCode

export type StoreErrorCode =
  | 'STORE_EMPTY_FILE'
  | 'STORE_CORRUPT'
  | 'STORE_CHANGED'
  | 'STORE_CONFLICT'
  | 'STORE_FOREIGN'
  | 'STORE_TOO_NEW'
  | 'STORE_UNSAFE_SCHEMA'
  | 'STORE_BUSY'
  | 'STORE_READ_ONLY'
  | 'STORE_FULL'
  | 'STORE_CLOSED'
  | 'NATIVE_BINDING'

const BRAND = Symbol.for('@retrial/core.error')

/**
 * Base of every error Retrial throws. Test by `code`, or by {@link isReplayError} where two realms or two
 * copies of the package may meet (`instanceof` fails there).
 */
export class ReplayError extends Error {
  readonly code: ReplayErrorCode
  readonly [BRAND] = true

  constructor(code: ReplayErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }

  static {
    this.prototype.name = 'ReplayError'
  }
}

/** A name or value handed to Retrial is not usable: the caller's code has to change. */
export class UsageError extends ReplayError {
  static {
    this.prototype.name = 'UsageError'
  }
}

/** A value cannot be kept in a snapshot: it has no faithful text form, or it is too large. */
export class ValueError extends ReplayError {
  static {
    this.prototype.name = 'ValueError'
  }
}

/** A store could not be opened, read or written. */
export class StoreError extends ReplayError {
  static {
    this.prototype.name = 'StoreError'
  }
}

/** A decision is unknown, registered twice, or not the one that was called. */
export class DecisionError extends ReplayError {
  static {
    this.prototype.name = 'DecisionError'
  }
}

/** A wrapped call asked the tape for an answer it does not hold. */
export class EffectMissError extends ReplayError {
  static {
    this.prototype.name = 'EffectMissError'
  }
}

/** A recording was refused, so that nothing wrong becomes a baseline. */
export class RecordingError extends ReplayError {
  static {
    this.prototype.name = 'RecordingError'
  }
}

/** A policy could not be held to a decision: a check of the user's own failed. */
export class PolicyError extends ReplayError {
  static {
    this.prototype.name = 'PolicyError'
  }
}

/** Two texts could not be compared: what turns them into vectors failed, or was not to be asked. */
export class SimilarityError extends ReplayError {
  static {
    this.prototype.name = 'SimilarityError'
  }
}

/** True for a {@link ReplayError} of any copy of the package, from any realm. */
export function isReplayError(error: unknown): error is ReplayError {
  return typeof error === 'object' && error !== null && BRAND in error
}
