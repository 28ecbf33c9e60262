import { describeChange } from '../../reporting/describe-change.js'
import type { PendingView } from './pending-view.js'

/** A pending change for programs; `changes` are texts. */
export function pendingJson({ change, stale, changes, omitted }: PendingView): unknown {
  const { id, verdict, policy, foundAt, store, baseline, snapshot } = change
  return {
    ...{ id, functionName: snapshot.functionName, verdict, policy, foundAt, store, baseline, stale },
    changes: changes.map((one) => ({
      fieldPath: one.fieldPath,
      changeType: one.changeType,
      text: describeChange(one),
    })),
    omittedChanges: omitted,
  }
}
