import { describe, expect, test } from 'vitest'
import type { DecisionSnapshot } from '../../../snapshot/types.js'
import {
  event,
  folderOf,
  logged,
  logs,
  rowsOf,
  snapshotOf,
  snapshotOfSpan,
  span,
  traces,
} from '../testing/otlp.js'

const text = (content: unknown): object => ({ type: 'text', content })
const QUESTION = { role: 'user', parts: [text('Weather in Paris?')] }
const SYSTEM = { role: 'system', parts: [text('Be short.')] }
const CALL = { type: 'tool_call', id: 'c1', name: 'get_weather', arguments: { location: 'Paris' } }
const ASKS_TOOL = { role: 'assistant', parts: [CALL] }
const TOOL_SAID = { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'rainy' }] }
const ANSWER = { role: 'assistant', parts: [text('Rainy.')], finish_reason: 'stop' }
const OPENAI_CALL = {
  id: 'c1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"location":"Paris"}' },
}

const OLD_CHAT = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.system': 'openai',
  'gen_ai.request.model': 'gpt-4o-mini',
  'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
  'gen_ai.usage.input_tokens': 30,
  'gen_ai.usage.output_tokens': 5,
}
const FACTS = {
  functionName: 'chat',
  modelParameters: { modelName: 'gpt-4o-mini', modelVersion: 'gpt-4o-mini-2024-07-18', provider: 'openai' },
  usage: { inputTokens: 30, outputTokens: 5, totalTokens: 35 },
}

function messages({ inputs, outputs }: DecisionSnapshot): [unknown, unknown] {
  const of = (items: readonly { name: string; value: unknown }[]): unknown =>
    items.find(({ name }) => name === 'messages')?.value
  return [of(inputs), of(outputs)]
}

async function withLogs(of: Record<string, unknown>, ...records: object[]): Promise<DecisionSnapshot> {
  const folder = folderOf({ 'a-logs.jsonl': [logs(...records)], 'traces.jsonl': [traces(span(of))] })
  const rows = await rowsOf(folder)
  expect(rows).toHaveLength(1)
  return snapshotOf(rows[0])
}

describe('events of 1.28 to 1.36', () => {
  const history = [
    ['gen_ai.system.message', { content: 'Be short.' }],
    ['gen_ai.user.message', { content: 'Weather in Paris?' }],
    ['gen_ai.assistant.message', { tool_calls: [OPENAI_CALL] }],
    ['gen_ai.tool.message', { content: 'rainy', id: 'c1' }],
  ] as const
  const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Rainy.' } }
  const expected = [[SYSTEM, QUESTION, ASKS_TOOL, TOOL_SAID], [ANSWER]]

  test('logged, as the instrumentations of OpenAI for Python and JavaScript do', async () => {
    const records = [...history, ['gen_ai.choice', choice] as const].map(([name, body]) =>
      logged(name, body, { 'gen_ai.system': 'openai' }),
    )
    const snapshot = await withLogs(OLD_CHAT, ...records)

    expect(snapshot).toMatchObject(FACTS)
    expect(messages(snapshot)).toStrictEqual(expected)
  })

  test('logged by an older SDK, which names the event in an attribute', async () => {
    const records = [...history, ['gen_ai.choice', choice] as const].map(([name, body]) =>
      logged('', body, { 'event.name': name, 'gen_ai.system': 'openai' }),
    )
    expect(messages(await withLogs(OLD_CHAT, ...records))).toStrictEqual(expected)
  })

  test('on the span, their body as JSON in one attribute', async () => {
    const events = [...history, ['gen_ai.choice', choice] as const].map(([name, body]) =>
      event(name, { 'gen_ai.system': 'azure.ai.inference', 'gen_ai.event.content': JSON.stringify(body) }),
    )
    const snapshot = await snapshotOfSpan(OLD_CHAT, { events })

    expect(messages(snapshot)).toStrictEqual(expected)
    expect(snapshot.origin?.record).not.toHaveProperty('events')
  })

  test('on the span, a field to each attribute', async () => {
    const events = [
      event('gen_ai.user.message', { role: 'user', content: '[{"text":"Weather in Paris?"}]' }),
      event('gen_ai.assistant.message', { role: 'assistant', tool_calls: JSON.stringify([OPENAI_CALL]) }),
      event('gen_ai.choice', { finish_reason: 'stop', message: '[{"text":"Rainy."}]' }),
    ]
    expect(messages(await snapshotOfSpan(OLD_CHAT, { events }))).toStrictEqual([
      [QUESTION, ASKS_TOOL],
      [ANSWER],
    ])
  })

  test('choices in the order of their index, calls inside or beside the message', async () => {
    const events = [
      { index: 2, finish_reason: 'length', message: 'Rai' },
      { index: 1, finish_reason: 'tool_calls', message: { role: 'assistant', tool_calls: [OPENAI_CALL] } },
      { index: 0, finish_reason: 'tool_calls', message: { role: 'assistant' }, tool_calls: [OPENAI_CALL] },
    ].map((body) => event('gen_ai.choice', { 'gen_ai.event.content': JSON.stringify(body) }))
    const [, outputs] = messages(await snapshotOfSpan(OLD_CHAT, { events }))
    const call = { role: 'assistant', parts: [CALL], finish_reason: 'tool_calls' }

    expect(outputs).toStrictEqual([
      call,
      call,
      { role: 'assistant', parts: [text('Rai')], finish_reason: 'length' },
    ])
  })

  test('give way to the current attributes', async () => {
    const events = [
      event('gen_ai.user.message', { content: 'old' }),
      event('gen_ai.choice', { message: 'old' }),
    ]
    const of = { ...OLD_CHAT, 'gen_ai.input.messages': [QUESTION], 'gen_ai.output.messages': [ANSWER] }
    expect(messages(await snapshotOfSpan(of, { events }))).toStrictEqual([[QUESTION], [ANSWER]])
  })
})

test('the current event, logged: structured content, whatever the span holds', async () => {
  const details = logged('gen_ai.client.inference.operation.details', undefined, {
    ...OLD_CHAT,
    'gen_ai.input.messages': [QUESTION],
    'gen_ai.output.messages': [ANSWER],
    'gen_ai.system_instructions': SYSTEM.parts,
  })
  const { 'gen_ai.request.model': _model, ...of } = OLD_CHAT
  const snapshot = await withLogs(of, details, logged('unrelated', { content: 'x' }))

  expect(snapshot).toMatchObject({ ...FACTS, inputs: [{ name: 'systemInstructions' }, { name: 'messages' }] })
  expect(messages(snapshot)).toStrictEqual([[QUESTION], [ANSWER]])
})

describe('gen_ai.prompt and gen_ai.completion, up to 1.27', () => {
  const older = { ...OLD_CHAT, 'gen_ai.usage.prompt_tokens': 30, 'gen_ai.usage.completion_tokens': 5 }
  const {
    'gen_ai.usage.input_tokens': _in,
    'gen_ai.usage.output_tokens': _out,
    'gen_ai.operation.name': _op,
    ...of
  } = older
  const prompt = JSON.stringify([{ role: 'user', content: 'Weather in Paris?' }])
  const completion = JSON.stringify([{ role: 'assistant', content: 'Rainy.', finish_reason: 'stop' }])

  test.each<[where: string, of: Record<string, unknown>, more: object]>([
    ['on the span', { ...of, 'gen_ai.prompt': prompt, 'gen_ai.completion': completion }, {}],
    [
      'on events',
      of,
      {
        events: [
          event('gen_ai.content.prompt', { 'gen_ai.prompt': prompt }),
          event('gen_ai.content.completion', { 'gen_ai.completion': completion }),
        ],
      },
    ],
  ])('%s', async (_where, attributes, more) => {
    const snapshot = await snapshotOfSpan(attributes, more)

    expect(snapshot).toMatchObject(FACTS)
    expect(messages(snapshot)).toStrictEqual([[QUESTION], [ANSWER]])
    expect(snapshot.origin?.record).not.toHaveProperty('attributes')
    expect(snapshot.origin?.record).not.toHaveProperty('events')
  })

  test.each(['Weather in Paris?', '{"city":"Paris"}', '[1,2]', '[]', '{"cut'])(
    'the text %j',
    async (said) => {
      const snapshot = await snapshotOfSpan({ ...of, 'gen_ai.prompt': said, 'gen_ai.completion': said })
      expect(messages(snapshot)).toStrictEqual([
        [{ role: 'user', parts: [text(said)] }],
        [{ role: 'assistant', parts: [text(said)] }],
      ])
    },
  )
})

describe('OpenLLMetry', () => {
  const flat = {
    'gen_ai.system': 'openai',
    'llm.request.type': 'chat',
    'gen_ai.request.model': 'gpt-4o-mini',
    'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
    'gen_ai.prompt.0.role': 'system',
    'gen_ai.prompt.0.content': 'Be short.',
    'gen_ai.prompt.1.role': 'user',
    'gen_ai.prompt.1.content': '[{"type":"text","text":"Weather in Paris?"}]',
    'gen_ai.prompt.2.role': 'assistant',
    'gen_ai.prompt.2.tool_calls.0.id': 'c1',
    'gen_ai.prompt.2.tool_calls.0.name': 'get_weather',
    'gen_ai.prompt.2.tool_calls.0.arguments': '{"location":"Paris"}',
    'gen_ai.prompt.3.role': 'tool',
    'gen_ai.prompt.3.content': 'rainy',
    'gen_ai.prompt.3.tool_call_id': 'c1',
    'gen_ai.completion.0.role': 'assistant',
    'gen_ai.completion.0.content': 'Rainy.',
    'gen_ai.completion.0.finish_reason': 'stop',
    'llm.usage.total_tokens': 36,
    'gen_ai.usage.prompt_tokens': 30,
    'gen_ai.usage.completion_tokens': 5,
    'llm.is_streaming': false,
  }

  test('its flat attributes', async () => {
    const snapshot = await snapshotOfSpan(flat)

    expect(snapshot).toMatchObject({ ...FACTS, usage: { inputTokens: 30, outputTokens: 5, totalTokens: 36 } })
    expect(messages(snapshot)).toStrictEqual([[SYSTEM, QUESTION, ASKS_TOOL, TOOL_SAID], [ANSWER]])
    expect(snapshot.origin?.record?.['attributes']).toStrictEqual({ 'llm.is_streaming': false })
  })

  test('in any order, with hostile numbers and names', async () => {
    const snapshot = await snapshotOfSpan({
      'gen_ai.system': 'x',
      'gen_ai.completion.0.content': 'ok',
      'gen_ai.prompt.10.content': 'third',
      'gen_ai.prompt.9.content': 'second',
      'gen_ai.prompt.1.content': 'first',
      'gen_ai.prompt.1.__proto__': 'own',
      'gen_ai.prompt.99999999999.content': 'no index',
      'gen_ai.prompt.-1.content': 'no index',
    })
    const [inputs] = messages(snapshot)

    expect(inputs).toMatchObject([
      { parts: [text('first')] },
      { parts: [text('second')] },
      { parts: [text('third')] },
    ])
    expect(Object.getOwnPropertyDescriptor((inputs as object[])[0], '__proto__')?.value).toBe('own')
    expect(Object.keys(snapshot.origin?.record?.['attributes'] as object)).toHaveLength(3)
  })
})

describe('the AI SDK', () => {
  const doGenerate = {
    'operation.name': 'ai.generateText.doGenerate weather-bot',
    'ai.operationId': 'ai.generateText.doGenerate',
    'ai.telemetry.functionId': 'weather-bot',
    'ai.model.provider': 'openai.responses',
    'ai.model.id': 'gpt-4o-mini',
    'ai.settings.maxRetries': 2,
    'ai.prompt.messages': JSON.stringify([
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: [{ type: 'text', text: 'Weather in Paris?' }] },
    ]),
    'ai.prompt.tools': ['{"type":"function","name":"get_weather","inputSchema":{"type":"object"}}'],
    'ai.prompt.toolChoice': '{"type":"auto"}',
    'gen_ai.system': 'openai.responses',
    'gen_ai.request.model': 'gpt-4o-mini',
    'gen_ai.request.temperature': 0.5,
    'ai.response.finishReason': 'tool-calls',
    'ai.response.text': '',
    'ai.response.toolCalls':
      '[{"toolCallId":"c1","toolName":"get_weather","input":"{\\"location\\":\\"Paris\\"}"}]',
    'ai.response.model': 'gpt-4o-mini-2024-07-18',
    'gen_ai.response.finish_reasons': ['tool-calls'],
    'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
    'gen_ai.usage.input_tokens': 30,
    'gen_ai.usage.output_tokens': 5,
  }

  test('a call of its provider', async () => {
    const snapshot = await snapshotOfSpan(doGenerate)

    expect(snapshot).toMatchObject({
      functionName: 'chat weather-bot',
      modelParameters: {
        ...FACTS.modelParameters,
        provider: 'openai.responses',
        parameters: { temperature: 0.5 },
      },
      usage: FACTS.usage,
    })
    expect(messages(snapshot)).toStrictEqual([
      [SYSTEM, QUESTION],
      [{ role: 'assistant', parts: [CALL], finish_reason: 'tool-calls' }],
    ])
    expect(snapshot.inputs[1]).toStrictEqual({
      name: 'toolDefinitions',
      value: [{ type: 'function', name: 'get_weather', inputSchema: { type: 'object' } }],
      dataType: 'array',
    })
    expect(snapshot.origin?.record?.['attributes']).toMatchObject({
      'ai.prompt.toolChoice': '{"type":"auto"}',
    })
  })

  test.each<[what: string, of: object, parts: object[]]>([
    ['a text', { 'ai.response.text': 'Rainy.' }, [text('Rainy.')]],
    ['an object, which is its text', { 'ai.response.object': '{"sky":"grey"}' }, [text('{"sky":"grey"}')]],
    [
      'reasoning and a call of version 4',
      {
        'ai.response.reasoning': 'hm',
        'ai.response.toolCalls':
          '[{"toolCallType":"function","toolCallId":"c1","toolName":"get_weather","args":"{\\"location\\":\\"Paris\\"}"}]',
      },
      [{ type: 'reasoning', content: 'hm' }, CALL],
    ],
  ])('answers %s', async (_what, of, parts) => {
    const { 'ai.response.text': _text, 'ai.response.toolCalls': _calls, ...asked } = doGenerate
    const [, outputs] = messages(await snapshotOfSpan({ ...asked, ...of }))
    expect(outputs).toStrictEqual([{ role: 'assistant', parts, finish_reason: 'tool-calls' }])
  })

  test.each<[written: string, result: unknown]>([
    ['"rainy"', 'rainy'],
    ['"42"', '42'],
    ['42', 42],
    ['{"sky":"rain","n":9007199254740993}', { sky: 'rain', n: 9_007_199_254_740_993n }],
    ['"{\\"a\\":1}"', '"{\\"a\\":1}"'],
    ['no JSON', 'no JSON'],
  ])('a tool that gives %s', async (written, result) => {
    const snapshot = await snapshotOfSpan({
      'operation.name': 'ai.toolCall weather-bot',
      'ai.operationId': 'ai.toolCall',
      'ai.telemetry.functionId': 'weather-bot',
      'ai.toolCall.name': 'get_weather',
      'ai.toolCall.id': 'c1',
      'ai.toolCall.args': '{"location":"Paris"}',
      'ai.toolCall.result': written,
    })
    expect(snapshot.functionName).toBe('execute_tool get_weather')
    expect(snapshot.inputs).toStrictEqual([
      { name: 'arguments', value: { location: 'Paris' }, dataType: 'object' },
    ])
    expect(snapshot.outputs[0]?.value).toStrictEqual(result)
  })

  test('embeddings', async () => {
    const snapshot = await snapshotOfSpan({
      'ai.operationId': 'ai.embedMany.doEmbed',
      'ai.model.id': 'text-embedding-3-small',
      'ai.model.provider': 'openai.embedding',
      'ai.values': ['"Hi"', '"[x]"'],
      'ai.embeddings': ['[0.1,-0.25]', '[1,0]'],
      'ai.usage.tokens': 4,
    })
    expect(snapshot).toMatchObject({
      functionName: 'embeddings',
      modelParameters: { modelName: 'text-embedding-3-small', provider: 'openai.embedding' },
      inputs: [{ name: 'texts', value: ['Hi', '[x]'] }],
      outputs: [
        {
          name: 'embeddings',
          value: [
            [0.1, -0.25],
            [1, 0],
          ],
        },
      ],
      usage: { inputTokens: 4, outputTokens: 0, totalTokens: 4 },
    })
  })

  test('attributes that are not what they should be stay in the record', async () => {
    const of = {
      ...doGenerate,
      'ai.prompt.messages': '"x"',
      'ai.prompt.tools': 'x',
      'ai.response.text': 'ok',
    }
    const snapshot = await snapshotOfSpan(of)
    expect(snapshot.inputs).toStrictEqual([{ name: 'toolDefinitions', value: 'x', dataType: 'string' }])
    expect(snapshot.origin?.record?.['attributes']).toMatchObject({ 'ai.prompt.messages': '"x"' })
  })
})
