import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { nodeCrypto } from '../node-crypto.js'
import { redactJson } from '../snapshot/redaction/redact-json.js'
import type { Redactor } from '../snapshot/redaction/redactor.js'
import type { Determinism, ExecutionContext } from '../snapshot/types.js'
import { checkMembers, nothingGiven } from './override-members.js'
import type { ContextOverride } from './types.js'

/** Fields of a context that say where a call was made. This process cannot be made another. */
const FIXED = ['runtimeVersion', 'dependencies', 'hardwareInfo']

/** @throws UsageError `INVALID_OPTION` */
export function checkContextOverride(override: unknown, of: string): void {
  const path = `overrides.context of ${of}`
  checkMembers(override, ['environmentVariables', 'randomSeed', ...FIXED], path)
  const fixed = FIXED.find((name) => Object.hasOwn(override as object, name))
  if (fixed !== undefined) {
    throw new UsageError(
      'INVALID_OPTION',
      `The ${path}: ${fixed} would have no effect, the replay runs in this process as it is. What can be overridden is environmentVariables and randomSeed.`,
    )
  }
  const { environmentVariables, randomSeed } = override as {
    environmentVariables?: unknown
    randomSeed?: unknown
  }
  if (environmentVariables === undefined && randomSeed === undefined) throw nothingGiven(path)
  if (randomSeed !== undefined && !Number.isSafeInteger(randomSeed)) {
    throw new UsageError(
      'INVALID_OPTION',
      `The ${path}: randomSeed must be a whole number, it is ${inspect(randomSeed)}.`,
    )
  }
  if (environmentVariables !== undefined) checkVariables(environmentVariables, path)
}

function checkVariables(variables: unknown, path: string): void {
  if (typeof variables === 'object' && Object.keys(variables ?? {}).length === 0) throw nothingGiven(path)
  const isObject = typeof variables === 'object' && variables !== null && !Array.isArray(variables)
  const wrong = isObject
    ? Object.entries(variables).find(([name, value]) => !/^[^=\0]+$/.test(name) || typeof value !== 'string')
    : ['environmentVariables']
  if (wrong === undefined) return
  throw new UsageError(
    'INVALID_OPTION',
    `The ${path}: environmentVariables must be texts by the names of variables; ${JSON.stringify(wrong[0])} is not.`,
  )
}

/** What answers for chance and the environment in a replay with another context. The clock is that of the recording. */
export function overriddenDeterminism(
  recorded: Determinism | undefined,
  { environmentVariables, randomSeed }: ContextOverride,
): Determinism {
  return {
    ...recorded,
    ...(randomSeed === undefined ? {} : { seed: seedOf(randomSeed) }),
    ...(environmentVariables === undefined ? {} : { env: { ...recorded?.env, ...environmentVariables } }),
  }
}

/** 256 bits in hex digits: chance is drawn from so many. */
export function seedOf(randomSeed: number): string {
  return nodeCrypto.createHash('sha256').update(`retrial seed ${randomSeed}`).digest('hex')
}

/**
 * A context override less its secrets, for what is kept of the replay.
 *
 * @param redactor comes to know them: the code may hand them on.
 */
export function keptOverride(
  { environmentVariables, ...rest }: ContextOverride,
  redactor: Redactor,
): ContextOverride {
  if (environmentVariables === undefined) return rest
  const kept = Object.entries(environmentVariables).map(([name, value]) => [
    name,
    redactJson(value, redactor, name),
  ])
  return { ...rest, environmentVariables: Object.fromEntries(kept) as Record<string, string> }
}

/** The context of a replay: that of the recording, some of it another. */
export function overriddenContext(
  recorded: ExecutionContext | undefined,
  override: ContextOverride,
): ExecutionContext {
  const { environmentVariables, ...rest } = override
  return {
    ...recorded,
    ...rest,
    ...(environmentVariables === undefined
      ? {}
      : { environmentVariables: { ...recorded?.environmentVariables, ...environmentVariables } }),
  }
}
