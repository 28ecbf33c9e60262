import { LIMITS } from '../../limits.js'
import { diffSnapshots, type FieldChange } from '../../diff/index.js'
import { encode } from '../../snapshot/encode.js'
import type { DecisionSnapshot, Output, RecordedError } from '../../snapshot/types.js'
import { printable } from '../printable.js'
import { shownText } from './lines-text.js'
import { pageEffect } from './page-effect.js'
import type { PageChange, PageOutcome, PageRecording } from './report-page-data.js'
import { valueText } from './value-text.js'

/** A recording and what its replay came to, as the page shows them. */
export function pageRecording(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot | undefined,
  acceptedVariant: number | undefined,
): PageRecording {
  const { inputs, accepted = [], modelParameters, determinism, effects } = recorded
  const shown = effects.slice(0, LIMITS.pageEffects)
  return {
    inputs: inputs.map(({ name, value }) => named(name, value, inputs.length === 1)).join('\n'),
    recorded: outcome(recorded),
    ...(replayed === undefined ? {} : { replayed: outcome(replayed) }),
    accepted: accepted.map(outcome),
    ...changesOf(withVariant(recorded, acceptedVariant), replayed),
    ...(modelParameters === undefined ? {} : { model: valueText(encode(modelParameters)) }),
    ...(determinism === undefined ? {} : { determinism: valueText(encode(determinism)) }),
    tape: shown.map(pageEffect),
    omittedEffects: effects.length - shown.length,
  }
}

interface Outcome {
  readonly outputs: readonly Output[]
  readonly error?: RecordedError
  readonly note?: string
}

function outcome({ outputs, error, note }: Outcome): PageOutcome {
  const text =
    error === undefined
      ? outputs.map(({ name, value }) => named(name, value, outputs.length === 1)).join('\n')
      : shownText(
          `throws ${error.name}: ${error.message}${error.code === undefined ? '' : ` (${error.code})`}`,
        )
  return { text, ...(note === undefined ? {} : { note: printable(note) }) }
}

function named(name: string, value: unknown, only: boolean): string {
  const text = valueText(encode(value))
  return only ? text : `${printable(name)}: ${text}`
}

function withVariant(recorded: DecisionSnapshot, variant: number | undefined): DecisionSnapshot {
  const chosen = variant === undefined ? undefined : recorded.accepted?.[variant - 1]
  if (chosen === undefined) return recorded
  const { error: _error, ...rest } = recorded
  return { ...rest, outputs: chosen.outputs, ...(chosen.error === undefined ? {} : { error: chosen.error }) }
}

/** Of the outcome and the inputs; what else differs is a consequence, or the tape. */
const OUTCOME = /^(?:outputs?|error|inputs)\b/

function changesOf(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot | undefined,
): Pick<PageRecording, 'changes' | 'omittedChanges'> {
  if (replayed === undefined) return { omittedChanges: 0 }
  const { changes, omittedChanges } = diffSnapshots(recorded, replayed)
  const told = changes.filter(({ fieldPath }) => OUTCOME.test(fieldPath))
  const shown = told.slice(0, LIMITS.pageChanges)
  return { changes: shown.map(pageChange), omittedChanges: told.length - shown.length + omittedChanges }
}

function pageChange({ fieldPath, changeType, oldValue, newValue }: FieldChange): PageChange {
  return {
    fieldPath: printable(fieldPath),
    ...(changeType === 'added' ? {} : { oldText: sideText(oldValue) }),
    ...(changeType === 'removed' ? {} : { newText: sideText(newValue) }),
  }
}

/** A text stands as it is: its quotes would only be in the way. */
function sideText(value: unknown): string {
  return typeof value === 'string' ? shownText(value) : valueText(encode(value))
}
