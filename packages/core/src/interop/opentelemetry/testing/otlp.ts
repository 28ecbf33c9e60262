import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../../store/testing/temporary-folder.js'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import type { ImportedRow, TransferProblem } from '../../imported-row.js'
import { readOpenTelemetry } from '../read-opentelemetry.js'

type Json = Record<string, unknown>

export const TRACE = '5b8efff798038103d269b633813fc60c'
export const SPAN = 'eee19b7ec3c1b174'
export const START = '1767225600123456789'

/** A JavaScript value as an exporter writes it. */
export function any(value: unknown): Json {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'bigint') return { intValue: value.toString() }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(any) } }
  return value === null ? {} : { kvlistValue: { values: attributes(value as object) } }
}

function attributes(of: object): Json[] {
  return Object.entries(of).map(([key, value]) => ({ key, value: any(value) }))
}

/** A span of 1.5 seconds. */
export function span(of: object, more: object = {}): Json {
  return {
    traceId: TRACE,
    spanId: SPAN,
    name: 'chat gpt-5-mini',
    kind: 3,
    startTimeUnixNano: START,
    endTimeUnixNano: '1767225601623456789',
    attributes: attributes(of),
    ...more,
  }
}

export function event(name: string, of: object): Json {
  return { name, timeUnixNano: START, attributes: attributes(of) }
}

export function traces(...spans: unknown[]): Json {
  const resource = { attributes: attributes({ 'service.name': 'helpdesk', 'service.version': '1.2.3' }) }
  const scope = { name: 'opentelemetry.instrumentation.openai_v2', version: '2.1b0' }
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] }
}

export function logs(...logRecords: unknown[]): Json {
  return { resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords }] }] }
}

/** A log record of the span. */
export function logged(eventName: string, body: unknown, of: object = {}, more: object = {}): Json {
  return {
    timeUnixNano: START,
    traceId: TRACE,
    spanId: SPAN,
    eventName,
    attributes: attributes(of),
    ...(body === undefined ? {} : { body: any(body) }),
    ...more,
  }
}

/** Writes a folder: a text as it is, documents as JSON lines. */
export function folderOf(files: Record<string, string | readonly Json[]>): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    const text =
      typeof content === 'string' ? content : content.map((item) => `${JSON.stringify(item)}\n`).join('')
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export async function rowsOf(path: string): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = []
  for await (const row of readOpenTelemetry(path)) rows.push(row)
  return rows
}

/** The rows of documents that stand in one file. */
export async function read(...documents: Json[]): Promise<ImportedRow[]> {
  return rowsOf(join(folderOf({ 'in.jsonl': documents }), 'in.jsonl'))
}

export function snapshotOf(row: ImportedRow | undefined): DecisionSnapshot {
  if (row === undefined || 'problem' in row) throw new Error(`no snapshot: ${JSON.stringify(row)}`)
  return row.snapshot
}

export function problemOf(row: ImportedRow | undefined): TransferProblem {
  if (row === undefined || !('problem' in row)) throw new Error('no problem')
  return row.problem
}

/** The only snapshot of a span with these attributes. */
export async function snapshotOfSpan(of: object, more: object = {}): Promise<DecisionSnapshot> {
  const rows = await read(traces(span(of, more)))
  if (rows.length !== 1) throw new Error(`${rows.length} rows`)
  return snapshotOf(rows[0])
}
