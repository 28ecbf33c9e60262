import type { DecisionDefinition } from '../decision/definition.js'
import { isPlainObject } from './plain-object.js'
import { withContentHash } from './content-hash.js'
import { redactedCopyOf } from './copy.js'
import { redactedNamedValue } from './data-type.js'
import { encode } from './encode.js'
import { plainlySame } from './plainly-same.js'
import { recordedError } from './recorded-error.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import { withAllKnown } from './redaction/with-all-known.js'
import type { DecisionSnapshot, Input, Output } from './types.js'
import { unreadable } from './unreadable.js'

/** What a call came to. */
export type Outcome = { readonly value: unknown } | { readonly thrown: unknown }

type Fact = 'executionTimeMs' | 'ownTimeMs' | 'usage' | 'modelParameters' | 'tags' | 'determinism' | 'context'

/** What is known of a call besides its decision and its outcome. */
export type CallFacts = Pick<DecisionSnapshot, 'id' | 'effects' | 'createdAt'> & {
  [Name in Fact]?: DecisionSnapshot[Name] | undefined
}

/**
 * Puts a snapshot together, the secrets taken out of its outcome, its tags and its parameters; those of inputs and
 * effects are out already.
 *
 * @param recorded what was recorded of the same call: what came out as it did then is taken from there.
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming the input or output; `REDACTION_FAILED`.
 */
export function buildSnapshot(
  definition: DecisionDefinition,
  inputs: Input[],
  outcome: Outcome,
  facts: CallFacts,
  redactor: Redactor,
  recorded?: DecisionSnapshot,
): DecisionSnapshot {
  const { id, createdAt, effects, executionTimeMs, ownTimeMs, usage, determinism, context } = facts
  const parameters = definition.options.modelParameters ?? facts.modelParameters
  const modelParameters =
    parameters && (redactedCopyOf(parameters, 'modelParameters', redactor) as typeof parameters)
  const { outputs, error } = withAllKnown(redactor, () => outcomeOf(definition, outcome, redactor, recorded))
  // In the order in which people read it: the question, the answer, and only then how it came about.
  const content = {
    format: 'retrial/1',
    id,
    functionName: definition.name,
    createdAt,
    tags: tagsOf(definition, facts, redactor, recorded),
    inputs,
    outputs,
  } as Omit<DecisionSnapshot, 'contentHash'>
  if (error) content.error = error
  if (modelParameters) content.modelParameters = modelParameters
  if (usage) content.usage = usage
  if (context) content.context = context
  if (executionTimeMs !== undefined) content.executionTimeMs = executionTimeMs
  if (ownTimeMs !== undefined) content.ownTimeMs = ownTimeMs
  content.effects = effects
  if (determinism) content.determinism = determinism
  return withContentHash(content)
}

/** The arguments of a call as named inputs, as they are now (the call may change them), less their secrets. */
export function inputsOf(
  definition: DecisionDefinition,
  args: readonly unknown[],
  redactor: Redactor,
): Input[] {
  const names = definition.options.inputs ?? (args.length === 1 ? ['input'] : [])
  const inputs = withAllKnown(redactor, () =>
    args.map((value, index) => {
      const name = names[index] ?? `arg${index}`
      return redactedValue(name, value, `inputs.${name}`, redactor)
    }),
  )
  leaveOpen(() => inputs, redactor)
  return inputs
}

/** Inputs less their secrets, which are known from then on. */
export function redactedInputs(inputs: readonly Input[], redactor: Redactor): Input[] {
  return withAllKnown(redactor, () =>
    inputs.map((input) => ({
      ...input,
      ...redactedNamedValue(input.name, input.value, `inputs.${input.name}`, redactor),
    })),
  )
}

/** What stands in the inputs as they are kept is no secret of the call. */
export function leaveOpen(inputs: () => readonly Input[], redactor: Redactor): void {
  redactor.leaveOpen?.(() => inputs().map(({ name, value }) => encode(value, `inputs.${name}`)))
}

/** The outputs or the error of a call. */
function outcomeOf(
  definition: DecisionDefinition,
  outcome: Outcome,
  redactor: Redactor,
  recorded: DecisionSnapshot | undefined,
): Pick<DecisionSnapshot, 'outputs' | 'error'> {
  if ('thrown' in outcome) return { outputs: [], error: recordedError(outcome.thrown, redactor) }
  try {
    const outputs = outputsOf(definition, outcome.value)
    if (recorded !== undefined && areAsRecorded(outputs, redactor, recorded))
      return { outputs: recorded.outputs }
    const byKeys = isByKeys(definition, outcome.value)
    return {
      outputs: outputs.map(([name, item]) =>
        redactedValue(name, item, byKeys ? `outputs.${name}` : 'output', redactor),
      ),
    }
  } catch (error) {
    throw unreadable('output', error)
  }
}

type NamedValue = readonly [name: string, value: unknown]

function outputsOf(definition: DecisionDefinition, value: unknown): NamedValue[] {
  return isByKeys(definition, value) ? Object.entries(value) : [['result', value]]
}

/** Whether each key of what came out is an output of its own. */
function isByKeys({ options }: DecisionDefinition, value: unknown): value is Record<string, unknown> {
  return (
    options.outputs === 'keys' &&
    typeof value === 'object' &&
    value !== null &&
    isPlainObject(value) &&
    Object.keys(value).length > 0
  )
}

/** The quick yes: whether what a call gave is for certain what was recorded of it, to the canonical byte. */
export function isAsRecorded(
  definition: DecisionDefinition,
  value: unknown,
  redactor: Redactor,
  recorded: DecisionSnapshot,
): boolean {
  try {
    return areAsRecorded(outputsOf(definition, value), redactor, recorded)
  } catch {
    // What cannot be read is told by whoever builds the outputs.
    return false
  }
}

/** What equals a recording has no secrets left, and needs no walk to find them and no copy. */
function areAsRecorded(
  given: readonly NamedValue[],
  redactor: Redactor,
  { outputs }: DecisionSnapshot,
): boolean {
  return (
    // Rules of the user's own may be newer than the recording: what they take out must show.
    redactor.isBuiltIn &&
    given.length === outputs.length &&
    given.every(([name, value], index) => {
      const output = outputs[index] as Output
      return output.name === name && plainlySame(value, output.value)
    })
  )
}

function tagsOf(
  { options }: DecisionDefinition,
  { tags }: CallFacts,
  redactor: Redactor,
  recorded: DecisionSnapshot | undefined,
): Record<string, string> {
  if (recorded !== undefined && options.tags === undefined) return recorded.tags
  return redactJson({ ...options.tags, ...tags }, redactor) as Record<string, string>
}

function redactedValue(name: string, value: unknown, path: string, redactor: Redactor): Input & Output {
  return redactedNamedValue(name, value, path, redactor, redactor.key(name))
}
