import { scopes } from '../decision/scope.js'
import { installEscapeGuard } from '../effects/escape-guard.js'
import { installHttpTap } from '../effects/http/tap.js'
import { OutermostScope } from '../effects/outermost-scope.js'
import { UsageError } from '../errors.js'
import { checkKnownOptions, checkTags } from '../known-options.js'
import { checkSnapshotId, newSnapshotId } from '../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
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
  /** Contacts with the network that could not be recorded, e.g. `GET https://…` by `node:http`. */
  readonly escapes: readonly string[]
}

/**
 * Calls `thunk` for real and records the one outermost decision called in it. A throw is an outcome like any
 * other: it is recorded, and saved where a store is given.
 *
 * @throws the error of the decision when it throws, after the snapshot was saved; see {@link captureSettled}.
 * @throws DecisionError `NOT_ONE_DECISION` when the thunk calls none, or more than one.
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for a value that cannot be kept.
 * @throws the thunk's own error when it throws after a decision that answered; nothing is saved then.
 * @throws UsageError `INVALID_ID` or `INVALID_OPTION`; StoreError or UsageError `DUPLICATE_ID` from the store.
 */
export async function capture<T>(
  thunk: () => T | PromiseLike<T>,
  options: CaptureOptions = {},
): Promise<Captured<T> & { value: T }> {
  const captured = await captureSettled(thunk, options)
  if ('error' in captured) throw captured.error
  return captured as Captured<T> & { value: T }
}

/** Like {@link capture}, but the error of a decision is given back beside the snapshot instead of being thrown. */
export async function captureSettled<T>(
  thunk: () => T | PromiseLike<T>,
  options: CaptureOptions = {},
): Promise<Captured<T>> {
  return captureBy(recordCall, thunk, options)
}

/** The same with another way to record the call. */
export async function captureBy<T>(
  record: typeof recordCall,
  thunk: () => T | PromiseLike<T>,
  options: CaptureOptions,
): Promise<Captured<T>> {
  checkArguments(thunk, options)
  const { id, tags = {}, store } = options
  if (id !== undefined) checkSnapshotId(id)
  installHttpTap()
  installEscapeGuard()
  let recorded: { call: RecordedCall; functionName: string } | undefined
  let close = (): void => undefined
  const scope = new OutermostScope((definition, self, args) => {
    const call = record(definition, self, args)
    recorded = { call, functionName: definition.name }
    close = call.close
    if (call.threw !== undefined) throw call.threw.thrown
    return call.returned
  })

  try {
    const settled = await scopes.run(scope, () => settle(thunk))
    if (recorded === undefined && 'error' in settled) throw settled.error
    scope.checkOne()
    const { call, functionName } = recorded as unknown as NonNullable<typeof recorded>
    const snapshot = await call.snapshot(id ?? newSnapshotId(functionName), { ...tags })
    // The decision answered: the error is the thunk's own.
    if ('error' in settled && snapshot.error === undefined) throw settled.error
    await store?.save(snapshot)
    return { ...settled, snapshot, escapes: call.escapes() }
  } finally {
    close()
  }
}

async function settle<T>(thunk: () => T | PromiseLike<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await thunk() }
  } catch (error) {
    return { error }
  }
}

function checkArguments(thunk: unknown, options: CaptureOptions): void {
  checkKnownOptions(options, ['id', 'tags', 'store'], 'capture()')
  checkTags(options.tags, 'capture()')
  const { store } = options
  const wrong = [
    typeof thunk !== 'function' && 'its first argument must be a function that calls one decision',
    store !== undefined &&
      typeof (store as Partial<typeof store>).save !== 'function' &&
      'store must be a store',
  ].find((problem) => problem !== false)
  if (wrong !== undefined) throw new UsageError('INVALID_OPTION', `capture(): ${wrong}.`)
}
