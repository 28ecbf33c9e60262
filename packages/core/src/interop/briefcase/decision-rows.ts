import { isList, isObject, isText } from '../foreign-checks.js'
import { ForeignFields } from '../foreign-fields.js'
import type { ImportedRow } from '../imported-row.js'
import { parseLossless, type ForeignJson, type ForeignObject } from '../lossless/parse-lossless.js'
import { writeJson } from '../lossless/write-json.js'
import { rowProblem } from '../row-problem.js'
import { decisionRow } from './decision-row.js'
import type { SourceText } from './source-text.js'

/** The snapshot that a decision came in, kept so that it can be put together again. */
export interface Group {
  readonly index: number
  readonly metadata: ForeignJson
  readonly snapshot_type: string
  /** Fields that a snapshot of briefcase does not have. */
  readonly rest?: Record<string, unknown>
}

/** The decisions in one text of a source. */
export function* decisionRows({ id, kind, text, fault }: SourceText): Iterable<ImportedRow> {
  const refused = (message: string): ImportedRow => ({ problem: { id, code: 'INVALID_IMPORT', message } })
  if (text === undefined) {
    yield refused(fault ?? 'It cannot be read.')
    return
  }
  let json: ForeignJson
  try {
    json = parseLossless(text)
  } catch (error) {
    yield error instanceof SyntaxError
      ? refused(`It is not JSON: ${error.message}.`)
      : { problem: rowProblem(id, error) }
    return
  }
  if (kind === 'decision') yield decisionRow(id, json)
  else if (!isObject(json) || !isList(json['decisions'])) yield refused('It has no list of decisions.')
  else if (json['decisions'].length === 0) yield refused('Its list of decisions is empty.')
  else yield* membersOf(id, json, json['decisions'])
}

function* membersOf(
  id: string,
  snapshot: ForeignObject,
  decisions: readonly ForeignJson[],
): Iterable<ImportedRow> {
  const fields = new ForeignFields(snapshot)
  fields.take('decisions', isList)
  const metadata = fields.take('metadata', isObject) ?? {}
  const type = fields.take('snapshot_type', isText) ?? 'Decision'
  const rest = fields.rest()
  for (const [index, decision] of decisions.entries()) {
    const place = decisions.length === 1 ? id : `${id}[${index}]`
    const isAlone = decisions.length === 1 && type === 'Decision' && rest === undefined
    if (isAlone && isObject(decision) && sameJson(decision['metadata'], metadata))
      yield decisionRow(place, decision)
    else {
      const group: Group = { index, metadata, snapshot_type: type, ...(rest === undefined ? {} : { rest }) }
      yield decisionRow(place, decision, group)
    }
  }
}

function sameJson(a: ForeignJson | undefined, b: ForeignJson): boolean {
  return a !== undefined && writeJson(a, '') === writeJson(b, '')
}
