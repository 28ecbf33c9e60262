/**
 * `@retrial/core`: record the decisions of AI-backed code, replay the real code against them, judge the outcome.
 *
 * @module
 */
import { recordIfAsked } from './decision/record-if-asked.js'

export { configure } from './configure.js'
export { bind } from './decision/bind.js'
export { decision } from './decision/decision.js'
export { effect } from './decision/effect.js'
export { diffSnapshots } from './diff/index.js'
export {
  DecisionError,
  EffectMissError,
  isReplayError,
  PolicyError,
  RecordingError,
  ReplayError,
  SimilarityError,
  StoreError,
  UsageError,
  ValueError,
} from './errors.js'
export { copySnapshots } from './interop/copy-snapshots.js'
export { exportSnapshots } from './interop/export-snapshots.js'
export { importSnapshots } from './interop/import-snapshots.js'
export { baselineIds, decisions } from './matchers/decisions.js'
export { acceptPending } from './pending/accept-pending.js'
export { listPending } from './pending/list-pending.js'
export { rejectPending } from './pending/reject-pending.js'
export { comparePolicies, policy, ReplayPolicy } from './policy/index.js'
export { capture, captureSettled } from './recording/capture.js'
export { startRecording } from './recording/start-recording.js'
export { ReplayEngine } from './replay/replay-engine.js'
export { fromAiSdk } from './similarity/adapters/from-ai-sdk.js'
export { fromFunction } from './similarity/adapters/from-function.js'
export { fromOpenAICompatible } from './similarity/adapters/from-openai-compatible.js'
export { fromTransformers } from './similarity/adapters/from-transformers.js'
export { nliScorer } from './similarity/adapters/nli-scorer.js'
export { embeddingScorer } from './similarity/embedding-scorer.js'
export { registerCodec } from './snapshot/codec.js'
export { contentHash } from './snapshot/content-hash.js'
export { fingerprint } from './snapshot/fingerprint.js'
export { findDuplicates } from './store/find-duplicates.js'
export { openStore } from './store/open-store.js'

export type { Settings } from './configure.js'
export type { DecisionOptions } from './decision/definition.js'
export type { FieldChange, SnapshotDiff } from './diff/index.js'
export type { MissKind } from './effects/miss.js'
export type { ReplayErrorCode, StoreErrorCode } from './errors.js'
export type { CopyOptions } from './interop/copy-snapshots.js'
export type { ExportFormat, ExportOptions } from './interop/export-snapshots.js'
export type { ImportFormat, ImportOptions } from './interop/import-snapshots.js'
export type { TransferProblem } from './interop/imported-row.js'
export type { OnDuplicate } from './interop/transfer/save-batch.js'
export type { TransferReport } from './interop/transfer/transfer-report.js'
export type { TransferOptions } from './interop/transfer/transfer-rows.js'
export type { Limits } from './limits.js'
export type { DecisionSelection } from './matchers/decisions.js'
export type { AcceptPendingOptions } from './pending/accept-pending.js'
export type { PendingChange } from './pending/pending-change.js'
export type { PendingOptions } from './pending/list-pending.js'
export type {
  Check,
  Comparator,
  FieldScore,
  PolicyChange,
  PolicyComparison,
  PolicyData,
  PolicyViolation,
  StandardSchema,
  ValidationRule,
  ViolationKind,
} from './policy/index.js'
export type { Captured, CaptureOptions } from './recording/capture.js'
export type { RecordingOptions, StopRecording } from './recording/start-recording.js'
export type { AcceptVariantOptions } from './replay/accept-variant.js'
export type { GivenOutcome } from './replay/outcome-to-accept.js'
export type { OnProgress, ReplayProgress } from './replay/progress.js'
export type { ReplayStats } from './replay/replay-stats.js'
export type {
  BatchOptions,
  EffectMiss,
  EffectsMode,
  EngineOptions,
  ReplayMode,
  ReplayOptions,
  ReplayResult,
  ReplayTargets,
} from './replay/types.js'
export type { ReplayStatus, Verdict } from './replay/verdict.js'
export type { AiSdkEmbeddingModel, FromAiSdkOptions } from './similarity/adapters/from-ai-sdk.js'
export type { Embed, EmbedderOptions } from './similarity/adapters/from-function.js'
export type { FromOpenAICompatibleOptions } from './similarity/adapters/from-openai-compatible.js'
export type { FeatureExtractor, FromTransformersOptions } from './similarity/adapters/from-transformers.js'
export type { NliScorerOptions, TextClassifier } from './similarity/adapters/nli-scorer.js'
export type { Embedder } from './similarity/embedder.js'
export type { EmbeddingScorerOptions } from './similarity/embedding-scorer.js'
export type { MoreWords } from './similarity/guard/words/merge-word-lists.js'
export type { GuardRule } from './similarity/guard/guard-rules.js'
export type { SimilarityScorer, TextPair } from './similarity/scorer.js'
export type { ScorerChoice } from './similarity/scorer-choice.js'
export type { VectorCache, Vectors } from './similarity/vectors/vector-cache.js'
export type { Codec } from './snapshot/codec.js'
export type { PersonalKind } from './snapshot/redaction/personal-shapes.js'
export type { RedactionOptions, RedactionRule, RedactionSettings } from './snapshot/redaction/rules.js'
export type {
  AcceptedOutcome,
  Body,
  CallEffect,
  DecisionSnapshot,
  Determinism,
  Effect,
  ExecutionContext,
  HttpEffect,
  HttpRequest,
  HttpResponse,
  Input,
  ModelParameters,
  Origin,
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

recordIfAsked()
