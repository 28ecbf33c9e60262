import { isNumber, isObject, isText, isTextMap } from '../foreign-checks.js'
import type { ForeignJson, ForeignObject } from '../lossless/parse-lossless.js'

type Given = ForeignJson | undefined
type Check = (value: Given) => boolean

const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

/** An object whose fields all have a place in a snapshot, and the right kind for it. */
function shaped(fields: Readonly<Record<string, Check>>): (value: Given) => value is ForeignObject {
  return (value): value is ForeignObject =>
    isObject(value) &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, check]) => check(Object.hasOwn(value, key) ? value[key] : undefined))
}

export const isUsage = shaped({ inputTokens: isNumber, outputTokens: isNumber, totalTokens: isNumber })

export const isError = shaped({
  name: isText,
  message: isText,
  code: isOptional((value) => isText(value) || isNumber(value)),
})

export const isModelParameters = shaped({
  modelName: isText,
  modelVersion: isOptional(isText),
  provider: isOptional(isText),
  parameters: isOptional(isObject),
  hyperparameters: isOptional(isObject),
  weightsHash: isOptional(isText),
})

export const isContext = shaped({
  runtimeVersion: isOptional(isText),
  dependencies: isOptional(isTextMap),
  randomSeed: isOptional(isNumber),
  environmentVariables: isOptional(isTextMap),
  hardwareInfo: isOptional(isObject),
})
