import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serializeSnapshot } from '../../snapshot/serialize.js'
import { checkSnapshotId } from '../../snapshot/snapshot-id.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { collect, sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import type { ImportedRow, TransferProblem } from '../imported-row.js'
import { readJsonl } from './read-jsonl.js'

async function read(content: string | Buffer): Promise<ImportedRow[]> {
  const path = join(temporaryFolder(), 'in.jsonl')
  writeFileSync(path, content)
  return collect(readJsonl(path))
}

async function snapshotOf(record: object | string): Promise<DecisionSnapshot> {
  const [row] = await read(typeof record === 'string' ? record : JSON.stringify(record))
  if (row === undefined || 'problem' in row) throw new Error(JSON.stringify(row))
  return row.snapshot
}

async function problemOf(line: string | Buffer): Promise<TransferProblem> {
  const [row] = await read(line)
  if (row === undefined || 'snapshot' in row) throw new Error('no problem')
  return row.problem
}

const RECORD = { functionName: 'triage', inputs: [], outputs: [{ name: 'result', value: 'refund' }] }

describe('snapshots of our own format', () => {
  test('come back as they are, whatever they hold', async () => {
    const value = {
      at: new Date(0),
      big: 5n,
      map: new Map([[1, new Set([undefined])]]),
      zero: -0,
      nan: Number.NaN,
    }
    const snapshot = sampleSnapshot('a/b', { inputs: [{ name: 'input', value, dataType: 'object' }] })

    expect(await read(`${serializeSnapshot(snapshot)}\r\n`)).toStrictEqual([{ snapshot }])
  })

  test('that were edited are a problem', async () => {
    const text = serializeSnapshot(sampleSnapshot('a')).replace('refund', 'reject')

    expect(await read(`\n${text}`)).toStrictEqual([
      { problem: { id: 'line 2', code: 'HASH_MISMATCH', message: expect.stringContaining('"a"') as string } },
    ])
  })

  test.each<[string, (text: string) => string]>([
    ['of a newer format', (text) => text.replace('retrial/1', 'retrial/2')],
    ['without a field', (text) => text.replace('"effects"', '"affects"')],
    ['with a broken tag', (text) => text.replace('"refund"', '{"$bigint":"x"}')],
  ])('%s are a problem', async (_what, edit) => {
    expect(await problemOf(edit(serializeSnapshot(sampleSnapshot('a'))))).toMatchObject({
      id: 'line 1',
      code: 'INVALID_SNAPSHOT',
    })
  })
})

describe('plain records', () => {
  test('get what they lack', async () => {
    expect(await snapshotOf(RECORD)).toStrictEqual({
      format: 'retrial/1',
      id: expect.stringMatching(/^triage\/[\da-f]{16}-1$/) as string,
      functionName: 'triage',
      createdAt: '1970-01-01T00:00:00.000Z',
      tags: {},
      inputs: [],
      outputs: [{ name: 'result', value: 'refund', dataType: 'string' }],
      effects: [],
      origin: { system: 'jsonl' },
      contentHash: expect.stringMatching(/^sha256:/) as string,
    })
  })

  test('keep what they have', async () => {
    const fields = {
      moduleName: 'm',
      inputs: [{ name: 'q', value: null, dataType: 'text', schemaVersion: '2' }],
      outputs: [{ name: 'a', value: [1], dataType: 'list', confidence: 0.5 }],
      modelParameters: { modelName: 'gpt', provider: 'openai', parameters: { top_p: 1 } },
      usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      context: { runtimeVersion: '20', randomSeed: 7 },
      error: { name: 'TypeError', message: 'no', code: 7 },
      executionTimeMs: 1.5,
      ownTimeMs: 1,
      tags: { team: 'a' },
      createdAt: '2026-07-22T23:37:37.029264Z',
    }
    expect(await snapshotOf({ ...RECORD, ...fields })).toMatchObject(fields)
  })

  test('keep elsewhere what a snapshot has no place for', async () => {
    const text = `{"functionName":"f","outputs":[{"name":"r","value":1,"weight":2.0}],"source":{"file":"x"},"__proto__":{"a":1},"toString":"b","usage":{"inputTokens":"many"},"effects":[{"kind":"call"}]}`
    const [row] = await read(text)

    expect(row).toMatchObject({
      snapshot: { effects: [] },
      warnings: [
        'A field usage that does not fit a snapshot was kept in origin.record only.',
        'A field effects that does not fit a snapshot was kept in origin.record only.',
        expect.stringContaining('1970'),
      ],
    })
    const { origin } = await snapshotOf(text)
    expect(origin?.lexemes).toStrictEqual({ '/origin/record/outputs/0/weight': '2.0' })
    expect(JSON.stringify(origin?.record)).toBe(
      '{"source":{"file":"x"},"__proto__":{"a":1},"toString":"b","usage":{"inputTokens":"many"},"effects":[{"kind":"call"}],"outputs":{"0":{"weight":2}}}',
    )
  })

  test('hold data that looks like our tags as the data it is', async () => {
    const value = { $bigint: '5' }
    const { outputs } = await snapshotOf({ ...RECORD, outputs: [{ name: 'r', value }] })

    expect(outputs[0]).toStrictEqual({ name: 'r', value, dataType: 'object' })
  })

  test('a text as error is its message', async () => {
    expect(await snapshotOf({ functionName: 'f', error: 'boom' })).toMatchObject({
      outputs: [],
      error: { name: 'Error', message: 'boom' },
    })
  })
})

describe('ids of plain records', () => {
  test('are the same each time, and differ for equal lines', async () => {
    const line = JSON.stringify(RECORD)
    const ids = async (text: string) =>
      (await read(text)).map((row) => ('snapshot' in row ? row.snapshot.id : ''))
    const first = await ids(`${line}\n${line}\n`)

    expect(new Set(first).size).toBe(2)
    expect(await ids(`${line}\r\n${line}`)).toStrictEqual(first)
  })

  test.each<[given: unknown, id: string | RegExp, kept: boolean]>([
    ['refunds/gold', 'refunds/gold', false],
    ['../../etc/passwd', /^-etc-passwd-[\da-f]{16}$|^[\w-]+-[\da-f]{16}$/, true],
    ['con', /^con-[\da-f]{16}$/, true],
    ['a b', /^a-b-[\da-f]{16}$/, true],
    ['日本語', /-[\da-f]{16}$/, true],
    ['x'.repeat(500), /^x{60}-[\da-f]{16}$/, true],
    ['__proto__', '__proto__', false],
    [7, '7', true],
    [{ a: 1 }, /^[\w-]+-[\da-f]{16}$/, true],
  ])('%j becomes %s', async (given, id, kept) => {
    const snapshot = await snapshotOf({ ...RECORD, id: given })

    expect(snapshot.id).toMatch(typeof id === 'string' ? new RegExp(`^${id}$`) : id)
    expect(snapshot.origin?.record).toStrictEqual(kept ? { id: given } : undefined)
    expect((await snapshotOf({ ...RECORD, id: given })).id).toBe(snapshot.id)
    checkSnapshotId(snapshot.id)
  })

  test.each(['con', 'a/b', '../x', 'anthropic.messages', '日本語', 'x'.repeat(300), '.', ' '])(
    'without one, the function %j gives a legal one',
    async (functionName) => {
      checkSnapshotId((await snapshotOf({ ...RECORD, functionName })).id)
    },
  )

  test('two that are not legal stay apart', async () => {
    const ids = await Promise.all(
      ['a b', 'a  b', 'a\tb'].map(async (id) => (await snapshotOf({ ...RECORD, id })).id),
    )

    expect(new Set(ids).size).toBe(3)
  })
})

describe('a line that cannot be carried over is a problem of its own', () => {
  test.each<[string, string | Buffer, string, string]>([
    ['no JSON', 'hello', 'INVALID_IMPORT', 'not JSON'],
    ['half a line', '{"functionName":"f","out', 'INVALID_IMPORT', 'not JSON'],
    ['a list', '[1]', 'INVALID_IMPORT', 'not a JSON object'],
    ['a number', '1.0', 'INVALID_IMPORT', 'not a JSON object'],
    ['no functionName', '{"outputs":[]}', 'INVALID_IMPORT', 'functionName'],
    ['a functionName that is no text', '{"functionName":7.0}', 'INVALID_IMPORT', 'functionName'],
    ['inputs that are no list', '{"functionName":"f","inputs":{"a":1}}', 'INVALID_IMPORT', 'inputs'],
    [
      'an output without a value',
      '{"functionName":"f","outputs":[{"name":"a"}]}',
      'INVALID_IMPORT',
      'outputs',
    ],
    ['no outcome', '{"functionName":"f","outputs":[]}', 'INVALID_SNAPSHOT', 'neither'],
    ['a key twice', '{"functionName":"f","functionName":"g"}', 'INVALID_IMPORT', 'Duplicate key'],
    [
      'a record for display',
      '{"decision_id":"1","decision_type":"x","function_name":"f","inputs":{},"outputs":{}}',
      'NOT_REPLAYABLE',
      'display',
    ],
    ['100,000 brackets', '['.repeat(100_000), 'LIMIT_EXCEEDED', 'deep'],
    [
      'a value nested 600 deep',
      `{"functionName":"f","outputs":[{"name":"a","value":${'['.repeat(600)}${']'.repeat(600)}}]}`,
      'LIMIT_EXCEEDED',
      'nested',
    ],
    ['noise', Buffer.from([0xc3, 0x28, 0x00, 0xff]), 'INVALID_IMPORT', 'UTF-8'],
    ['a line of 64 MiB and a byte', Buffer.alloc(64 * 1024 * 1024 + 1, 'x'), 'LIMIT_EXCEEDED', '67108864'],
  ])('%s', async (_what, line, code, message) => {
    const good = JSON.stringify(RECORD)
    const rows = await read(
      Buffer.concat([Buffer.from(`${good}\n`), Buffer.from(line as string), Buffer.from(`\n${good}`)]),
    )

    expect(rows).toMatchObject([
      { snapshot: { functionName: 'triage' } },
      { problem: { id: 'line 2', code, message: expect.stringContaining(message) as string } },
      { snapshot: { functionName: 'triage' } },
    ])
  })
})
