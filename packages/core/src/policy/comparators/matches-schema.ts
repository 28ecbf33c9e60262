import { decode } from '../../snapshot/decode.js'
import { formatPath } from '../../snapshot/field-path.js'
import { showJson } from '../../snapshot/show.js'
import type { JsonValue } from '../../snapshot/types.js'
import {
  isStandardSchema,
  type SchemaIssue,
  type SchemaResult,
  type StandardSchema,
} from '../../standard-schema.js'
import { settleCheck } from './check-failed.js'
import type { ComparatorKind, Finding, Judged } from './comparison.js'

/** Issues of one value that are written out. */
const SHOWN_ISSUES = 3

/** Passes when the replayed value is valid by the schema. What the schema makes of the value is not looked at. */
export const matchesSchema: ComparatorKind<'matchesSchema'> = {
  problem: ({ schema }) =>
    isStandardSchema(schema)
      ? undefined
      : 'takes a schema of a library that implements Standard Schema: zod 3.24, valibot 1, arktype 2 or later',
  isAbsolute: () => true,
  compare: ({ replayed }, { field, schema }) => checkSchema(`matchesSchema(${field})`, schema, replayed),
}

/**
 * Holds an encoded value to a schema.
 *
 * @param name what an error of the schema itself is said to be of.
 * @throws PolicyError `CHECK_FAILED` when the schema throws.
 */
export function checkSchema(name: string, schema: StandardSchema, encoded: JsonValue | undefined): Judged {
  const validate = (): SchemaResult | PromiseLike<SchemaResult> =>
    schema['~standard'].validate(encoded === undefined ? undefined : decode(encoded))
  return settleCheck(name, validate, (result: unknown): Finding | undefined => {
    const issues = issuesOf(result)
    if (issues.length === 0) return undefined
    const shown = issues.slice(0, SHOWN_ISSUES).map(showIssue).join('; ')
    const more = issues.length > SHOWN_ISSUES ? `; and ${issues.length - SHOWN_ISSUES} more` : ''
    return {
      expected: `a value that the ${schema['~standard'].vendor} schema allows`,
      actual: showJson(encoded),
      message: `is refused by its schema: ${shown}${more}`,
    }
  })
}

/** None where the value passed. A schema that says neither has checked nothing. */
function issuesOf(result: unknown): readonly SchemaIssue[] {
  if (typeof result === 'object' && result !== null) {
    const { issues } = result as SchemaResult
    if (Array.isArray(issues) && issues.length > 0) return issues as readonly SchemaIssue[]
    if (issues === undefined && 'value' in result) return []
  }
  throw new TypeError('its validate() gave neither a value nor a list of issues')
}

function showIssue({ message, path = [] }: SchemaIssue): string {
  if (path.length === 0) return message
  const steps = path.map((step) => (typeof step === 'object' ? step.key : step))
  return `${formatPath(steps.map((step) => (typeof step === 'symbol' ? String(step) : step)))}: ${message}`
}
