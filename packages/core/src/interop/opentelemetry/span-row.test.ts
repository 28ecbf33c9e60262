import { describe, expect, test } from 'vitest'
import { contentHash } from '../../snapshot/content-hash.js'
import { parseSnapshot, serializeSnapshot } from '../../snapshot/serialize.js'
import { checkSnapshotId } from '../../snapshot/snapshot-id.js'
import {
  any,
  event,
  folderOf,
  problemOf,
  read,
  rowsOf,
  snapshotOf,
  snapshotOfSpan,
  span,
  SPAN,
  START,
  TRACE,
  traces,
} from './testing/otlp.js'

const ASKED = [{ role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] }]
const ANSWERED = [{ role: 'assistant', parts: [{ type: 'text', content: 'Rainy.' }], finish_reason: 'stop' }]
const SYSTEM = [{ type: 'text', content: 'Be short.' }]
const TOOLS = [{ type: 'function', name: 'get_weather', parameters: { type: 'object' } }]

const CONTENT = { 'gen_ai.input.messages': ASKED, 'gen_ai.output.messages': ANSWERED }
const CHAT = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-5-mini',
}
const asTexts = (of: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(of).map(([key, value]) => [key, JSON.stringify(value)]))

describe('a chat of the current conventions', () => {
  const content = { ...CONTENT, 'gen_ai.system_instructions': SYSTEM, 'gen_ai.tool.definitions': TOOLS }
  const facts = {
    ...CHAT,
    'gen_ai.conversation.id': 'conv_1',
    'gen_ai.request.temperature': 0.2,
    'gen_ai.request.top_p': 1,
    'gen_ai.request.max_tokens': 200,
    'gen_ai.request.choice.count': 2,
    'gen_ai.request.stop_sequences': ['END'],
    'gen_ai.request.stream': true,
    'gen_ai.response.model': 'gpt-5-mini-2026-01-01',
    'gen_ai.response.id': 'chatcmpl-1',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 97,
    'gen_ai.usage.output_tokens': 52,
    'server.address': 'api.openai.com',
  }

  test.each([
    ['structured', content],
    ['as JSON', asTexts(content)],
  ])('%s', async (_form, written) => {
    const snapshot = await snapshotOfSpan(
      { ...facts, ...written },
      { parentSpanId: 'a1', flags: 257, droppedEventsCount: 0 },
    )

    expect(snapshot).toStrictEqual({
      format: 'retrial/1',
      id: `chat/${TRACE}-${SPAN}`,
      functionName: 'chat',
      moduleName: 'helpdesk',
      createdAt: '2026-01-01T00:00:00.123Z',
      tags: { traceId: TRACE, conversationId: 'conv_1' },
      inputs: [
        { name: 'systemInstructions', value: SYSTEM, dataType: 'array' },
        { name: 'messages', value: ASKED, dataType: 'array' },
        { name: 'toolDefinitions', value: TOOLS, dataType: 'array' },
      ],
      outputs: [{ name: 'messages', value: ANSWERED, dataType: 'array' }],
      modelParameters: {
        modelName: 'gpt-5-mini',
        modelVersion: 'gpt-5-mini-2026-01-01',
        provider: 'openai',
        parameters: { temperature: 0.2, top_p: 1, max_tokens: 200, choice_count: 2, stop_sequences: ['END'] },
      },
      usage: { inputTokens: 97, outputTokens: 52, totalTokens: 149 },
      executionTimeMs: 1500,
      effects: [],
      origin: {
        system: 'opentelemetry',
        record: {
          name: 'chat gpt-5-mini',
          kind: 3,
          startTimeUnixNano: START,
          endTimeUnixNano: '1767225601623456789',
          parentSpanId: 'a1',
          flags: 257,
          droppedEventsCount: 0,
          attributes: {
            'gen_ai.request.stream': true,
            'gen_ai.response.id': 'chatcmpl-1',
            'gen_ai.response.finish_reasons': ['stop'],
            'server.address': 'api.openai.com',
          },
          resource: { 'service.version': '1.2.3' },
          scope: { name: 'opentelemetry.instrumentation.openai_v2', version: '2.1b0' },
        },
      },
      contentHash: snapshot.contentHash,
    })
    expect(snapshot.contentHash).toBe(contentHash(snapshot))
    expect(parseSnapshot(serializeSnapshot(snapshot))).toStrictEqual(snapshot)
  })

  test('as an event of the span', async () => {
    const details = event('gen_ai.client.inference.operation.details', {
      ...facts,
      ...content,
      'event.name': 'x',
    })
    const snapshot = await snapshotOfSpan(CHAT, { events: [details, event('retried', { after: 3 })] })

    expect(snapshot).toMatchObject({
      inputs: [{ value: SYSTEM }, { value: ASKED }, { value: TOOLS }],
      outputs: [{ value: ANSWERED }],
      usage: { totalTokens: 149 },
      modelParameters: { parameters: { temperature: 0.2 } },
    })
    expect(snapshot.origin?.record?.['events']).toStrictEqual([
      { name: 'retried', timeUnixNano: START, attributes: { after: 3 } },
    ])
    expect(snapshot.origin?.record?.['attributes']).not.toHaveProperty('event.name')
  })
})

describe('other operations', () => {
  test.each<
    [what: string, of: Record<string, unknown>, name: string, folder: string, inputs: object, outputs: object]
  >([
    [
      'a tool',
      {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.call.id': 'c1',
        'gen_ai.tool.call.arguments': { location: 'Paris' },
        'gen_ai.tool.call.result': 'rainy, 57°F',
      },
      'execute_tool get_weather',
      'execute_tool-get_weather',
      { arguments: { location: 'Paris' } },
      { result: 'rainy, 57°F' },
    ],
    [
      'a tool, as JSON',
      {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.call.arguments': '{"location":"Paris"}',
        'gen_ai.tool.call.result': '{"high":14}',
      },
      'execute_tool get_weather',
      'execute_tool-get_weather',
      { arguments: { location: 'Paris' } },
      { result: { high: 14 } },
    ],
    [
      'an agent',
      { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'Travel Agent', ...CONTENT },
      'invoke_agent Travel Agent',
      'invoke_agent-Travel-Agent',
      { messages: ASKED },
      { messages: ANSWERED },
    ],
    [
      'a chat of an agent',
      { ...CHAT, 'gen_ai.agent.name': 'travel', ...CONTENT },
      'chat travel',
      'chat-travel',
      { messages: ASKED },
      { messages: ANSWERED },
    ],
    [
      'a workflow',
      { 'gen_ai.operation.name': 'invoke_workflow', 'gen_ai.workflow.name': 'refunds', ...CONTENT },
      'invoke_workflow refunds',
      'invoke_workflow-refunds',
      { messages: ASKED },
      { messages: ANSWERED },
    ],
    [
      'a retrieval',
      {
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.data_source.id': 'H7STPQYOND',
        'gen_ai.retrieval.query.text': '[refunds]',
        'gen_ai.retrieval.documents': '[{"id":"doc_1","score":0.95}]',
      },
      'retrieval H7STPQYOND',
      'retrieval-H7STPQYOND',
      { query: '[refunds]' },
      { documents: [{ id: 'doc_1', score: 0.95 }] },
    ],
    [
      'a search in a memory',
      {
        'gen_ai.operation.name': 'search_memory',
        'gen_ai.memory.query.text': 'likes',
        'gen_ai.memory.records': [{ content: 'tea' }],
      },
      'search_memory',
      'search_memory',
      { query: 'likes' },
      { records: [{ content: 'tea' }] },
    ],
    [
      'an operation of its own',
      { 'gen_ai.operation.name': 'toString', 'gen_ai.agent.name': 'travel', ...CONTENT },
      'toString travel',
      'toString-travel',
      { messages: ASKED },
      { messages: ANSWERED },
    ],
  ])('%s', async (_what, of, name, folder, inputs, outputs) => {
    const snapshot = await snapshotOfSpan(of)
    const values = (items: readonly { name: string; value: unknown }[]): object =>
      Object.fromEntries(items.map((item) => [item.name, item.value]))

    expect(snapshot.functionName).toBe(name)
    expect(snapshot.id).toBe(`${folder}/${TRACE}-${SPAN}`)
    expect(values(snapshot.inputs)).toStrictEqual(inputs)
    expect(values(snapshot.outputs)).toStrictEqual(outputs)
  })

  test('records written to a memory are no answer', async () => {
    const of = { 'gen_ai.operation.name': 'create_memory', 'gen_ai.memory.records': '[{"content":"tea"}]' }
    expect(problemOf((await read(traces(span(of))))[0]).message).toContain('no messages')
  })

  test.each(['../../etc', 'con', 'a/b', 'ä'.repeat(300), '.', 'x\u0000y', '🙂', ' '])(
    'the agent %j makes a legal id, always the same',
    async (name) => {
      const of = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': name, ...CONTENT }
      const { id, functionName } = await snapshotOfSpan(of)

      expect(() => {
        checkSnapshotId(id)
      }).not.toThrow()
      expect(functionName).toBe(`invoke_agent ${name}`)
      expect((await snapshotOfSpan(of)).id).toBe(id)
    },
  )
})

describe('a failure', () => {
  const exception = event('exception', {
    'exception.type': 'openai.RateLimitError',
    'exception.message': 'Too many requests',
    'exception.stacktrace': 'at …',
  })
  test.each<[what: string, of: object, more: object, error: object]>([
    [
      'with an exception',
      { 'error.type': '429' },
      { status: { code: 2, message: 'failed' }, events: [event('exception', {}), exception] },
      { name: 'openai.RateLimitError', message: 'Too many requests', code: '429' },
    ],
    [
      'with a status only',
      {},
      { status: { code: 2, message: 'timed out' } },
      { name: 'Error', message: 'timed out' },
    ],
    ['with a type only', { 'error.type': 'timeout' }, {}, { name: 'timeout', message: '' }],
    [
      'with the name of its code',
      { 'error.type': 'STATUS' },
      { status: { code: 'STATUS_CODE_ERROR', message: 'm' } },
      { name: 'STATUS', message: 'm' },
    ],
  ])('%s', async (_what, of, more, error) => {
    const snapshot = await snapshotOfSpan({ ...CHAT, 'gen_ai.input.messages': ASKED, ...of }, more)

    expect(snapshot.error).toStrictEqual(error)
    expect(snapshot.outputs).toStrictEqual([])
  })

  test('keeps its stack and what was answered before it in the record', async () => {
    const more = { status: { code: 2 }, events: [exception] }
    const { outputs, origin } = await snapshotOfSpan({ ...CHAT, ...CONTENT }, more)

    expect(outputs).toStrictEqual([])
    expect(origin?.record).toMatchObject({
      outputs: [{ name: 'messages', value: ANSWERED }],
      events: [{ name: 'exception', attributes: { 'exception.stacktrace': 'at …' } }],
      status: { code: 2 },
    })
  })

  test.each([[{ code: 1 }], [{ code: 0 }], [{}], [undefined], ['ERROR'], [[2]]])(
    'is not what status %j says',
    async (status) => {
      const snapshot = await snapshotOfSpan({ ...CHAT, ...CONTENT }, { status, events: [exception] })
      expect(snapshot.error).toBeUndefined()
      expect(snapshot.outputs).toHaveLength(1)
    },
  )
})

describe('without content', () => {
  test.each<[what: string, of: Record<string, unknown>, more: object, says: string]>([
    ['nothing at all', CHAT, {}, 'holds no messages'],
    ['only an error', CHAT, { status: { code: 2 } }, 'holds no messages'],
    ['only the question', { ...CHAT, 'gen_ai.input.messages': ASKED }, {}, 'neither an output nor an error'],
    [
      'embeddings, which have no attribute',
      { ...CHAT, 'gen_ai.operation.name': 'embeddings' },
      {},
      'holds no messages',
    ],
  ])('%s is a problem that says what to do', async (_what, of, more, says) => {
    const [row, ...others] = await read(traces(span(of, more)))

    expect(others).toStrictEqual([])
    expect(problemOf(row)).toStrictEqual({
      id: `${TRACE}-${SPAN}`,
      code: 'INVALID_IMPORT',
      message: expect.stringContaining('OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'),
    })
    expect(problemOf(row).message).toContain(says)
  })

  test.each<[string, Record<string, unknown>]>([
    ['HTTP', { 'http.request.method': 'POST', 'server.address': 'api.openai.com' }],
    ['with the id of a conversation', { 'gen_ai.conversation.id': 'c', 'db.system': 'x' }],
    ['around calls of the AI SDK', { 'ai.operationId': 'ai.generateText', 'ai.response.text': 'x' }],
    ['without attributes', {}],
  ])('a span of something else (%s) is passed over', async (_what, of) => {
    expect(await read(traces(span(of)))).toStrictEqual([])
  })

  test('no question is a warning', async () => {
    const [row] = await read(traces(span({ ...CHAT, 'gen_ai.output.messages': ANSWERED })))
    expect(snapshotOf(row).inputs).toStrictEqual([])
    expect(row).toHaveProperty('warnings', [expect.stringContaining('without recorded input')])
  })

  test('content that was cut is a text, with a warning', async () => {
    const cut = JSON.stringify(ASKED).slice(0, 40)
    const [row] = await read(traces(span({ ...CHAT, ...CONTENT, 'gen_ai.input.messages': cut })))

    expect(snapshotOf(row).inputs[0]).toStrictEqual({ name: 'messages', value: cut, dataType: 'string' })
    expect(row).toHaveProperty('warnings', [expect.stringContaining('VALUE_LENGTH_LIMIT')])
  })
})

describe('numbers', () => {
  test('beyond 2^53 become BigInt, and texts that JavaScript would write otherwise are kept', async () => {
    const of = {
      ...CHAT,
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.call.arguments': '{"order":9007199254740993,"price":1.50,"big":1e400}',
      'gen_ai.tool.call.result': { order: 9_007_199_254_740_993n, small: 7 },
      'app.seed': 9_007_199_254_740_993n,
    }
    const snapshot = await snapshotOfSpan(of)

    expect(snapshot.inputs[0]?.value).toStrictEqual({
      order: 9_007_199_254_740_993n,
      price: 1.5,
      big: Infinity,
    })
    expect(snapshot.outputs[0]?.value).toStrictEqual({ order: 9_007_199_254_740_993n, small: 7 })
    expect(snapshot.origin?.record?.['attributes']).toMatchObject({ 'app.seed': 9_007_199_254_740_993n })
    expect(snapshot.origin?.lexemes).toStrictEqual({
      '/inputs/0/value/price': '1.50',
      '/inputs/0/value/big': '1e400',
    })
    expect(parseSnapshot(serializeSnapshot(snapshot))).toStrictEqual(snapshot)
  })

  test('that are bare in the document keep every digit', async () => {
    const text = JSON.stringify(traces(span({ ...CHAT, ...CONTENT, 'app.seed': 7 })))
    const bare = text.replace('"intValue":"7"', '"intValue":9007199254740993').replace(`"${START}"`, START)
    const [row] = await rowsOf(folderOf({ 'in.json': bare }))

    expect(snapshotOf(row)).toMatchObject({
      createdAt: '2026-01-01T00:00:00.123Z',
      origin: { record: { attributes: { 'app.seed': 9_007_199_254_740_993n } } },
    })
  })

  test('that are none stay in the record', async () => {
    const wrong = [
      { key: 'gen_ai.usage.input_tokens', value: any('many') },
      { key: 'gen_ai.usage.output_tokens', value: { doubleValue: 'NaN' } },
    ]
    const written = span({ ...CHAT, ...CONTENT })
    const snapshot = snapshotOf(
      (await read(traces({ ...written, attributes: [...(written['attributes'] as []), ...wrong] })))[0],
    )

    expect(snapshot).not.toHaveProperty('usage')
    expect(snapshot.origin?.record?.['attributes']).toStrictEqual({
      'gen_ai.usage.input_tokens': 'many',
      'gen_ai.usage.output_tokens': Number.NaN,
    })
  })
})

test('bytes, links and the attributes of the scope are kept', async () => {
  const written = span(CHAT, {
    links: [{ traceId: TRACE, spanId: SPAN, attributes: [{ key: 'a', value: any(1) }] }],
  })
  written['attributes'] = [
    ...(written['attributes'] as []),
    { key: 'gen_ai.input.messages', value: any(ASKED) },
    { key: 'gen_ai.output.messages', value: { bytesValue: 'AQID' } },
  ]
  const document = traces(written)
  const scope = (document['resourceSpans'] as [{ scopeSpans: [{ scope: Record<string, unknown> }] }])[0]
    .scopeSpans[0].scope
  scope['attributes'] = [{ key: 'library', value: any('x') }]
  const snapshot = snapshotOf((await read(document))[0])

  expect(snapshot.outputs).toStrictEqual([
    { name: 'messages', value: new Uint8Array([1, 2, 3]), dataType: 'bytes' },
  ])
  expect(snapshot.origin?.record).toMatchObject({
    links: [{ traceId: TRACE, attributes: { a: 1 } }],
    scope: { attributes: { library: 'x' } },
  })
})

test.each<[asked: string | undefined, answered: string | undefined, model: object | undefined]>([
  ['a', 'a', { modelName: 'a' }],
  ['a', 'b', { modelName: 'a', modelVersion: 'b' }],
  [undefined, 'b', { modelName: 'b' }],
  ['a', undefined, { modelName: 'a' }],
  ['', '', undefined],
  [undefined, undefined, undefined],
])('asked for model %j and answered by %j', async (asked, answered, model) => {
  const names = { 'gen_ai.request.model': asked, 'gen_ai.response.model': answered }
  const given = Object.entries(names).filter(([, name]) => name !== undefined)
  const { modelParameters, origin } = await snapshotOfSpan({
    'gen_ai.provider.name': 'openai',
    ...Object.fromEntries(given),
    ...CONTENT,
  })
  expect(modelParameters).toStrictEqual(model && { ...model, provider: 'openai', parameters: {} })
  if (model === undefined) {
    expect(origin?.record?.['attributes']).toMatchObject({ 'gen_ai.provider.name': 'openai' })
  }
})

test('a span without a start is dated 1970, with a warning', async () => {
  const [row] = await read(traces(span({ ...CHAT, ...CONTENT }, { startTimeUnixNano: undefined })))

  expect(snapshotOf(row)).toMatchObject({ createdAt: '1970-01-01T00:00:00.000Z' })
  expect(snapshotOf(row)).not.toHaveProperty('executionTimeMs')
  expect(row).toHaveProperty('warnings', [expect.stringContaining('1970')])
})
