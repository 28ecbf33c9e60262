import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'
import { checkOptionType } from '../option-type.js'
import { redactorByName } from '../recording/redactor-by-name.js'
import { checkCount } from '../snapshot/accepted-problem.js'
import { canonicalText } from '../snapshot/canonical.js'
import { redactedNamedValue } from '../snapshot/data-type.js'
import { defined } from '../snapshot/plain-object.js'
import { recordedError } from '../snapshot/recorded-error.js'
import { withAllKnown } from '../snapshot/redaction/with-all-known.js'
import type { AcceptedOutcome, DecisionSnapshot } from '../snapshot/types.js'
import type { SnapshotStore } from '../store/store.js'
import { wallClock } from '../timers.js'
import { changeRecording } from './change-recording.js'
import { outcomeToAccept, type GivenOutcome } from './outcome-to-accept.js'
import { checkSameQuestion } from './same-question.js'
import type { ReplayResult } from './types.js'

export interface AcceptVariantOptions {
  /** Why the outcome is as good as the recorded one, for those who read the recording. */
  readonly note?: string
}

/**
 * See {@link ReplayEngine.acceptVariant}.
 *
 * @param check sees the recording inside the step that changes it; what it throws leaves that as it is.
 */
export async function acceptVariant(
  store: SnapshotStore,
  id: string,
  given: ReplayResult | DecisionSnapshot | GivenOutcome,
  options: AcceptVariantOptions,
  check: (recorded: DecisionSnapshot) => void = () => undefined,
): Promise<DecisionSnapshot> {
  checkKnownOptions(options, ['note'], 'acceptVariant()')
  checkOptionType(options, 'note', 'string', 'acceptVariant()')
  const outcome = outcomeToAccept(id, given)
  return changeRecording(store, id, `No variant of "${id}" was accepted`, (recorded) => {
    check(recorded)
    if ('format' in given) checkSameQuestion(recorded, given)
    const { accepted = [] } = recorded
    checkCount(accepted.length + 1)
    const variant = variantOf(recorded, outcome, options.note)
    checkNew(recorded, accepted, variant)
    return [...accepted, variant]
  })
}

/** See {@link ReplayEngine.removeVariant}. */
export async function removeVariant(
  store: SnapshotStore,
  id: string,
  number: number,
): Promise<DecisionSnapshot> {
  return changeRecording(store, id, `No variant of "${id}" was removed`, ({ accepted = [] }) => {
    if (Number.isInteger(number) && number >= 1 && number <= accepted.length) {
      return accepted.filter((_variant, index) => index !== number - 1)
    }
    throw new UsageError(
      'INVALID_OPTION',
      `removeVariant("${id}", ${inspect(number)}): it takes a number from 1 to how many accepted variants there are, ${accepted.length}.`,
    )
  })
}

/** What is kept of an outcome: a copy less its secrets, as of any recorded one. */
function variantOf(
  { functionName }: DecisionSnapshot,
  { outputs = [], error }: GivenOutcome,
  note: string | undefined,
): AcceptedOutcome {
  const redactor = redactorByName(functionName)
  return withAllKnown(redactor, () => ({
    outputs: outputs.map(({ name, value, confidence, schemaVersion }) => ({
      ...redactedNamedValue(name, value, `outputs.${name}`, redactor, redactor.key(name)),
      ...defined({ confidence, schemaVersion }),
    })),
    ...(error === undefined ? {} : { error: recordedError(error, redactor) }),
    acceptedAt: new Date(wallClock()).toISOString(),
    ...(note === undefined ? {} : { note: redactor.text(note) }),
  }))
}

/** @throws UsageError `DUPLICATE_VARIANT` */
function checkNew(
  recorded: DecisionSnapshot,
  accepted: readonly AcceptedOutcome[],
  variant: AcceptedOutcome,
): void {
  const text = textOf(variant)
  const known = [recorded, ...accepted].findIndex((outcome) => textOf(outcome) === text)
  if (known === -1) return
  throw new UsageError(
    'DUPLICATE_VARIANT',
    `No variant of "${recorded.id}" was accepted: this outcome is ${known === 0 ? 'the recorded one' : `its accepted variant ${known} already`}.`,
  )
}

/** Two outcomes are the same exactly when their texts are. Outputs are told by name: their order says nothing. */
function textOf({ outputs, error }: Pick<AcceptedOutcome, 'outputs' | 'error'>): string {
  const named = outputs.map(({ name, value }) => canonicalText([name, value])).sort()
  return canonicalText([named, ...(error === undefined ? [] : [error])])
}
