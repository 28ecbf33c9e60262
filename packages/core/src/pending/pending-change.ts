import type { Verdict } from '../replay/verdict.js'
import type { DecisionSnapshot } from '../snapshot/types.js'

/** A decision that came out otherwise than its baseline says, kept until someone accepts or rejects the change. */
export interface PendingChange {
  readonly id: string
  /** URL of the baseline store, and the folder its relative path starts from. */
  readonly store: string
  readonly storeRoot: string
  /** Content hash of the baseline that it was compared with. */
  readonly baseline: string
  readonly verdict: Verdict
  readonly policy?: string
  /** When it was found, ISO 8601. */
  readonly foundAt: string
  /** What the replay came to: what would be the baseline. */
  readonly snapshot: DecisionSnapshot
}
