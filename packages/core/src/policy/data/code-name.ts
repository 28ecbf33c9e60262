import { nodeCrypto } from '../../node-crypto.js'
import { LIMITS } from '../../limits.js'
import type { StandardSchema } from '../../standard-schema.js'
import { hasName, isMatcher, showMatcher, withoutMatchers, type AsymmetricMatcher } from '../asymmetric.js'
import { canonicalText } from '../../snapshot/canonical.js'
import { cut } from '../../snapshot/show.js'

type Code = { check: (...sides: never[]) => unknown } | { schema: StandardSchema } | { expected: unknown }

/** A name for code in a rule, by which two policies can be compared: another name is other code. */
export function codeName(code: Code): string {
  if ('check' in code) return digest(sourceOf(code.check))
  if ('schema' in code) return schemaName(code.schema)
  const { expected } = code
  if (isMatcher(expected)) return matcherName(expected)
  return short(canonicalText(withoutMatchers(expected)))
}

/** What it says as JSON Schema, or as JSON: a check of the user's own in it is not seen. */
function schemaName(schema: StandardSchema): string {
  const { vendor } = schema['~standard']
  const text = jsonSchemaOf(schema) ?? attempt(() => JSON.stringify(schema))
  return text === undefined ? vendor : `${vendor} ${digest(text)}`
}

/** The part of Standard Schema that not every library has yet. */
interface WithJsonSchema {
  readonly jsonSchema?: { input(options: { target: string }): unknown }
}

function jsonSchemaOf(schema: StandardSchema): string | undefined {
  const { jsonSchema } = schema['~standard'] as WithJsonSchema
  return jsonSchema && attempt(() => JSON.stringify(jsonSchema.input({ target: 'draft-2020-12' })))
}

function matcherName(matcher: AsymmetricMatcher): string {
  return hasName(matcher) ? short(showMatcher(matcher)) : digest(sourceOf(matcher.asymmetricMatch))
}

function attempt(text: () => string | undefined): string | undefined {
  try {
    return text()
  } catch {
    return undefined
  }
}

function short(text: string): string {
  return text.length <= LIMITS.shownValue ? text : `${cut(text, LIMITS.shownValue)}… ${digest(text)}`
}

function sourceOf(code: (...args: never[]) => unknown): string {
  return Function.prototype.toString.call(code)
}

function digest(source: string): string {
  return `sha256:${nodeCrypto.createHash('sha256').update(source).digest('hex').slice(0, 16)}`
}
