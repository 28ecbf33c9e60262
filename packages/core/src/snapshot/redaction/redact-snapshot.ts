import type { JsonValue } from '../types.js'
import { redactJson } from './redact-json.js'
import type { Redactor } from './redactor.js'

type Redact = (json: JsonValue, redactor: Redactor) => JsonValue
type Members = Record<string, JsonValue>

/** What says how a snapshot is made, and nothing of what was recorded: a rule of the user's own may match it. */
const keep: Redact = (json) => json

/** Lines are one text, and base64 is none. */
const body: Redact = (json, redactor) =>
  isMembers(json) && !('lines' in json)
    ? redactMembers(json, redactor, { base64: keep, indent: keep, spaced: keep, newline: keep })
    : redactJson(json, redactor)

const named: Redact = (json, redactor) => {
  const name = isMembers(json) && typeof json['name'] === 'string' ? json['name'] : undefined
  return members({
    name: (text) => (typeof text === 'string' ? redactor.key(text) : text),
    value: (value) => redactJson(value, redactor, name),
    dataType: keep,
    confidence: keep,
  })(json, redactor)
}

const effect = members({
  kind: keep,
  end: keep,
  durationMs: keep,
  request: members({ method: keep, body }),
  response: members({ status: keep, coding: keep, codingLevel: keep, chunks: list(body) }),
  error: members({}),
})

const variables: Redact = (json, redactor) => {
  const names = isMembers(json) ? Object.keys(json) : []
  const byName = names.map((name): [string, Redact] => [name, (value) => redactJson(value, redactor, name)])
  return members(Object.fromEntries(byName))(json, redactor)
}

const snapshot = members({
  format: keep,
  id: keep,
  functionName: keep,
  moduleName: keep,
  createdAt: keep,
  contentHash: keep,
  usage: keep,
  executionTimeMs: keep,
  ownTimeMs: keep,
  inputs: list(named),
  outputs: list(named),
  error: members({}),
  accepted: list(members({ outputs: list(named), error: members({}), acceptedAt: keep })),
  effects: list(effect),
  determinism: members({ seed: keep, clock: keep, performance: keep, env: variables }),
})

/**
 * Takes secrets out of an encoded snapshot, but for the fields that name it or say how it is made. The same reference
 * comes back where there is none.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactSnapshot(encoded: Members, redactor: Redactor): Members {
  return snapshot(encoded, redactor) as Members
}

/** An object of which the names of the members stay. What is not listed is redacted like any value. */
function members(of: Record<string, Redact>): Redact {
  return (json, redactor) =>
    isMembers(json) ? redactMembers(json, redactor, of) : redactJson(json, redactor)
}

function redactMembers(json: Members, redactor: Redactor, of: Record<string, Redact>): JsonValue {
  const changed = Object.entries(json).flatMap(([key, item]) => {
    const redacted = (of[key] ?? redactJson)(item, redactor)
    return redacted === item ? [] : [[key, redacted] as const]
  })
  return changed.length === 0 ? json : { ...json, ...Object.fromEntries(changed) }
}

function list(each: Redact): Redact {
  return (json, redactor) => {
    if (!Array.isArray(json)) return redactJson(json, redactor)
    const redacted = json.map((item) => each(item, redactor))
    return redacted.every((item, index) => item === json[index]) ? json : redacted
  }
}

function isMembers(json: JsonValue): json is Members {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
