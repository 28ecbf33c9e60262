import { writePending } from '../../pending/pending-file.js'
import type { PendingChange } from '../../pending/pending-change.js'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'

/** What a decision comes to now, for tests of pending changes. */
export function changedSnapshot(id: string, label = 'other', functionName?: string): DecisionSnapshot {
  return sampleSnapshot(id, {
    outputs: [{ name: 'result', value: { label }, dataType: 'object' }],
    ...(functionName === undefined ? {} : { functionName }),
  })
}

export function pendingChange(root: string, id: string, more: Partial<PendingChange> = {}): PendingChange {
  return {
    ...{ id, store: 'dir:decisions', storeRoot: root, verdict: 'mismatch' },
    ...{ baseline: sampleSnapshot(id).contentHash, foundAt: '2026-01-15T12:00:00.000Z' },
    snapshot: changedSnapshot(id),
    ...more,
  }
}

/** A folder with baselines of these ids, a change of each of which is pending. */
export async function pendingProject(ids: readonly string[]): Promise<string> {
  const root = temporaryFolder()
  const store = await openStore('dir:decisions', { cwd: root })
  for (const id of ids) {
    await store.save(sampleSnapshot(id))
    writePending(root, pendingChange(root, id))
  }
  await store.close()
  return root
}

/** The label that each baseline has now. */
export async function labelsIn(root: string): Promise<Record<string, unknown>> {
  const store = await openStore('dir:decisions', { cwd: root, readOnly: true })
  const labels: Record<string, unknown> = {}
  for await (const { id, outputs } of store.query()) {
    labels[id] = (outputs[0]?.value as { label?: unknown } | undefined)?.label
  }
  await store.close()
  return labels
}
