import { defined } from '../../snapshot/plain-object.js'
import type { ExecutionContext, ModelParameters } from '../../snapshot/types.js'
import { isNumber, isObject, isText, isTextMap } from '../foreign-checks.js'
import { ForeignFields } from '../foreign-fields.js'
import type { ForeignJson, ForeignObject } from '../lossless/parse-lossless.js'

/** A part of a snapshot, and what of the foreign one has no place in it. */
interface ReadPart<T> {
  readonly value: T | undefined
  readonly rest: Record<string, unknown> | undefined
}

export function readContext(json: ForeignObject): ReadPart<ExecutionContext> {
  const fields = new ForeignFields(json)
  fields.dropEmpty('runtime_version', 'dependencies', 'random_seed', 'environment_variables', 'hardware_info')
  const value: ExecutionContext = defined({
    runtimeVersion: fields.take('runtime_version', isText),
    dependencies: filled(fields.take('dependencies', isTextMap)),
    randomSeed: fields.take('random_seed', isNumber),
    environmentVariables: filled(fields.take('environment_variables', isTextMap)),
    hardwareInfo: filled(fields.take('hardware_info', isObject)),
  })
  return { value: filled(value), rest: fields.rest() }
}

/** Left where it is when it names no model. */
export function readModelParameters(decision: ForeignFields): ReadPart<ModelParameters> {
  const json = decision.take('model_parameters', isNamedModel)
  if (json === undefined) return { value: undefined, rest: undefined }
  const fields = new ForeignFields(json)
  const value: ModelParameters = {
    modelName: fields.take('model_name', isText) ?? '',
    parameters: fields.take('parameters', isObject) ?? {},
    ...defined({
      modelVersion: fields.take('model_version', isText),
      provider: fields.take('provider', isText),
      hyperparameters: filled(fields.take('hyperparameters', isObject)),
      weightsHash: fields.take('weights_hash', isText),
    }),
  }
  fields.dropEmpty('model_version', 'provider', 'parameters', 'hyperparameters', 'weights_hash')
  return { value, rest: fields.rest() }
}

function isNamedModel(value: ForeignJson | undefined): value is ForeignObject {
  return isObject(value) && isText(value['model_name'])
}

function filled<T extends object>(value: T | undefined): T | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value
}
