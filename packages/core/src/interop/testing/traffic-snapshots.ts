import { existsSync } from 'node:fs'
import { join } from 'node:path'

const BESIDE_THE_REPOSITORY = '../../../../../../shared/data/llm-traffic/snapshots.jsonl'

/** Real completions as records of decisions. They are no part of this repository. */
export const RECORDS_FILE =
  process.env['RETRIAL_TRAFFIC_RECORDS'] ?? join(import.meta.dirname, BESIDE_THE_REPOSITORY)

export const hasRecords = existsSync(RECORDS_FILE)
