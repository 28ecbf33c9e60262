import { UsageError } from '../errors.js'
import { checkHttpTaps, checkKnownOptions, checkTags, checkTimeout } from '../known-options.js'
import { ambient } from './ambient.js'
import { callSite } from './call-site.js'
import type { AnyFunction, DecisionDefinition, DecisionOptions } from './definition.js'
import { register } from './registry.js'
import { scopes } from './scope.js'
import { checkVolatile } from './volatile-paths.js'

const OPTION_NAMES: readonly string[] = [
  'inputs',
  'outputs',
  'inputSchema',
  'modelParameters',
  'tags',
  'http',
  'volatile',
  'env',
  'redact',
  'timeoutMs',
]
const DEFINITION = Symbol.for('@retrial/core.definition')

/**
 * Names a function whose answer matters, so that its calls can be recorded and replayed.
 *
 * Outside a recording or replay the returned function costs one AsyncLocalStorage look-up and a call.
 *
 * @param name 1 to 200 characters, unique in the process.
 * @param fn the decision, synchronous or asynchronous.
 * @returns a function of the same type.
 * @throws UsageError `INVALID_OPTION` for an unusable name, no function or an unknown option.
 * @throws DecisionError `DECISION_CONFLICT` when another place already took the name.
 */
export function decision<F extends AnyFunction>(name: string, fn: F, options: DecisionOptions = {}): F {
  checkName(name)
  checkFunction(name, fn)
  checkKnownOptions(options, OPTION_NAMES, `decision("${name}")`)
  checkTimeout(options, `decision("${name}")`)
  checkHttpTaps(options.http, `decision("${name}")`)
  checkTags(options.tags, `decision("${name}")`)
  checkKinds(name, options)
  checkVolatile(options.volatile, `decision("${name}")`)
  const definition: DecisionDefinition = { name, fn, options, place: callSite(decision) }
  register(definition)
  const decided = function (this: unknown, ...args: unknown[]): unknown {
    return callDecision(definition, this, args)
  }
  return Object.defineProperties(decided, {
    name: { value: fn.name || name, configurable: true },
    length: { value: fn.length, configurable: true },
    [DEFINITION]: { value: definition },
  }) as unknown as F
}

/** Calls a decision, through the recording or replay that is open, if one is. */
export function callDecision(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
  const scope = scopes.getStore()
  if (scope !== undefined) return scope.decide(definition, self, args)
  const { take } = ambient
  return take === undefined ? definition.fn.apply(self, args) : take(definition, self, args)
}

/** The definition behind a function made by {@link decision}, or undefined for any other value. */
export function definitionOf(value: unknown): DecisionDefinition | undefined {
  return typeof value === 'function' && DEFINITION in value
    ? (value[DEFINITION] as DecisionDefinition)
    : undefined
}

function checkName(name: unknown): void {
  if (typeof name !== 'string' || !/^[^\u0000-\u001f\u007f]{1,200}$/u.test(name)) {
    throw new UsageError(
      'INVALID_OPTION',
      `decision(${JSON.stringify(name)}, …): the name must be 1 to 200 characters without line breaks.`,
    )
  }
}

function checkFunction(name: string, fn: unknown): void {
  if (typeof fn !== 'function') {
    throw new UsageError('INVALID_OPTION', `decision("${name}", …): the second argument must be a function.`)
  }
}

function checkKinds(name: string, options: DecisionOptions): void {
  const { inputs, outputs, modelParameters, env } = options
  const names = (list: readonly string[] | undefined, like = /^/): boolean =>
    list === undefined ||
    (Array.isArray(list) && list.every((item) => typeof item === 'string' && like.test(item)))
  const wrong = [
    !names(inputs) && 'inputs must be a list of names',
    outputs !== undefined && (outputs as string) !== 'keys' && "outputs must be 'keys'",
    modelParameters !== undefined &&
      typeof (modelParameters as { modelName?: unknown } | null)?.modelName !== 'string' &&
      'modelParameters must be an object with a modelName',
    // What no variable can be called: `NAME=value` is a slip.
    !names(env, /^[^=\0]+$/) && 'env must be a list of names of environment variables',
  ].find((problem) => problem !== false)
  if (wrong !== undefined) throw new UsageError('INVALID_OPTION', `decision("${name}"): ${wrong}.`)
}
