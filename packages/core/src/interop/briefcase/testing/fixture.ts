import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newDatabase } from '../../../store/sqlite/sqlite-binding.js'

/*
 * Texts and databases in the shape that briefcase 3.0 to 4.4 writes, from the description of its source; not written by
 * briefcase itself.
 */

export const CHECKSUM = 'ab'.repeat(32)

export const IDS = {
  single: '11111111-1111-4111-8111-111111111111',
  batch: '22222222-2222-4222-8222-222222222222',
  batchOne: '22222222-0000-4000-8000-000000000001',
  session: '33333333-3333-4333-8333-333333333333',
  stepOne: '33333333-0000-4000-8000-000000000001',
  stepTwo: '33333333-0000-4000-8000-000000000002',
  legacy: '44444444-4444-4444-8444-444444444444',
  empty: '55555555-5555-4555-8555-555555555555',
} as const

interface DecisionParts {
  readonly inputs?: string
  readonly outputs?: string
  readonly model?: string
  readonly ms?: string
  readonly error?: string
  readonly errorType?: string
  readonly tags?: string
  readonly context?: string
  /** Fields after those that every version has. Default: those of 3.0 and later. */
  readonly extra?: string
}

function metadata(id: string, time: string, checksum = `"${CHECKSUM}"`): string {
  return `{"snapshot_id":"${id}","timestamp":"${time}","schema_version":"1.0","sdk_version":"2.5.9","created_by":null,"checksum":${checksum}}`
}

const CONTEXT =
  '{"runtime_version":null,"dependencies":{},"random_seed":null,"environment_variables":{},"hardware_info":{}}'
const LATER = '"scorecard":null,"experiment":null,"agent":null,"hardware":null'

export function decision(id: string, time: string, name: string, parts: DecisionParts = {}): string {
  const {
    inputs = '[]',
    outputs = '[]',
    model = 'null',
    ms = 'null',
    error = 'null',
    errorType = 'null',
  } = parts
  const { tags = '{}', extra = LATER, context = CONTEXT } = parts
  return `{"metadata":${metadata(id, time)},"context":${context},"function_name":"${name}","module_name":null,"inputs":${inputs},"outputs":${outputs},"model_parameters":${model},"execution_time_ms":${ms},"error":${error},"error_type":${errorType},${extra},"tags":${tags}}`
}

export function snapshot(id: string, time: string, type: string, decisions: readonly string[]): string {
  return `{"metadata":${metadata(id, time)},"decisions":[${decisions.join(',')}],"snapshot_type":"${type}"}`
}

function input(name: string, value: string, type: string): string {
  return `{"name":"${name}","value":${value},"data_type":"${type}","schema_version":"1.0"}`
}

export function output(name: string, value: string, type: string, confidence = 'null'): string {
  return `{"name":"${name}","value":${value},"data_type":"${type}","confidence":${confidence},"schema_version":"1.0"}`
}

export interface Row {
  readonly id: unknown
  readonly type: string
  readonly text: unknown
  readonly createdAt: string
}

const SINGLE_TIME = '2026-08-12T23:59:59.999123456Z'
const BATCH_TIME = '2026-08-12T00:00:01.123456789Z'
const SESSION_TIME = '2026-08-13T08:00:00Z'
const LEGACY_TIME = '2025-01-02T03:04:05.678901Z'

/** A row of each kind: all can be imported. */
export const ROWS: readonly Row[] = [
  {
    id: IDS.single,
    type: 'Decision',
    createdAt: '2026-08-12 23:59:59.999',
    text: snapshot(IDS.single, SINGLE_TIME, 'Decision', [
      decision(IDS.single, SINGLE_TIME, 'classify_ticket', {
        inputs: `[${input('text', '"reset my password"', 'string')},${input('account', '9007199254740993', 'int')}]`,
        outputs: `[${output('category', '"account_access"', 'string', '0.92')},${output('score', '{"a":[0.0,1e5,-0.0,0.1234567890123456789]}', 'dict', '1.0')}]`,
        model:
          '{"model_name":"gpt-4","model_version":null,"provider":"openai","parameters":{"temperature":0.0},"hyperparameters":{},"weights_hash":null}',
        ms: '100.0',
        tags: '{"env":"test"}',
        context:
          '{"runtime_version":"3.12","dependencies":{"openai":"1.0"},"random_seed":-9223372036854775808,"environment_variables":{},"hardware_info":{"gpu":1.0}}',
        extra:
          '"scorecard":{"metrics":{"f1":0.50},"weights":{},"metadata":{}},"experiment":null,"agent":{"agent_id":"a","role":"r","handoff_from":null,"tool_calls":[],"metadata":{}},"hardware":null',
      }),
    ]),
  },
  {
    id: IDS.batch,
    type: 'Batch',
    createdAt: '2026-08-12T00:00:01.123456789+00:00',
    text: snapshot(IDS.batch, BATCH_TIME, 'Batch', [
      decision(IDS.batchOne, BATCH_TIME, 'batch_saved', {
        ms: '1.5',
        outputs: `[${output('result', 'null', 'float')}]`,
      }),
    ]),
  },
  {
    id: IDS.session,
    type: 'Session',
    createdAt: '2026-08-13 08:00:00.000',
    text: snapshot(IDS.session, SESSION_TIME, 'Session', [
      decision(IDS.stepTwo, SESSION_TIME, 'step_two', { error: '"boom"', errorType: '"RuntimeError"' }),
      decision(IDS.stepOne, SESSION_TIME, 'step_one', { error: '"untyped"' }),
    ]),
  },
  {
    id: IDS.legacy,
    type: 'Decision',
    createdAt: '2025-01-02 03:04:05.678',
    text: snapshot(IDS.legacy, LEGACY_TIME, 'Decision', [
      decision(IDS.legacy, LEGACY_TIME, 'legacy_2_0', {
        outputs: `[${output('result', '{"$date":"not ours","__proto__":{"a":1.0}}', 'dict')}]`,
        extra: '"custom_data":{"ticket":7.0}',
      }),
    ]),
  },
]

/** As `save_decisions` writes a decision that gave nothing: it cannot be imported. */
export const ROW_WITHOUT_OUTCOME: Row = {
  id: IDS.empty,
  type: 'Decision',
  createdAt: '2026-08-12 00:00:00.000',
  text: snapshot(IDS.empty, BATCH_TIME, 'Decision', [decision(IDS.empty, BATCH_TIME, 'nothing')]),
}

export const SCHEMA = `CREATE TABLE IF NOT EXISTS snapshots (id TEXT PRIMARY KEY, snapshot_type TEXT NOT NULL, data_json TEXT NOT NULL,
  created_at DATETIME NOT NULL, created_by TEXT, checksum TEXT);
CREATE INDEX IF NOT EXISTS idx_snapshots_created_at ON snapshots(created_at);`

/** Writes a database. The connection stays open where `keepOpen` is set, and with it the log beside the file. */
export function writeDatabase(
  path: string,
  rows: readonly Row[] = ROWS,
  keepOpen = false,
): { close(): void } {
  const database = newDatabase(path, {})
  database.pragma('journal_mode = WAL')
  database.exec(SCHEMA)
  const insert = database.prepare('INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, NULL, ?)')
  for (const { id, type, text, createdAt } of rows) insert.run(id, type, text, createdAt, CHECKSUM)
  if (!keepOpen) database.close()
  return database
}

export function readDatabase(path: string): Record<string, unknown>[] {
  const database = newDatabase(path, { readonly: true })
  try {
    return database.prepare('SELECT * FROM snapshots ORDER BY id').all() as Record<string, unknown>[]
  } finally {
    database.close()
  }
}

/** Writes the versioned layout: what `save_decision` wrote under `decisions`, the rest under `snapshots`. */
export function writeFolder(path: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), text)
  }
}
