import { UsageError } from '../../errors.js'
import { REPORT_FORMAT, type RunReport } from './run-report.js'

/**
 * The report of a text.
 *
 * @param of what messages call it, such as the path of its file.
 * @throws UsageError `REPORT_TOO_NEW` for one of a later version, `REPORT_INVALID` for anything else that is none.
 */
export function parseReport(text: string, of: string): RunReport {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw invalid(`${of} is not JSON, or ends early.`, cause)
  }
  const { format, files, rows } = (value ?? {}) as { [Name in keyof RunReport]?: unknown }
  if (typeof format === 'string' && /^retrial-report\/\d+$/.test(format) && format !== REPORT_FORMAT) {
    throw new UsageError(
      'REPORT_TOO_NEW',
      `${of} is a report of a later version (${format}). Update @retrial/core to read it.`,
    )
  }
  if (format !== REPORT_FORMAT || ![files, rows].every((list) => Array.isArray(list))) {
    throw invalid(`${of} is not the report of a run.`)
  }
  return value as RunReport
}

function invalid(message: string, cause?: unknown): UsageError {
  return new UsageError('REPORT_INVALID', message, { cause })
}
