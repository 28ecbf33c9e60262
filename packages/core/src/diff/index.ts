export { diffSnapshots } from './diff-snapshots.js'

export type { FieldChange, SnapshotDiff } from './types.js'
