import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportedPolicy } from '@retrial/core/reporting'
import type { PlacedRow, SentPolicy } from './append-row.js'

/** What the workers left in the folder of a run. A worker that was killed may have left half a line, as its last. */
export function readRows(folder: string): { rows: PlacedRow[]; policies: ReportedPolicy[] } {
  const rows: PlacedRow[] = []
  const policies: ReportedPolicy[] = []
  for (const file of readdirSync(folder)) {
    for (const text of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const line = parse(text)
      if (line === undefined) continue
      if ('sentPolicy' in line) policies.push(line.sentPolicy)
      else rows.push(line)
    }
  }
  return { rows, policies }
}

function parse(line: string): PlacedRow | SentPolicy | undefined {
  try {
    return JSON.parse(line) as PlacedRow | SentPolicy
  } catch {
    return undefined
  }
}
