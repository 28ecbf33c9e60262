import type { JsonValue } from '../types.js'

const TYPE = /^(?:array|boolean|integer|null|number|object|string)$/i
/** Words of JSON Schema that say what a value may be; others (`default`, `examples`) give one. */
const DESCRIBING = new Set([
  ...['$ref', 'additionalProperties', 'allOf', 'anyOf', 'deprecated', 'description', 'format', 'items'],
  ...['maxItems', 'maxLength', 'maximum', 'minItems', 'minLength', 'minimum', 'nullable', 'oneOf', 'pattern'],
  ...['properties', 'readOnly', 'required', 'title', 'type', 'writeOnly'],
])

/**
 * True for the members of a JSON Schema that say what a secret may be, and are none: a tool with a parameter named
 * `password` is described so.
 */
export function describesSecret(object: Record<string, JsonValue>, key: string): boolean {
  return DESCRIBING.has(key) && isSchema(object)
}

function isSchema({ type, anyOf }: Record<string, JsonValue>): boolean {
  return (typeof type === 'string' && TYPE.test(type)) || Array.isArray(anyOf)
}
