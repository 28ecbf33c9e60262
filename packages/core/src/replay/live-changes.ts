import type { UsageError } from '../errors.js'
import { changeModel } from '../providers/change-model.js'
import type { ModelChange } from '../providers/provider.js'
import { recordCall, type CallChanges } from '../recording/record-call.js'
import { redactorByName } from '../recording/redactor-by-name.js'
import { canonicalText } from '../snapshot/canonical.js'
import type { DecisionSnapshot } from '../snapshot/types.js'
import { keptOverride, overriddenContext, seedOf } from './context-override.js'
import { changedDefinition, modelChange, unreached } from './model-override.js'
import type { Overrides } from './types.js'

interface LiveChanges {
  readonly record: typeof recordCall
  /** Why the call that was made is none with the overrides; undefined where it is. */
  readonly problem: (made: DecisionSnapshot) => UsageError | undefined
}

/** How a decision is called for real with overrides. */
export function liveChanges(
  { id, functionName }: DecisionSnapshot,
  { modelParameters, context }: Overrides,
): LiveChanges {
  const redactor = redactorByName(functionName)
  const change = modelParameters && modelChange(modelParameters, redactor)
  // It was checked to be JSON. What is sent is sent with its secrets.
  const sent = modelParameters as ModelChange | undefined
  let refusal: UsageError | undefined
  const changes: CallChanges = {
    env: context?.environmentVariables,
    seed: context?.randomSeed === undefined ? undefined : seedOf(context.randomSeed),
    context: context && overriddenContext(undefined, keptOverride(context, redactor)),
    instead:
      sent &&
      ((request) => {
        try {
          return changeModel(request, sent)
        } catch (error) {
          // The code may swallow it.
          refusal ??= error as UsageError
          throw error
        }
      }),
  }
  return {
    record: (definition, self, args) =>
      recordCall(change ? changedDefinition(definition, change) : definition, self, args, changes),
    problem: (made) => refusal ?? (change && unmet(id, made, change)),
  }
}

/** The call was made with the parameters where every request to a model says so. */
function unmet(id: string, { effects }: DecisionSnapshot, change: ModelChange): UsageError | undefined {
  const calls = effects.flatMap((effect) => {
    const changed = effect.kind === 'http' ? changeModel(effect.request, change) : undefined
    return effect.kind === 'http' && changed !== undefined ? [{ made: effect.request, changed }] : []
  })
  if (calls.length === 0) return unreached(id, 'it made no request to the model of a known provider')
  const other = calls.find(({ made, changed }) => canonicalText(made) !== canonicalText(changed))
  if (other === undefined) return undefined
  const { method, url } = other.made
  return unreached(id, `${method} ${url} was made by a client that sends its requests itself (node:http)`)
}
