import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { importSnapshots } from '../import-snapshots.js'
import type { ImportedRow } from '../imported-row.js'
import {
  any,
  folderOf,
  logged,
  logs,
  problemOf,
  read,
  rowsOf,
  snapshotOf,
  span,
  TRACE,
  traces,
} from './testing/otlp.js'

const chat = (spanId: string, said = 'Hi', more: object = {}): Record<string, unknown> =>
  span(
    { 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': 'q', 'gen_ai.output.messages': said },
    { spanId, ...more },
  )
const ID_A = 'aaaaaaaaaaaaaaaa'
const ID_B = 'bbbbbbbbbbbbbbbb'

/** The ids of snapshots, and of problems behind a `!`. */
const names = (rows: readonly ImportedRow[]): string[] =>
  rows.map((row) => ('problem' in row ? `!${row.problem.id}` : row.snapshot.id.replace(`chat/${TRACE}-`, '')))

async function rowsOfText(content: string): Promise<ImportedRow[]> {
  return rowsOf(join(folderOf({ 'in.jsonl': content }), 'in.jsonl'))
}

describe('a file', () => {
  const a = JSON.stringify(traces(chat(ID_A)))
  const b = JSON.stringify(traces(chat(ID_B)))
  const pretty = JSON.stringify(traces(chat(ID_A), chat(ID_B)), null, 2)

  test.each<[what: string, content: string, found: string[]]>([
    ['one document', a, [ID_A]],
    ['one document over many lines', pretty, [ID_A, ID_B]],
    ['one that starts on the first line', pretty.replace(/\s+/, ''), [ID_A, ID_B]],
    ['a byte order mark, many lines', `\ufeff${pretty.replaceAll('\n', '\r\n')}\r\n`, [ID_A, ID_B]],
    ['lines', `${a}\n${b}\n`, [ID_A, ID_B]],
    ['lines without an end, blank ones between', `\n${a}\r\n\n${b}`, [ID_A, ID_B]],
    ['a broken line', `${a}\n{"resourceSpans":[{\n${b}\n`, [ID_A, '!line 2', ID_B]],
    ['a broken first line', `{"resourceSpans":[{"re\n${a}\n`, ['!line 1', ID_A]],
    ['noise before', `garbage\n${a}\n`, ['!line 1', ID_A]],
    ['half a document over many lines', pretty.slice(0, 300), ['!line 1']],
    ['half a line', a.slice(0, 300), ['!line 1']],
    [
      'JSON that is no OTLP',
      `{}\n[]\n1\n"x"\nnull\n${a}\n`,
      ['!line 1', '!line 2', '!line 3', '!line 4', '!line 5', ID_A],
    ],
    ['lists of the wrong type', `{"resourceSpans":{}}\n{"resourceSpans":"x"}\n`, ['!line 1', '!line 2']],
    ['other signals', `{"resourceMetrics":[]}\n{"resourceLogs":[]}\n${a}\n`, [ID_A]],
    ['no spans', '{"resourceSpans":[]}', []],
    ['nothing', '', ['!line 1']],
    ['blank lines', '\n\n \n', ['!line 1']],
  ])('with %s', async (_what, content, found) => {
    const rows = await rowsOfText(content)
    expect(names(rows)).toStrictEqual(found)
    for (const row of rows) if ('problem' in row) expect(row.problem.code).toBe('INVALID_IMPORT')
  })

  test('that is no text is a problem of its lines', async () => {
    const path = join(temporaryFolder(), 'x.json')
    writeFileSync(path, Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x0a]), Buffer.from(`${a}\n`)]))
    const rows = await rowsOf(path)
    expect(names(rows)).toStrictEqual(['!line 1', ID_A])
    expect(problemOf(rows[0]).message).toContain('UTF-8')
  })

  test('that is missing, or a folder without files, cannot be imported', async () => {
    const folder = folderOf({ 'notes.txt': 'x' })
    mkdirSync(join(folder, 'inner.json'))
    for (const path of [join(folder, 'none.json'), folder, join(folder, 'inner.json')]) {
      await expect(rowsOf(path)).rejects.toMatchObject({
        code: 'INVALID_IMPORT',
        message: expect.stringContaining(path),
      })
    }
  })
})

describe('a folder', () => {
  test('is read file by file in the order of their names', async () => {
    const folder = folderOf({
      'b.jsonl': [traces(chat(ID_B))],
      'a.JSON': JSON.stringify(traces(chat(ID_A)), null, 1),
      'c.json': '{"resourceSpans":',
      'd.jsonl': '',
      'notes.md': 'x',
    })
    expect(names(await rowsOf(folder))).toStrictEqual([ID_A, ID_B, '!c.json line 1', '!d.jsonl line 1'])
  })

  test('with one span twice gives it twice, and an import decides', async () => {
    const folder = folderOf({ '1.jsonl': [traces(chat(ID_A))], '2.jsonl': [traces(chat(ID_A), chat(ID_B))] })
    expect(names(await rowsOf(folder))).toStrictEqual([ID_A, ID_A, ID_B])

    const store = await openStore('memory:')
    const first = await importSnapshots(folder, store, { from: 'opentelemetry' })
    expect(first).toMatchObject({ read: 3, written: 2, problems: [{ code: 'DUPLICATE_ID' }] })
    const second = await importSnapshots(folder, store, { from: 'opentelemetry', onDuplicate: 'skip' })
    expect(second).toStrictEqual({ read: 3, written: 0, skipped: 3, problems: [], warnings: [] })
  })

  test('finds logs wherever they stand, and says which belong to no span', async () => {
    const bare = (spanId: string): object => span({ 'gen_ai.system': 'openai' }, { spanId })
    const said = (spanId: string): object => logged('gen_ai.choice', { message: 'x' }, {}, { spanId })
    const folder = folderOf({
      'a.jsonl': [traces(bare(ID_A))],
      'b.jsonl': [logs(said(ID_A), said(ID_B)), logs(said('cccccccccccccccc'), said('0'))],
      'c.jsonl': [traces(bare(ID_B)), traces(bare(ID_B))],
      'd.jsonl': '{"resourceLogs":[',
    })
    const rows = await rowsOf(folder)

    expect(names(rows)).toStrictEqual([ID_A, ID_B, ID_B, '!d.jsonl line 1', `!${TRACE}-cccccccccccccccc`])
    expect(problemOf(rows.at(-1)).message).toContain('traces and the logs')
  })
})

describe('hostile spans', () => {
  test('without ids are problems of their place', async () => {
    const rows = await read(
      traces(chat(ID_A)),
      traces(chat(ID_B), chat('', 'x'), chat('nothex', 'x'), chat(ID_A, 'x', { traceId: 7 })),
    )
    expect(names(rows)).toStrictEqual([ID_A, ID_B, '!line 2 span 2', '!line 2 span 3', '!line 2 span 4'])
  })

  test('nested too deep are problems, and the rest arrives', async () => {
    const nested = (depth: number, open: string, close: string): string =>
      open.repeat(depth) + close.repeat(depth)
    const deepAttribute = (depth: number): string =>
      JSON.stringify(traces(chat(ID_A, 'DEEP'))).replace(
        '{"stringValue":"DEEP"}',
        nested(depth, '{"arrayValue":{"values":[', ']}}'),
      )
    const lines = [
      deepAttribute(600),
      deepAttribute(100_000),
      JSON.stringify(traces(chat(ID_A, nested(600, '[', ']')))),
      JSON.stringify(traces(chat(ID_A, nested(100_000, '[', ']')))),
      JSON.stringify(traces(chat(ID_A, 'x', { links: 'DEEP' }))).replace('"DEEP"', nested(100_000, '[', ']')),
      nested(100_000, '[', ']'),
      nested(100_000, '{"resourceSpans":[', ']}'),
      JSON.stringify(traces(chat(ID_B))),
    ]
    const rows = await rowsOfText(lines.join('\n'))

    expect(names(rows)).toStrictEqual([
      ...Array.from({ length: 5 }, () => `!${TRACE}-${ID_A}`),
      '!line 6',
      ID_B,
    ])
    for (const row of rows.slice(0, 5)) expect(problemOf(row).code).toBe('LIMIT_EXCEEDED')
  })

  test('of 10 MB arrive whole', async () => {
    const plain = 'é\n"x '.repeat(2_000_000)
    const json = JSON.stringify([
      { role: 'assistant', parts: [{ type: 'text', content: plain.slice(0, 1e6) }] },
    ])
    const rows = await read(traces(chat(ID_A, plain), chat(ID_B, json)))

    expect(snapshotOf(rows[0]).outputs[0]?.value === plain).toBe(true)
    expect(JSON.stringify(snapshotOf(rows[1]).outputs[0]?.value) === json).toBe(true)
  }, 60_000)

  test('with keys such as __proto__ keep them as their own', async () => {
    const said = '{"__proto__":{"polluted":1},"constructor":1,"toString":2}'
    const text = JSON.stringify(traces(chat(ID_A, said, { x: 'PROTO' })))
      .replace('"x":"PROTO"', '"__proto__":{"polluted":1}')
      .replace('"gen_ai.operation.name"', '"__proto__"},{"key":"gen_ai.operation.name"')
    const snapshot = snapshotOf((await rowsOfText(text))[0])
    const value = snapshot.outputs[0]?.value as object

    expect(Object.keys(value)).toStrictEqual(['__proto__', 'constructor', 'toString'])
    expect(Object.hasOwn(snapshot.origin?.record ?? {}, '__proto__')).toBe(true)
    expect(Object.hasOwn(snapshot.origin?.record?.['attributes'] as object, '__proto__')).toBe(true)
    expect({}).not.toHaveProperty('polluted')
  })

  const wrong = [null, true, 0, -1.5, '', 'x', [], [[]], {}, { key: 1 }, [null], [{ key: 'a' }]]
  const fields = [
    'traceId',
    'spanId',
    'name',
    'kind',
    'parentSpanId',
    'startTimeUnixNano',
    'endTimeUnixNano',
    'attributes',
    'events',
    'links',
    'status',
    'unknown',
  ]
  test.each(fields)('with any type in %s make a row or none, never a crash', async (field) => {
    const spans = wrong.map((value) => chat(ID_A, 'x', { [field]: value }))
    const rows = await read(traces(...spans))
    const isGone = field === 'attributes'
    expect(rows).toHaveLength(isGone ? 0 : wrong.length)
    expect(rows.every((row) => 'problem' in row)).toBe(isGone || ['traceId', 'spanId'].includes(field))
  })

  test('with any type in any attribute make a row, never a crash', async () => {
    const keys = [
      'gen_ai.system',
      'gen_ai.operation.name',
      'gen_ai.agent.name',
      'gen_ai.request.model',
      'gen_ai.request.top_p',
      'gen_ai.response.model',
      'gen_ai.usage.input_tokens',
      'gen_ai.conversation.id',
      'error.type',
      'gen_ai.prompt',
      'gen_ai.completion',
      'gen_ai.prompt.0.role',
      'gen_ai.prompt.0.content',
      'gen_ai.prompt.0.tool_calls.0.name',
      'ai.operationId',
      'ai.prompt.messages',
      'ai.prompt.tools',
      'ai.response.toolCalls',
      'ai.values',
      'gen_ai.tool.definitions',
      'gen_ai.tool.call.arguments',
      'gen_ai.system_instructions',
      'gen_ai.event.content',
    ]
    const values = [
      ...wrong,
      '[',
      '{"a":',
      '[null]',
      '[{}]',
      '[{"type":1}]',
      '{"parts":1}',
      '{"content":[null]}',
      Number.NaN,
    ]
    for (const key of keys) {
      const spans = values.map((value) => {
        const attribute = { key, value: any(value) }
        const written = chat(ID_A)
        const said = {
          name: 'gen_ai.user.message',
          attributes: [attribute, { key: 'content', value: any(value) }],
        }
        const chosen = {
          name: 'gen_ai.choice',
          attributes: [
            { key: 'message', value: any(value) },
            { key: 'tool_calls', value: any(value) },
          ],
        }
        return {
          ...written,
          attributes: [
            ...(written['attributes'] as object[]).slice(0, 1),
            { key: 'ai.operationId', value: any('ai.x.doGenerate') },
            attribute,
          ],
          events: [said, chosen],
        }
      })
      const rows = await read(traces(...spans))
      expect(rows.map((row) => ('problem' in row ? row.problem.message : 'ok'))).toStrictEqual(
        values.map(() => 'ok'),
      )
    }
  })

  test('in groups of any type are passed over', async () => {
    const groups = [
      null,
      1,
      'x',
      [],
      { scopeSpans: 1 },
      { scopeSpans: [null, { spans: 'x' }, { spans: [null, 1, []] }] },
    ]
    expect(await read({ resourceSpans: groups })).toStrictEqual([])
    expect(
      await read({ resourceLogs: groups }, { resourceLogs: [{ scopeLogs: [{ logRecords: [null, {}] }] }] }),
    ).toStrictEqual([])
  })
})

test('imports into every store, and verifies there', async () => {
  const folder = folderOf({ 'in.jsonl': [traces(chat(ID_A), chat(ID_B), chat('', 'x'))] })
  for (const url of ['memory:', 'sqlite:x.db', 'dir:x']) {
    const store = await openStore(url, { cwd: temporaryFolder() })
    const report = await importSnapshots(folder, store, { from: 'opentelemetry' })
    expect(report).toMatchObject({ read: 3, written: 2, problems: [{ id: 'in.jsonl line 1 span 3' }] })
    expect(await store.load(`chat/${TRACE}-${ID_A}`)).toMatchObject({ functionName: 'chat', effects: [] })
    expect(await store.verify()).toMatchObject({ checked: 2, problems: [] })
    await store.close()
  }
})
