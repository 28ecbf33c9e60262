import { scopes } from '../decision/scope.js'
import { installHttpTap } from '../effects/http/tap.js'
import { checkSnapshotId, newSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { OutermostScope } from '../effects/outermost-scope.js'
import { recordCall, type RecordedCall } from './record-call.js'

export interface CaptureOptions {
  /** Default: a new id under the decision's name, ordered by time. */
  readonly id?: string
  /** Labels beside those of the decision. */
  readonly tags?: Readonly<Record<string, string>>
  /** Where the snapshot is saved. Default: it is only returned. */
  readonly store?: Pick<SnapshotStore, 'save'>
}

/** A recorded call: its value or its error, and the snapshot of it. */
export interface Captured<T> {
  readonly value?: T
  readonly error?: unknown
  readonly snapshot: DecisionSnapshot
}

/**
 * Calls `thunk` for real and records the one outermost decision called in it. A throw is an outcome like any
 * other: it is recorded, and saved where a store is given.
 *
 * @throws the error of the decision when it throws, after the snapshot was saved; see {@link captureSettled}.
 * @throws DecisionError `NOT_ONE_DECISION` when the thunk calls none, or more than one.
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for a value that cannot be kept.
 * @throws UsageError `INVALID_ID`; StoreError or UsageError `DUPLICATE_ID` from the store.
 */
export async function capture<T>(
  thunk: () => T | PromiseLike<T>,
  options: CaptureOptions = {},
): Promise<{ value: T; snapshot: DecisionSnapshot }> {
  const captured = await captureSettled(thunk, options)
  if ('error' in captured) throw captured.error
  return captured as { value: T; snapshot: DecisionSnapshot }
}

/** Like {@link capture}, but the error of a decision is given back beside the snapshot instead of being thrown. */
export async function captureSettled<T>(
  thunk: () => T | PromiseLike<T>,
  options: CaptureOptions = {},
): Promise<Captured<T>> {
  const { id, tags = {}, store } = options
  if (id !== undefined) checkSnapshotId(id)
  installHttpTap()
  let recorded: { call: RecordedCall; functionName: string } | undefined
  const scope = new OutermostScope((definition, self, args) => {
    const call = recordCall(definition, self, args)
    recorded = { call, functionName: definition.name }
    if (call.threw !== undefined) throw call.threw.thrown
    return call.returned
  })

  const settled = await scopes.run(scope, () => settle(thunk))
  if (recorded === undefined && 'error' in settled) throw settled.error
  scope.checkOne()
  const { call, functionName } = recorded as unknown as NonNullable<typeof recorded>
  const snapshot = await call.snapshot(id ?? newSnapshotId(functionName), { ...tags })
  await store?.save(snapshot)
  return { ...settled, snapshot }
}

async function settle<T>(thunk: () => T | PromiseLike<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await thunk() }
  } catch (error) {
    return { error }
  }
}
