import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlacedRow } from './append-row.js'

/** What the workers left in the folder of a run. A worker that was killed may have left half a line, as its last. */
export function readRows(folder: string): PlacedRow[] {
  return readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .flatMap((line) => parse(line) ?? [])
}

function parse(line: string): PlacedRow | undefined {
  try {
    return JSON.parse(line) as PlacedRow
  } catch {
    return undefined
  }
}
