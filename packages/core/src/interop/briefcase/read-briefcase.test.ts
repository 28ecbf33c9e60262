import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { openStore } from '../../store/open-store.js'
import { newDatabase } from '../../store/sqlite/sqlite-binding.js'
import type { SnapshotStore } from '../../store/store.js'
import { collect, sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../../store/testing/temporary-folder.js'
import { importSnapshots } from '../import-snapshots.js'
import type { TransferReport } from '../transfer/transfer-report.js'
import { folderTexts } from './folder-texts.js'
import {
  CHECKSUM,
  decision,
  IDS,
  output,
  ROW_WITHOUT_OUTCOME,
  ROWS,
  SCHEMA,
  snapshot,
  writeDatabase,
  writeFolder,
  type Row,
} from './testing/fixture.js'

async function imported(path: string): Promise<{ store: SnapshotStore; report: TransferReport }> {
  const store = await openStore('memory:')
  const report = await importSnapshots(path, store, { from: 'briefcase' })
  expect(report.read).toBe(report.written + report.skipped + report.problems.length)
  return { store, report }
}

async function importedRows(rows: readonly Row[]) {
  const path = join(temporaryFolder(), 'briefcase.db')
  writeDatabase(path, rows)
  return imported(path)
}

const TIME = '2026-08-12T00:00:00Z'

function rowOf(text: unknown, id: unknown = IDS.single): Row {
  return { id, type: 'Decision', text, createdAt: '2026-08-12 00:00:00.000' }
}

/** One decision with a result, with a part of its text replaced. */
function edited(from: string, to: string): Row {
  const text = snapshot(IDS.single, TIME, 'Decision', [
    decision(IDS.single, TIME, 'f', { outputs: `[${output('result', '1', 'int')}]` }),
  ])
  expect(text).toContain(from)
  return rowOf(text.replaceAll(from, to))
}

async function single(row: Row): Promise<DecisionSnapshot> {
  const { store, report } = await importedRows([row])
  expect(report.problems).toStrictEqual([])
  const [found] = await collect(store.query())
  return found!
}

describe('a database of briefcase', () => {
  test('gives every decision, flat, with what has no place here kept', async () => {
    const { store, report } = await importedRows(ROWS)

    expect(report).toMatchObject({ read: 5, written: 5, problems: [] })
    expect(report.warnings).toHaveLength(2)
    expect(report.warnings).toStrictEqual(
      expect.arrayContaining([expect.stringContaining('BigInt'), expect.stringContaining('NaN')]),
    )
    expect((await store.verify()).problems).toStrictEqual([])
    expect(await store.load(IDS.single)).toMatchObject({
      functionName: 'classify_ticket',
      createdAt: '2026-08-12T23:59:59.999123456Z',
      inputs: [
        { name: 'text', value: 'reset my password', dataType: 'string', schemaVersion: '1.0' },
        { name: 'account', value: 9_007_199_254_740_993n, dataType: 'int' },
      ],
      outputs: [
        { name: 'category', value: 'account_access', confidence: 0.92 },
        { value: { a: [0, 100_000, -0, 0.123_456_789_012_345_68] }, confidence: 1 },
      ],
      modelParameters: { modelName: 'gpt-4', provider: 'openai', parameters: { temperature: 0 } },
      context: { runtimeVersion: '3.12', dependencies: { openai: '1.0' }, hardwareInfo: { gpu: 1 } },
      executionTimeMs: 100,
      tags: { env: 'test' },
      origin: {
        system: 'briefcase',
        record: {
          decision: { scorecard: { metrics: { f1: 0.5 } }, agent: { agent_id: 'a' } },
          metadata: { schema_version: '1.0', sdk_version: '2.5.9', checksum: CHECKSUM },
          context: { random_seed: -9_223_372_036_854_775_808n },
        },
        lexemes: {
          '/outputs/1/value/a/0': '0.0',
          '/outputs/1/value/a/1': '1e5',
          '/outputs/1/value/a/2': '-0.0',
          '/outputs/1/value/a/3': '0.1234567890123456789',
          '/outputs/1/confidence': '1.0',
          '/modelParameters/parameters/temperature': '0.0',
          '/context/hardwareInfo/gpu': '1.0',
          '/executionTimeMs': '100.0',
          '/origin/record/decision/scorecard/metrics/f1': '0.50',
        },
      },
    })
  })

  test('keeps the batch or session a decision came in', async () => {
    const { store } = await importedRows(ROWS)

    expect((await store.load(IDS.single)).origin?.record).not.toHaveProperty('group')
    expect((await store.load(IDS.batchOne)).origin?.record?.['group']).toMatchObject({
      index: 0,
      snapshot_type: 'Batch',
      metadata: { snapshot_id: IDS.batch },
    })
    expect((await store.load(IDS.stepOne)).origin?.record?.['group']).toMatchObject({
      index: 1,
      snapshot_type: 'Session',
      metadata: { snapshot_id: IDS.session },
    })
  })

  test('gives errors, with and without a type', async () => {
    const { store } = await importedRows(ROWS)

    expect(await store.load(IDS.stepTwo)).toMatchObject({
      outputs: [],
      error: { name: 'RuntimeError', message: 'boom' },
    })
    expect(await store.load(IDS.stepOne)).toMatchObject({ error: { name: 'Error', message: 'untyped' } })
  })

  test('of version 2.0 keeps its custom data', async () => {
    const { store } = await importedRows(ROWS)
    const { origin, outputs } = await store.load(IDS.legacy)

    expect(origin?.record?.['decision']).toStrictEqual({ custom_data: { ticket: 7 } })
    const value = outputs[0]?.value as object
    expect(Object.keys(value)).toStrictEqual(['$date', '__proto__'])
    expect(origin?.lexemes).toStrictEqual({
      '/outputs/0/value/__proto__/a': '1.0',
      '/origin/record/decision/custom_data/ticket': '7.0',
    })
  })

  test('is read with the log of a writer at work, and left as it is', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'briefcase.db')
    const writer = writeDatabase(path, ROWS, true)
    onTestFinished(() => {
      writer.close()
    })
    expect(existsSync(`${path}-wal`)).toBe(true)
    const { 'briefcase.db-shm': _index, ...before } = contentOf(folder)

    expect((await imported(path)).report.written).toBe(5)
    const { 'briefcase.db-shm': _indexLater, ...after } = contentOf(folder)
    expect(after).toStrictEqual(before)
  })

  test('is read with the log of a writer that broke off, without a trace', async () => {
    const [folder, left] = [temporaryFolder(), temporaryFolder()]
    const writer = writeDatabase(join(folder, 'x.db'), ROWS, true)
    for (const name of ['x.db', 'x.db-wal']) copyFileSync(join(folder, name), join(left, name))
    writer.close()
    const before = contentOf(left)
    const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith('retrial-import-'))
    const copies = temporary()

    expect((await imported(join(left, 'x.db'))).report.written).toBe(5)
    expect(contentOf(left)).toStrictEqual(before)
    expect(temporary()).toStrictEqual(copies)
  })

  test('that nobody writes to is read without a trace', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'briefcase.db')
    writeDatabase(path)
    chmodSync(path, 0o400)
    const before = contentOf(folder)

    expect((await imported(path)).report.written).toBe(5)
    expect(contentOf(folder)).toStrictEqual(before)
  })

  test('gives the same when it is read again', async () => {
    const path = join(temporaryFolder(), 'briefcase.db')
    writeDatabase(path)
    const { store } = await imported(path)

    expect(await importSnapshots(path, store, { from: 'briefcase', onDuplicate: 'skip' })).toMatchObject({
      read: 5,
      written: 0,
      skipped: 5,
    })
  })
})

describe('a row that cannot be carried over does not keep the others', () => {
  const result = `[${output('result', '1', 'int')}]`
  test.each<[string, Row, { id?: string; code?: string; message: string }]>([
    ['no outcome', ROW_WITHOUT_OUTCOME, { id: IDS.empty, code: 'INVALID_SNAPSHOT', message: 'neither' }],
    ['no JSON', rowOf('{"metadata":', 'x'), { id: 'x', message: 'not JSON' }],
    ['bytes', rowOf(Buffer.from([1, 2]), 'x'), { id: 'x', message: 'blob' }],
    ['too deep', rowOf('['.repeat(100_000), 'x'), { id: 'x', code: 'LIMIT_EXCEEDED', message: 'deep' }],
    ['a list', rowOf('[]', 'x'), { id: 'x', message: 'decisions' }],
    ['no decisions', rowOf(snapshot(IDS.single, TIME, 'Batch', []), 'x'), { id: 'x', message: 'empty' }],
    [
      'a decision that is none',
      rowOf(
        snapshot(IDS.single, TIME, 'Batch', ['7', decision(IDS.stepOne, TIME, 'f', { outputs: result })]),
        'x',
      ),
      { id: 'x[0]', message: 'metadata' },
    ],
    ['no id', edited('snapshot_id', 'snapshot_ix'), { id: IDS.single, message: 'snapshot_id' }],
    ['no time', edited(TIME, 'yesterday'), { message: 'timestamp' }],
    ['a time without zone', edited(TIME, '2026-08-12 00:00:00'), { message: 'timestamp' }],
    ['no function', edited('"function_name":"f"', '"function_name":null'), { message: 'function_name' }],
    ['inputs of another kind', edited('"inputs":[]', '"inputs":{"a":1}'), { message: 'inputs' }],
    ['outputs of another kind', edited(result, '[1]'), { message: 'outputs' }],
    [
      'a value nested too deep',
      edited('"value":1', `"value":${'['.repeat(600)}${']'.repeat(600)}`),
      { code: 'LIMIT_EXCEEDED', message: 'nested' },
    ],
  ])('%s', async (_what, row, problem) => {
    const { report } = await importedRows([row, ROWS[3]!])

    expect(report.problems).toHaveLength(1)
    expect(report.problems[0]).toMatchObject({
      id: problem.id ?? IDS.single,
      code: problem.code ?? 'INVALID_IMPORT',
      message: expect.stringContaining(problem.message) as string,
    })
    expect(report.written).toBeGreaterThan(0)
  })

  test('a decision that stands twice is a duplicate', async () => {
    const again = { ...ROWS[3]!, id: 'again' }
    const { report } = await importedRows([...ROWS, again])

    expect(report).toMatchObject({
      read: 6,
      written: 5,
      problems: [{ id: IDS.legacy, code: 'DUPLICATE_ID' }],
    })
  })
})

describe('what a decision may lack or have besides', () => {
  test.each<[string, Row, object]>([
    [
      'newer fields',
      edited(',"scorecard":null,"experiment":null,"agent":null,"hardware":null,"tags":{}', ''),
      { tags: {} },
    ],
    [
      'the schema version',
      edited(',"schema_version":"1.0"}]', '}]'),
      { outputs: [{ name: 'result', value: 1, dataType: 'int' }] },
    ],
    [
      'the type of a value',
      edited('"data_type":"int"', '"data_kind":"int"'),
      { outputs: [{ dataType: 'number' }], origin: { record: { outputs: { 0: { data_kind: 'int' } } } } },
    ],
    [
      'unknown keys',
      edited('"module_name":null', '"module_name":"m","colour":null'),
      { moduleName: 'm', origin: { record: { decision: { colour: null } } } },
    ],
    [
      'a model without a name',
      edited('"model_parameters":null', '"model_parameters":{"temperature":1}'),
      { origin: { record: { decision: { model_parameters: { temperature: 1 } } } } },
    ],
    [
      'a time with an offset',
      edited(TIME, '2026-08-12T02:00:00+02:00'),
      {
        createdAt: '2026-08-12T00:00:00.000Z',
        origin: { record: { metadata: { timestamp: '2026-08-12T02:00:00+02:00' } } },
      },
    ],
    [
      'an id that is not legal here',
      edited(IDS.single, '../a b'),
      {
        id: expect.stringMatching(/^-?a-b-[\da-f]{16}$|^[\w-]+$/),
        origin: { record: { metadata: { snapshot_id: '../a b' } } },
      },
    ],
    ['an id named like a prototype', edited(IDS.single, '__proto__'), { id: '__proto__' }],
  ])('%s', async (_what, row, expected) => {
    expect(await single(row)).toMatchObject(expected)
  })
})

describe('a folder of the versioned layout', () => {
  test('gives its snapshots and its decisions', async () => {
    const folder = temporaryFolder()
    const [first, , session, legacy] = ROWS.map(({ text }) => text as string)
    writeFolder(folder, {
      [`snapshots/${IDS.session}.json`]: session!,
      [`snapshots/${IDS.legacy}.json`]: legacy!,
      [`decisions/${IDS.single}.json`]: (/"decisions":\[(.*)\],"snapshot_type"/.exec(first!) ?? [])[1]!,
      'snapshots/half.json': '{"metadata"',
      'decisions/noise.json': '\u0000',
      'decisions/readme.md': 'not a decision',
    })
    writeFileSync(join(folder, 'decisions/latin1.json'), Buffer.from([0x22, 0xe9, 0x22]))
    symlinkSync(join(folder, 'snapshots/half.json'), join(folder, 'decisions/link.json'))
    mkdirSync(join(folder, 'decisions/folder.json'))
    const { store, report } = await imported(folder)

    expect(report).toMatchObject({ read: 9, written: 4 })
    expect(report.problems.map(({ id }) => id)).toStrictEqual([
      'snapshots/half',
      'decisions/folder',
      'decisions/latin1',
      'decisions/link',
      'decisions/noise',
    ])
    expect((await store.load(IDS.single)).functionName).toBe('classify_ticket')
  })
})

test('files that vanish while a folder is read are problems, the others arrive', async () => {
  const folder = temporaryFolder()
  const legacy = ROWS[3]!.text as string
  writeFolder(folder, { 'snapshots/a.json': legacy, 'snapshots/b.json': legacy, 'snapshots/c.json': legacy })
  const ids: string[] = []
  for (const { id, fault } of folderTexts(folder)) {
    ids.push(fault === undefined ? id : `${id}: ${fault}`)
    rmSync(join(folder, 'snapshots/b.json'), { force: true })
  }
  expect(ids).toStrictEqual(['snapshots/a', expect.stringMatching(/^snapshots\/b: .*ENOENT/), 'snapshots/c'])
})

describe('refused as a whole, and left as it was', () => {
  const ours = async (path: string): Promise<void> => {
    const store = await openStore(`sqlite:${path}`)
    await store.save(sampleSnapshot('a'))
    await store.close()
  }
  const sql = (path: string, script: string): void => {
    const database = newDatabase(path, {})
    database.exec(script)
    database.close()
  }
  test.each<[string, (path: string) => unknown, string]>([
    ['nothing', () => undefined, 'cannot be opened'],
    [
      '0 bytes',
      (path) => {
        writeFileSync(path, '')
      },
      '0 bytes',
    ],
    [
      'noise',
      (path) => {
        writeFileSync(path, Buffer.alloc(5_000, 7))
      },
      'not a database of briefcase',
    ],
    [
      'half a header',
      (path) => {
        writeFileSync(path, 'SQLite format 3\0')
      },
      'cannot read',
    ],
    [
      'a header and noise',
      (path) => {
        writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(9_000, 9)]))
      },
      'cannot read',
    ],
    ['our own store', ours, 'with the columns id, snapshot_type'],
    [
      'another table',
      (path) => {
        sql(path, 'CREATE TABLE other (a)')
      },
      'a table "snapshots"',
    ],
    [
      'a seventh column',
      (path) => {
        sql(path, `${SCHEMA} ALTER TABLE snapshots ADD COLUMN x`)
      },
      'with the columns',
    ],
    [
      'a view',
      (path) => {
        sql(
          path,
          'CREATE VIEW snapshots AS SELECT 1 AS id, 2 AS snapshot_type, 3 AS data_json, 4 AS created_at, 5 AS created_by, 6 AS checksum',
        )
      },
      'a table "snapshots"',
    ],
    [
      'a generated column',
      (path) => {
        sql(path, SCHEMA.replace('checksum TEXT)', 'checksum TEXT AS (created_by))'))
      },
      'with the columns',
    ],
    [
      'a folder of something else',
      (path) => {
        mkdirSync(join(path, 'src'), { recursive: true })
      },
      '"snapshots"',
    ],
  ])('%s', async (_what, make, message) => {
    const folder = temporaryFolder()
    const path = join(folder, 'x.db')
    await make(path)
    const before = contentOf(folder)
    const store = await openStore('memory:')

    await expect(importSnapshots(path, store, { from: 'briefcase' })).rejects.toMatchObject({
      name: 'UsageError',
      code: 'INVALID_IMPORT',
      message: expect.stringMatching(new RegExp(`${path}.*${message}`)) as string,
    })
    expect(contentOf(folder)).toStrictEqual(before)
  })

  test('a damaged page', async () => {
    const path = join(temporaryFolder(), 'x.db')
    const many = Array.from({ length: 200 }, (_, index) => ({ ...ROWS[3]!, id: `row ${index}` }))
    writeDatabase(path, many)
    const bytes = readFileSync(path)
    // Far behind the first rows, which could be read.
    const middle = Math.floor(bytes.length / 4_096 / 2) * 4_096
    bytes.fill(0xff, middle, middle + 8_192)
    writeFileSync(path, bytes)

    const store = await openStore('memory:')
    await expect(importSnapshots(path, store, { from: 'briefcase' })).rejects.toMatchObject({
      code: 'INVALID_IMPORT',
    })
    expect(await collect(store.query())).toStrictEqual([])
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
})
