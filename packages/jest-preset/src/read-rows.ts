import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SentRows } from './sent-rows.js'

/** What the workers left in the folder of a run. A worker that was killed may have left half a line, as its last. */
export function readRows(folder: string): SentRows[] {
  return readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .flatMap((line) => parse(line) ?? [])
}

function parse(line: string): SentRows | undefined {
  try {
    return JSON.parse(line) as SentRows
  } catch {
    return undefined
  }
}
