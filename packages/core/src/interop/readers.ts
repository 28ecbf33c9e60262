import { readBriefcase } from './briefcase/read-briefcase.js'
import type { ImportedRow } from './imported-row.js'
import { readJsonl } from './jsonl/read-jsonl.js'
import { readOpenTelemetry } from './opentelemetry/read-opentelemetry.js'

/** Gives the rows of a source. Rejects with `INVALID_IMPORT` where the whole source cannot be read. */
export type Reader = (path: string) => AsyncIterable<ImportedRow>

/** One reader for each format that can be imported. */
export const READERS = {
  jsonl: readJsonl,
  briefcase: readBriefcase,
  opentelemetry: readOpenTelemetry,
} satisfies Record<string, Reader>
