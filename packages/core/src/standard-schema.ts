/**
 * The part of Standard Schema (https://standardschema.dev, version 1) that is used: zod, valibot, arktype and others
 * implement it.
 */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult | PromiseLike<SchemaResult>
  }
}

/** With `issues` the value was refused. */
export interface SchemaResult {
  readonly issues?: readonly SchemaIssue[] | undefined
}

export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** Some libraries make a schema a function. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
  const standard = (value as Partial<StandardSchema>)['~standard'] as { validate?: unknown } | undefined
  return typeof standard?.validate === 'function'
}
