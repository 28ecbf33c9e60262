import schema from '../../../schemas/report.schema.json' with { type: 'json' }
import { UsageError } from '../../errors.js'
import type { JsonValue } from '../../snapshot/types.js'
import { printable } from '../printable.js'
import { printableJson } from '../printable-json.js'
import { firstProblem, type Schema } from './first-problem.js'
import { REPORT_FORMAT, type RunReport } from './run-report.js'

const SCHEMA = schema as Schema

/**
 * The report of a text. The text need not be trusted: what it holds is checked by the schema, and every text in it is
 * made safe to print.
 *
 * @param of what messages call it, such as the path of its file.
 * @throws UsageError `REPORT_TOO_NEW` for one of a later version; `REPORT_INVALID` for anything else that is none, naming
 * the first place that is wrong.
 */
export function parseReport(text: string, of: string): RunReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw invalid(`${of} is not JSON, or ends early.`, cause)
  }
  const format: unknown = (value as { format?: unknown } | null)?.format
  if (typeof format === 'string' && /^retrial-report\/\d+$/.test(format) && format !== REPORT_FORMAT) {
    throw new UsageError(
      'REPORT_TOO_NEW',
      `${of} is a report of a later version (${format}). Update @retrial/core to read it.`,
    )
  }
  if (format !== REPORT_FORMAT) throw invalid(`${of} is not the report of a run.`)
  const problem = firstProblem(value, SCHEMA, SCHEMA)
  if (problem !== undefined) throw invalid(`${of} is damaged: ${printable(problem)}.`)
  try {
    return printableJson(value as JsonValue) as unknown as RunReport
  } catch (cause) {
    throw invalid(`${of} is damaged: it nests too deep.`, cause)
  }
}

function invalid(message: string, cause?: unknown): UsageError {
  return new UsageError('REPORT_INVALID', message, { cause })
}
