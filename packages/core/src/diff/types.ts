/** One difference at one place. */
export interface FieldChange {
  /** e.g. `output.items[2].price`; an index counts in the list that holds the element. */
  fieldPath: string
  oldValue?: unknown
  newValue?: unknown
  changeType: 'added' | 'removed' | 'modified'
}

/** What differs between two snapshots. */
export interface SnapshotDiff {
  inputsChanged: boolean
  outputsChanged: boolean
  modelParamsChanged: boolean
  contextChanged: boolean
  errorChanged: boolean
  effectsChanged: boolean
  /** Milliseconds; null where one side is not known. */
  executionTimeDeltaMs: number | null
  /** In the order of the snapshot's fields, at most 1,000. */
  changes: FieldChange[]
  /** How many more there are. */
  omittedChanges: number
}
