import { UsageError } from '../errors.js'
import type { JsonValue, ModelParameters, Usage } from '../snapshot/types.js'

export type JsonObject = Record<string, JsonValue>

/** How the traffic of one family of model APIs is read. */
export interface Provider {
  /** Set where the calls turn text into vectors: a decision is named after a model that answers, if it asks one. */
  embeds?: true
  /** Whether a request is one of this family's model calls. */
  matches(url: URL, request: JsonObject): boolean
  modelName(url: URL, request: JsonObject): string
  /** Where the sampling parameters stand. */
  parameters(request: JsonObject): JsonObject
  /**
   * The same call with another model or other parameters. Absent where the calls are of no model that answers.
   *
   * @throws UsageError `INVALID_OPTION` for a parameter that is content of the request, such as its messages.
   */
  change?(url: string, request: JsonObject, change: ModelChange): { url: string; request: JsonObject }
  /** Version of the model that answered, from one message of the response. */
  modelVersion(message: JsonObject): string | undefined
  /** Token counts from one message of the response: the whole body, or one event of a stream. */
  usage(message: JsonObject): Partial<Usage> | undefined
}

/** What a model call is made with in the place of its own. */
export interface ModelChange {
  readonly modelName?: string
  /** By the names that the provider has for them. The others stay. */
  readonly parameters?: Readonly<JsonObject>
}

/** What a call came to in model terms. */
export interface ModelFacts {
  modelParameters?: ModelParameters
  usage?: Usage
}

export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

export function asNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

export function asString(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** The sum of the counts that are there, or undefined where none is. */
export function sum(...counts: (JsonValue | undefined)[]): number | undefined {
  const numbers = counts.filter((count) => typeof count === 'number')
  return numbers.length === 0 ? undefined : numbers.reduce((total, count) => total + count, 0)
}

/** Counts that are there; absent ones leave no key. */
export function counts(usage: { [K in keyof Usage]?: number | undefined }): Partial<Usage> {
  return Object.fromEntries(Object.entries(usage).filter(([, count]) => count !== undefined))
}

/** The members that are settings, not content. */
export function settings(request: JsonObject, content: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(request).filter(([key]) => !content.has(key)))
}

/** Changes a call whose settings stand beside its content. */
export function changedBeside(content: ReadonlySet<string>): NonNullable<Provider['change']> {
  return (url, request, { modelName, parameters = {} }) => {
    const known = Object.keys(parameters).find((name) => content.has(name))
    if (known !== undefined) throw noParameter(known)
    return {
      url,
      request: { ...request, ...(modelName === undefined ? {} : { model: modelName }), ...parameters },
    }
  }
}

function noParameter(name: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `overrides.modelParameters.parameters: ${JSON.stringify(name)} is no parameter of the model but content of the request. ${name === 'model' ? 'The model is modelName.' : 'What the code asks is up to the code.'}`,
  )
}
