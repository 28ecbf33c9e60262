/**
 * `@retrial/core`: record the decisions of AI-backed code, replay the real code against them, judge the outcome.
 *
 * @module
 */
export { decision } from './decision/decision.js'
export { effect } from './decision/effect.js'
export { diffSnapshots } from './diff/index.js'
export {
  DecisionError,
  EffectMissError,
  isReplayError,
  RecordingError,
  ReplayError,
  StoreError,
  UsageError,
  ValueError,
} from './errors.js'
export { baselineIds, decisions } from './matchers/decisions.js'
export { policy, ReplayPolicy } from './policy/index.js'
export { capture, captureSettled } from './recording/capture.js'
export { ReplayEngine } from './replay/replay-engine.js'
export { contentHash } from './snapshot/content-hash.js'
export { fingerprint } from './snapshot/fingerprint.js'
export { findDuplicates } from './store/find-duplicates.js'
export { openStore } from './store/open-store.js'

export type { DecisionOptions } from './decision/definition.js'
export type { FieldChange, SnapshotDiff } from './diff/index.js'
export type { MissKind } from './effects/miss.js'
export type { ReplayErrorCode, StoreErrorCode } from './errors.js'
export type { DecisionSelection } from './matchers/decisions.js'
export type { Comparator, PolicyViolation, ValidationRule, ViolationKind } from './policy/index.js'
export type { Captured, CaptureOptions } from './recording/capture.js'
export type { ReplayStats } from './replay/replay-stats.js'
export type {
  BatchOptions,
  EffectMiss,
  EngineOptions,
  ReplayMode,
  ReplayOptions,
  ReplayResult,
  ReplayTargets,
} from './replay/types.js'
export type { ReplayStatus, Verdict } from './replay/verdict.js'
export type {
  Body,
  CallEffect,
  DecisionSnapshot,
  Effect,
  ExecutionContext,
  HttpEffect,
  HttpRequest,
  HttpResponse,
  Input,
  ModelParameters,
  Output,
  RecordedError,
  Usage,
} from './snapshot/types.js'
export type { DuplicateGroup } from './store/find-duplicates.js'
export type { OpenStoreOptions } from './store/open-store.js'
export type {
  SaveOptions,
  SnapshotQuery,
  SnapshotStore,
  StoreProblem,
  StoreTransaction,
} from './store/store.js'
