import type { DecisionSnapshot } from '../snapshot/types.js'
import { readWithTexts, type ReadSnapshot } from '../store/read-snapshot.js'
import type { EngineSettings } from './engine-settings.js'
import { mapEach, mapInOrder, streamInOrder } from './in-order.js'
import { checkBatchOptions } from './options.js'
import { Progress } from './progress.js'
import { replayFound, replayOne } from './replay-one.js'
import { StatsSum, type ReplayStats } from './replay-stats.js'
import { checkTarget, isQuery, targetsIn } from './targets.js'
import type { BatchOptions, ReplayOptions, ReplayResult, ReplayTargets } from './types.js'

/** Replays under way at once. */
const CONCURRENCY = 4

/** Replays many, and resolves with their results in the order of the targets. */
export async function replayBatch(
  engine: EngineSettings,
  targets: ReplayTargets,
  options: BatchOptions,
): Promise<ReplayResult[]> {
  checkBatchOptions(options)
  const items = targetsIn(targets, engine.store, 'replayBatch()')
  return mapInOrder(items, options.concurrency ?? CONCURRENCY, eachOf(engine, targets, options))
}

/** The same one by one. Nothing is looked at, nor checked, before the first result is asked for. */
export function replayStream(
  engine: EngineSettings,
  targets: ReplayTargets,
  options: BatchOptions,
): AsyncGenerator<ReplayResult, void, undefined> {
  return streamInOrder(() => {
    checkBatchOptions(options, 'replayStream()')
    const items = targetsIn(targets, engine.store, 'replayStream()')
    return {
      items,
      concurrency: options.concurrency ?? CONCURRENCY,
      map: eachOf(engine, targets, options),
    }
  })
}

/** Replays many and adds up what they came to. */
export async function replayToStats(
  engine: EngineSettings,
  targets: ReplayTargets,
  options: BatchOptions,
): Promise<ReplayStats> {
  checkBatchOptions(options, 'getReplayStats()')
  const sum = new StatsSum()
  const concurrency = options.concurrency ?? CONCURRENCY
  const add = (result: ReplayResult): void => {
    sum.add(result)
  }
  const read = options.onProgress === undefined && isQuery(targets) && readWithTexts(engine.store, targets)
  if (read) {
    await mapEach(read, concurrency, (item) => replayRead(engine, item, options), add)
  } else {
    const items = targetsIn(targets, engine.store, 'getReplayStats()')
    await mapEach(items, concurrency, eachOf(engine, targets, options), add)
  }
  return sum.stats()
}

/** One that was just read: not by a promise of its own, as each takes a fiftieth of a replay. */
function replayRead(
  engine: EngineSettings,
  read: ReadSnapshot,
  options: ReplayOptions,
): ReplayResult | Promise<ReplayResult> {
  options.signal?.throwIfAborted()
  return replayFound(engine, read.snapshot, options, read)
}

/** One replay of many, which tells of its progress. */
function eachOf(
  engine: EngineSettings,
  targets: ReplayTargets,
  { onProgress, concurrency: _concurrency, ...options }: BatchOptions,
): (target: string | DecisionSnapshot) => Promise<ReplayResult> {
  if (onProgress === undefined) return (target) => replayOne(engine, target, options)
  const progress = new Progress(onProgress, targets)
  return async (target) => {
    options.signal?.throwIfAborted()
    checkTarget(target)
    const id = typeof target === 'string' ? target : target.id
    return progress.of(id, () => replayOne(engine, target, options))
  }
}
