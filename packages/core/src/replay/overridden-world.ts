import type { DecisionDefinition } from '../decision/definition.js'
import { redactorOfCall } from '../snapshot/redaction/settings.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { keptOverride, overriddenContext, overriddenDeterminism } from './context-override.js'
import type { ExecuteOptions } from './execute.js'
import { changedDefinition, changedSteady, changedTape, modelChange } from './model-override.js'
import type { Overrides } from './types.js'

/** What of a recording answers in a replay, and what is kept of it afterwards. */
export interface World {
  /** With the definition's own statement on the model as overridden. */
  readonly definition: DecisionDefinition
  readonly played: DecisionSnapshot
  /** The same less the secrets of overrides. */
  readonly kept: Pick<DecisionSnapshot, 'determinism' | 'context'>
  /** The options of one run, in this world. */
  readonly adapt: (options: ExecuteOptions) => ExecuteOptions
}

/**
 * The world as it was recorded, some of it another.
 *
 * @throws UsageError `INVALID_OPTION` where an override would have no effect; ValueError `REDACTION_FAILED`.
 */
export function overriddenWorld(
  recorded: DecisionSnapshot,
  definition: DecisionDefinition,
  { modelParameters, context }: Overrides = {},
): World {
  const asRecorded = {
    definition,
    played: recorded,
    kept: recorded,
    adapt: (options: ExecuteOptions) => options,
  }
  if (modelParameters === undefined && context === undefined) return asRecorded
  const redactor = redactorOfCall(definition)
  const change = modelParameters && modelChange(modelParameters, redactor)
  const kept = context && keptOverride(context, redactor)
  return {
    definition: change === undefined ? definition : changedDefinition(definition, change),
    played: {
      ...recorded,
      ...(change && { effects: changedTape(recorded, change) }),
      ...(context && { determinism: overriddenDeterminism(recorded.determinism, context) }),
    },
    kept: kept
      ? {
          determinism: overriddenDeterminism(recorded.determinism, kept),
          context: overriddenContext(recorded.context, kept),
        }
      : recorded,
    adapt: (options) => {
      // What is a secret of the override is one in all that the code makes of it.
      if (context !== undefined) keptOverride(context, options.redactor)
      return change === undefined ? options : { ...options, steady: changedSteady(options.steady, change) }
    },
  }
}
