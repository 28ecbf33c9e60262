import { defined } from '../../snapshot/plain-object.js'
import type { ModelParameters, RecordedError, Usage } from '../../snapshot/types.js'
import { finishSnapshot } from '../finish-snapshot.js'
import { isList, isNumber, isText, isTextMap } from '../foreign-checks.js'
import { ForeignFields } from '../foreign-fields.js'
import type { ImportedRow } from '../imported-row.js'
import { isForeignObject, type ForeignJson, type ForeignObject } from '../lossless/parse-lossless.js'
import { namedItems } from '../named-items.js'
import { isTime } from '../is-time.js'
import { NO_OUTCOME } from '../no-outcome.js'
import { isContext, isError, isModelParameters, isUsage } from './record-checks.js'
import { recordId } from './record-id.js'

const NO_TIME = '1970-01-01T00:00:00.000Z'
const UNDATED = `Records without a createdAt that tells a time were dated ${NO_TIME}.`
const DISPLAY_ONLY =
  'It is a record made for display: its inputs and outputs are shortened texts, so no replay could be called with them or compared to them.'
const ITEM_NAMES = { dataType: 'dataType', schemaVersion: 'schemaVersion' }
const KNOWN = [
  'moduleName',
  'error',
  'modelParameters',
  'usage',
  'context',
  'executionTimeMs',
  'ownTimeMs',
  'tags',
  'effects',
]

/**
 * A plain record of a decision: `{ functionName, inputs: [{ name, value }], outputs: [{ name, value }] }` and any other
 * field of a snapshot. What is unknown, or not of the kind a snapshot needs, is kept in `origin.record`; so are
 * effects, which only a recording of our own can vouch for.
 */
export function recordRow(json: ForeignJson, text: string, line: number): ImportedRow {
  const refused = (code: string, message: string): ImportedRow => ({
    problem: { id: `line ${line}`, code, message },
  })
  if (!isForeignObject(json)) return refused('INVALID_IMPORT', 'The line is not a JSON object.')
  if (isDisplayOnly(json)) return refused('NOT_REPLAYABLE', DISPLAY_ONLY)
  const record = new ForeignFields(json)
  const functionName = record.take('functionName', isText) ?? ''
  if (functionName === '') return refused('INVALID_IMPORT', 'It has no functionName, so it is no decision.')
  const inputs = namedItems(record.take('inputs', isList) ?? json['inputs'] ?? [], ITEM_NAMES)
  const outputs = namedItems(record.take('outputs', isList) ?? json['outputs'] ?? [], ITEM_NAMES)
  const bad = inputs === undefined ? 'inputs' : 'outputs'
  if (inputs === undefined || outputs === undefined) {
    return refused('INVALID_IMPORT', `Its ${bad} are not a list of { name, value }.`)
  }

  const id = recordId(record, json['id'], functionName, text, line)
  const createdAt = record.take('createdAt', isTime)
  record.dropEmpty('inputs', 'outputs', 'createdAt', ...KNOWN)
  const more = defined({
    moduleName: record.take('moduleName', isText),
    error: errorOf(record),
    modelParameters: modelParametersOf(record),
    usage: record.take('usage', isUsage) as Usage | undefined,
    context: record.take('context', isContext),
    executionTimeMs: record.take('executionTimeMs', isNumber),
    ownTimeMs: record.take('ownTimeMs', isNumber),
  })
  const tags = record.take('tags', isTextMap) ?? {}
  if (outputs.items.length === 0 && more.error === undefined) return refused('INVALID_SNAPSHOT', NO_OUTCOME)

  const left = record.rest()
  const rest = { ...left, ...defined({ inputs: inputs.rest, outputs: outputs.rest }) }
  const { snapshot, warnings } = finishSnapshot({
    id,
    functionName,
    createdAt: createdAt ?? NO_TIME,
    tags,
    inputs: inputs.items,
    outputs: outputs.items,
    ...more,
    effects: [],
    origin: { system: 'jsonl', ...(Object.keys(rest).length === 0 ? {} : { record: rest }) },
  })
  const misfits = KNOWN.filter((name) => left !== undefined && Object.hasOwn(left, name)).map(
    (name) => `A field ${name} that does not fit a snapshot was kept in origin.record only.`,
  )
  return { snapshot, warnings: [...warnings, ...misfits, ...(createdAt === undefined ? [UNDATED] : [])] }
}

/** What briefcase's capture writes as lines. */
function isDisplayOnly(json: ForeignObject): boolean {
  return isText(json['decision_id']) && isText(json['decision_type'])
}

function errorOf(record: ForeignFields): RecordedError | undefined {
  const message = record.take('error', isText)
  if (message !== undefined) return { name: 'Error', message }
  return record.take('error', isError) as RecordedError | undefined
}

function modelParametersOf(record: ForeignFields): ModelParameters | undefined {
  const given = record.take('modelParameters', isModelParameters)
  return given === undefined ? undefined : ({ parameters: {}, ...given } as unknown as ModelParameters)
}
