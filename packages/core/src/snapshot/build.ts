import type { DecisionDefinition } from '../decision/definition.js'
import { defined, isPlainObject } from './plain-object.js'
import { withContentHash } from './content-hash.js'
import { redactedCopyOf } from './copy.js'
import { redactedNamedValue } from './data-type.js'
import { encode } from './encode.js'
import { recordedError } from './recorded-error.js'
import { redactJson } from './redaction/redact-json.js'
import type { Redactor } from './redaction/redactor.js'
import { withAllKnown } from './redaction/with-all-known.js'
import type { DecisionSnapshot, Input, Output } from './types.js'

/** What a call came to. */
export type Outcome = { readonly value: unknown } | { readonly thrown: unknown }

/** What is known of a call besides its decision and its outcome. */
export type CallFacts = Pick<DecisionSnapshot, 'id' | 'effects' | 'createdAt'> &
  Partial<
    Pick<
      DecisionSnapshot,
      'executionTimeMs' | 'ownTimeMs' | 'usage' | 'modelParameters' | 'tags' | 'determinism' | 'context'
    >
  >

/**
 * Puts a snapshot together, the secrets taken out of its outcome, its tags and its parameters; those of inputs and
 * effects are out already.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED`, naming the input or output; `REDACTION_FAILED`.
 */
export function buildSnapshot(
  definition: DecisionDefinition,
  inputs: Input[],
  outcome: Outcome,
  facts: CallFacts,
  redactor: Redactor,
): DecisionSnapshot {
  const { id, createdAt, effects, executionTimeMs, ownTimeMs, usage, determinism, context } = facts
  const parameters = definition.options.modelParameters ?? facts.modelParameters
  const modelParameters =
    parameters && (redactedCopyOf(parameters, 'modelParameters', redactor) as typeof parameters)
  // In the order in which people read it: the question, the answer, and only then how it came about.
  const content = {
    format: 'retrial/1' as const,
    id,
    functionName: definition.name,
    createdAt,
    tags: redactJson({ ...definition.options.tags, ...facts.tags }, redactor) as Record<string, string>,
    inputs,
    ...withAllKnown(redactor, () => outcomeFields(definition, outcome, redactor)),
    ...defined({ modelParameters, usage, context, executionTimeMs, ownTimeMs }),
    effects,
    ...defined({ determinism }),
  }
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
  leaveOpen(inputs, redactor)
  return inputs
}

/** What stands in the inputs as they are kept is no secret of the call. */
export function leaveOpen(inputs: readonly Input[], redactor: Redactor): void {
  redactor.leaveOpen?.(inputs.map(({ name, value }) => encode(value, `inputs.${name}`)))
}

/** The outputs or the error of a call. */
function outcomeFields(
  definition: DecisionDefinition,
  outcome: Outcome,
  redactor: Redactor,
): Pick<DecisionSnapshot, 'outputs' | 'error'> {
  if ('thrown' in outcome) return { outputs: [], error: recordedError(outcome.thrown, redactor) }
  return { outputs: outputsOf(definition, outcome.value, redactor) }
}

function outputsOf(definition: DecisionDefinition, value: unknown, redactor: Redactor): Output[] {
  if (
    definition.options.outputs === 'keys' &&
    typeof value === 'object' &&
    value !== null &&
    isPlainObject(value) &&
    Object.keys(value).length > 0
  ) {
    return Object.entries(value).map(([name, item]) => redactedValue(name, item, `outputs.${name}`, redactor))
  }
  return [redactedValue('result', value, 'output', redactor)]
}

function redactedValue(name: string, value: unknown, path: string, redactor: Redactor): Input & Output {
  return redactedNamedValue(name, value, path, redactor, redactor.key(name))
}
