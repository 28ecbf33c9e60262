import { inspect } from 'node:util'
import type { DecisionDefinition } from '../decision/definition.js'
import { ALL_STEADY, type Steady } from '../effects/volatile.js'
import { UsageError } from '../errors.js'
import { changeModel } from '../providers/change-model.js'
import type { ModelChange } from '../providers/provider.js'
import { encode } from '../snapshot/encode.js'
import { defined } from '../snapshot/plain-object.js'
import { redactJson } from '../snapshot/redaction/redact-json.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { DecisionSnapshot, Effect, HttpRequest } from '../snapshot/types.js'
import { checkMembers, nothingGiven } from './override-members.js'
import type { ModelOverride } from './types.js'

/** @throws UsageError `INVALID_OPTION` */
export function checkModelOverride(override: unknown, of: string): void {
  const path = `overrides.modelParameters of ${of}`
  checkMembers(override, ['modelName', 'parameters'], path)
  const { modelName, parameters } = override as { modelName?: unknown; parameters?: unknown }
  if (modelName !== undefined && (typeof modelName !== 'string' || modelName === '')) {
    throw new UsageError(
      'INVALID_OPTION',
      `The ${path}: modelName must be the name of a model, it is ${inspect(modelName)}.`,
    )
  }
  if (modelName === undefined && parameters === undefined) throw nothingGiven(path)
  if (parameters === undefined) return
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw new UsageError(
      'INVALID_OPTION',
      `The ${path}: parameters must be values by their names at the provider.`,
    )
  }
  if (Object.keys(parameters).length === 0) throw nothingGiven(path)
  for (const [name, value] of Object.entries(parameters)) {
    if (encode(value, `parameters.${name}`) === value) continue
    throw new UsageError(
      'INVALID_OPTION',
      `The ${path}: ${name} is ${inspect(value)}, and only JSON can be sent to a model.`,
    )
  }
}

/** What is written into a request, less its secrets: it is matched with what was recorded, and kept. */
export function modelChange({ modelName, parameters }: ModelOverride, redactor: Redactor): ModelChange {
  return redactJson(encode(defined({ modelName, parameters })), redactor) as ModelChange
}

/**
 * The tape as it would be had the model been asked so.
 *
 * @throws UsageError `INVALID_OPTION` where no request on it is one to a model: nothing would be changed.
 */
export function changedTape({ id, effects }: DecisionSnapshot, change: ModelChange): Effect[] {
  const tape = effects.map((effect): Effect => {
    const request = effect.kind === 'http' ? changeModel(effect.request, change) : undefined
    return request === undefined ? effect : ({ ...effect, request } as Effect)
  })
  if (tape.some((effect, index) => effect !== effects[index])) return tape
  throw unreached(id, 'its recording holds no request to the model of a known provider')
}

/** What a contact is matched by: every request to a model counts as made with the parameters, whoever made it. */
export function changedSteady(steady: Steady = ALL_STEADY, change: ModelChange): Steady {
  return (contact) =>
    steady('request' in contact ? { ...contact, request: changed(contact.request, change) } : contact)
}

/** The definition whose own statement on the model says the same. */
export function changedDefinition(definition: DecisionDefinition, change: ModelChange): DecisionDefinition {
  const { modelParameters } = definition.options
  if (modelParameters === undefined) return definition
  const parameters = { ...modelParameters.parameters, ...change.parameters }
  const { modelName = modelParameters.modelName } = change
  return {
    ...definition,
    options: { ...definition.options, modelParameters: { ...modelParameters, modelName, parameters } },
  }
}

export function unreached(id: string, why: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `overrides.modelParameters would have no effect on "${id}": ${why}. Where the code takes its model from an input or the environment, override that.`,
  )
}

function changed(request: HttpRequest, change: ModelChange): HttpRequest {
  return changeModel(request, change) ?? request
}
