import { defined } from '../../snapshot/plain-object.js'
import { finishSnapshot } from '../finish-snapshot.js'
import { isList, isNumber, isObject, isText, isTextMap } from '../foreign-checks.js'
import { ForeignFields } from '../foreign-fields.js'
import type { ImportedRow } from '../imported-row.js'
import { isTime } from '../is-time.js'
import { legalId } from '../legal-id.js'
import type { ForeignJson, ForeignObject } from '../lossless/parse-lossless.js'
import { namedItems, type DraftItem } from '../named-items.js'
import { NO_OUTCOME } from '../no-outcome.js'
import { rowProblem } from '../row-problem.js'
import { readContext, readModelParameters } from './read-parts.js'
import type { Group } from './decision-rows.js'

const ITEM_NAMES = { dataType: 'data_type', schemaVersion: 'schema_version' }
const MAYBE_NAN =
  'Values are null that may have been NaN or Infinity: briefcase before 4.0.0 stored these as null, and its files do not tell which version wrote them.'

/**
 * One decision of briefcase as a row. What has no field in a snapshot is kept in `origin.record`: the rest of the
 * `decision`, of its `metadata`, `context`, `modelParameters`, `inputs` and `outputs`, and the `group` it came in.
 *
 * @param place what problems call it where it has no id.
 */
export function decisionRow(place: string, json: ForeignJson, group?: Group): ImportedRow {
  const metadata = isObject(json) && isObject(json['metadata']) ? json['metadata'] : undefined
  const given = metadata?.['snapshot_id']
  const name = isText(given) && given !== '' ? given : place
  const refused = (code: string, message: string): ImportedRow => ({ problem: { id: name, code, message } })
  if (!isObject(json) || metadata === undefined) return refused('INVALID_IMPORT', 'It has no metadata.')
  if (name !== given) return refused('INVALID_IMPORT', 'Its metadata has no snapshot_id.')
  if (!isTime(metadata['timestamp']))
    return refused('INVALID_IMPORT', 'The timestamp of its metadata is no time.')
  if (!isText(json['function_name']) || json['function_name'] === '') {
    return refused('INVALID_IMPORT', 'It has no function_name.')
  }
  const inputs = namedItems(json['inputs'] ?? [], ITEM_NAMES)
  const outputs = namedItems(json['outputs'] ?? [], ITEM_NAMES)
  if (inputs === undefined || outputs === undefined) {
    const which = inputs === undefined ? 'inputs' : 'outputs'
    return refused('INVALID_IMPORT', `Its ${which} are not a list of { name, value }.`)
  }
  if (outputs.items.length === 0 && !isText(json['error'])) return refused('INVALID_SNAPSHOT', NO_OUTCOME)
  try {
    return rowOf(json, metadata, inputs, outputs, group)
  } catch (error) {
    return { problem: rowProblem(name, error) }
  }
}

type Items = NonNullable<ReturnType<typeof namedItems>>

function rowOf(
  json: ForeignObject,
  head: ForeignObject,
  inputs: Items,
  outputs: Items,
  group?: Group,
): ImportedRow {
  const decision = new ForeignFields(json)
  decision.take('metadata', isObject)
  decision.take('inputs', isList)
  decision.take('outputs', isList)
  const functionName = decision.take('function_name', isText) ?? ''
  const metadata = readMetadata(head)
  const context = readContext(decision.take('context', isObject) ?? {})
  const model = readModelParameters(decision)
  const message = decision.take('error', isText)
  const tags = decision.take('tags', isTextMap) ?? {}
  const more = defined({
    moduleName: decision.take('module_name', isText),
    error:
      message === undefined ? undefined : { name: decision.take('error_type', isText) ?? 'Error', message },
    modelParameters: model.value,
    context: context.value,
    executionTimeMs: decision.take('execution_time_ms', isNumber),
  })
  if (message === undefined) decision.dropEmpty('error_type')
  decision.dropEmpty(
    'inputs',
    'outputs',
    'context',
    'module_name',
    'error',
    'model_parameters',
    'execution_time_ms',
    'tags',
  )
  decision.dropNull('scorecard', 'experiment', 'agent', 'hardware')
  const record = defined({
    decision: decision.rest(),
    metadata: metadata.rest,
    context: context.rest,
    modelParameters: model.rest,
    inputs: inputs.rest,
    outputs: outputs.rest,
    group,
  })
  const { snapshot, warnings } = finishSnapshot({
    id: metadata.id,
    functionName,
    createdAt: metadata.createdAt,
    tags,
    inputs: inputs.items,
    outputs: outputs.items,
    ...more,
    effects: [],
    origin: { system: 'briefcase', ...(Object.keys(record).length === 0 ? {} : { record }) },
  })
  const hasNull = [...inputs.items, ...outputs.items].some(({ value }: DraftItem) => holdsNull(value))
  return { snapshot, warnings: [...warnings, ...(hasNull ? [MAYBE_NAN] : [])] }
}

function readMetadata(head: ForeignObject): {
  id: string
  createdAt: string
  rest: Record<string, unknown> | undefined
} {
  const fields = new ForeignFields(head)
  // An export of ours says which id it stands for.
  const own = fields.take('retrial_id', (value): value is string => isText(value) && legalId(value) === value)
  const given = own ?? (head['snapshot_id'] as string)
  const id = legalId(given)
  if (own !== undefined || id === given) fields.take('snapshot_id', isText)
  const timestamp = head['timestamp'] as string
  if (timestamp.endsWith('Z')) fields.take('timestamp', isText)
  fields.dropNull('created_by', 'checksum')
  const createdAt = timestamp.endsWith('Z') ? timestamp : new Date(timestamp).toISOString()
  return { id, createdAt, rest: fields.rest() }
}

function holdsNull(value: unknown): boolean {
  if (value === null) return true
  return typeof value === 'object' && Object.values(value).some(holdsNull)
}
