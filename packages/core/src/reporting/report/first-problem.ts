/** The part of JSON Schema that the schema of reports is written in. */
export interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly $defs?: Readonly<Record<string, Schema>>
}

/**
 * Where a value is not as a schema says, and what is wrong there; undefined where nothing is.
 *
 * @param at path of the value.
 */
export function firstProblem(value: unknown, schema: Schema, root: Schema, at = ''): string | undefined {
  if (schema.$ref !== undefined) {
    const named = root.$defs?.[schema.$ref.slice('#/$defs/'.length)]
    return named && firstProblem(value, named, root, at)
  }
  const wrong = (what: string): string => `${at === '' ? 'it' : at} ${what}`
  const { const: only, enum: allowed = only === undefined ? undefined : [only] } = schema
  if (allowed !== undefined && !allowed.includes(value)) return wrong(`is none of ${allowed.join(', ')}`)
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type
  if (types?.some((type) => isOf(type, value)) === false) return wrong(`is no ${types.join(' or ')}`)
  if (typeof value === 'number' && schema.minimum !== undefined && value < schema.minimum) {
    return wrong(`is less than ${schema.minimum}`)
  }
  if (typeof value === 'number' && schema.maximum !== undefined && value > schema.maximum) {
    return wrong(`is more than ${schema.maximum}`)
  }
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    return wrong(`does not match ${schema.pattern}`)
  }
  if (Array.isArray(value)) return problemInList(value, schema, root, at)
  return typeof value === 'object' && value !== null ? problemInObject(value, schema, root, at) : undefined
}

function problemInList(
  list: readonly unknown[],
  schema: Schema,
  root: Schema,
  at: string,
): string | undefined {
  if (list.length < (schema.minItems ?? 0)) return `${at} has fewer than ${schema.minItems ?? 0} items`
  const { items } = schema
  if (items === undefined) return undefined
  for (const [index, item] of list.entries()) {
    const problem = firstProblem(item, items, root, `${at}[${index}]`)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemInObject(value: object, schema: Schema, root: Schema, at: string): string | undefined {
  const path = (name: string): string => (at === '' ? name : `${at}.${name}`)
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${path(missing)} is missing`
  const { properties = {}, additionalProperties } = schema
  for (const [name, member] of Object.entries(value)) {
    const expected = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (expected === undefined) continue
    const problem = firstProblem(member, expected, root, path(name))
    if (problem !== undefined) return problem
  }
  return undefined
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === type
  }
}
