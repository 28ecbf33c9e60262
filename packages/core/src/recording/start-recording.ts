import { inspect } from 'node:util'
import { ambient } from '../decision/ambient.js'
import type { DecisionDefinition } from '../decision/definition.js'
import { installEscapeGuard } from '../effects/escape-guard.js'
import { installHttpTap } from '../effects/http/tap.js'
import { UnderWay } from '../effects/under-way.js'
import { RecordingError, UsageError } from '../errors.js'
import { checkKnownOptions, checkTags } from '../known-options.js'
import { LIMITS } from '../limits.js'
import { newSnapshotId } from '../snapshot/snapshot-id.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { recordCall, type RecordedCall } from './record-call.js'
import { SaveQueue } from './save-queue.js'
import { warnOnce } from './warn-once.js'

export interface RecordingOptions {
  /** Where recordings go: a store, or its URL. A store that is handed over is not closed in the end. */
  readonly store: string | SnapshotStore
  /** Which share of the calls is recorded, above 0 and up to 1, chosen at random. Default 1. */
  readonly sample?: number
  /** Labels stored with every recording, beside those of the decision. */
  readonly tags?: Readonly<Record<string, string>>
  /**
   * Hears of every call that was made but could not be recorded or stored. Default: one process warning for each code
   * of error.
   */
  readonly onError?: (error: unknown, functionName: string) => void
}

/** Ends a recording. Resolves once the calls under way have ended (30 s at most) and all is stored. */
export type StopRecording = () => Promise<void>

/**
 * Records the decisions of a running process from now on: every call that is made outside a replay, or a share of
 * them. The calls themselves go on as usual; one that cannot be recorded is made all the same.
 *
 * @returns the function that ends it.
 * @throws UsageError `INVALID_OPTION`, also where the process is being recorded already; StoreError from
 * {@link openStore}.
 */
export async function startRecording(options: RecordingOptions): Promise<StopRecording> {
  checkOptions(options)
  const { sample = 1, tags = {}, onError = warnOnce } = options
  if (ambient.take !== undefined) throw alreadyRecording()
  const store = typeof options.store === 'string' ? await openStore(options.store) : options.store
  // Another one may have begun while the store was opened.
  if ((ambient.take as unknown) !== undefined) {
    if (store !== options.store) await store.close()
    throw alreadyRecording()
  }
  installHttpTap()
  installEscapeGuard()
  const underWay = new UnderWay()
  const queue = new SaveQueue(store, onError)
  const keep = async (call: RecordedCall, { name }: DecisionDefinition): Promise<void> => {
    underWay.begin()
    try {
      if (!queue.add(await call.snapshot(newSnapshotId(name), { ...tags }))) onError(queueFull(), name)
    } catch (error) {
      onError(error, name)
    } finally {
      underWay.end()
    }
  }
  ambient.take = (definition, self, args) => {
    if (sample < 1 && Math.random() >= sample) return definition.fn.apply(self, args)
    let call: RecordedCall
    try {
      call = recordCall(definition, self, args)
    } catch (error) {
      // Its arguments cannot be kept: it was not called yet.
      onError(error, definition.name)
      return definition.fn.apply(self, args)
    }
    void keep(call, definition)
    if (call.threw !== undefined) throw call.threw.thrown
    return call.returned
  }
  const beforeExit = (): void => void queue.flush()
  const atExit = (): void => {
    queue.flushAtExit()
  }
  process.on('beforeExit', beforeExit)
  process.on('exit', atExit)

  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    ambient.take = undefined
    await underWay.over(LIMITS.timeoutMs)
    await queue.flush()
    process.off('beforeExit', beforeExit)
    process.off('exit', atExit)
    if (store !== options.store) await store.close()
  }
  return () => (stopping ??= stop())
}

function checkOptions(options: RecordingOptions): void {
  checkKnownOptions(options, ['store', 'sample', 'tags', 'onError'], 'startRecording()')
  checkTags(options.tags, 'startRecording()')
  const { sample = 1, store, onError } = options as { [Name in keyof RecordingOptions]: unknown }
  const wrong = [
    !isStore(store) && `store must be a store or the URL of one, it is ${inspect(store)}`,
    !(typeof sample === 'number' && sample > 0 && sample <= 1) &&
      `sample must be a number above 0 and up to 1, it is ${inspect(sample)}`,
    onError !== undefined && typeof onError !== 'function' && 'onError must be a function',
  ].find((problem) => problem !== false)
  if (wrong !== undefined) throw new UsageError('INVALID_OPTION', `startRecording(): ${wrong}.`)
}

function isStore(store: unknown): boolean {
  if (typeof store === 'string') return store !== ''
  return typeof store === 'object' && store !== null && 'saveMany' in store
}

function alreadyRecording(): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    'startRecording(): this process is being recorded already. Await the function that startRecording() gave back before starting another.',
  )
}

function queueFull(): RecordingError {
  return new RecordingError(
    'RECORDING_FAILED',
    `More than ${LIMITS.unsavedRecordings} recordings wait to be stored: the store does not keep up. Record a smaller sample, or raise the limit unsavedRecordings.`,
  )
}
