import { describe, expect, test } from 'vitest'
import type { Body, Effect, HttpEffect, JsonValue } from '../snapshot/types.js'
import { readModelFacts } from './index.js'

const SSE = 'text/event-stream; charset=utf-8'

function exchange(
  url: string,
  sent: JsonValue | Body,
  chunks: Body[] | undefined,
  type = 'application/json',
): HttpEffect {
  const body = isText(sent) ? sent : { json: sent as JsonValue }
  return {
    kind: 'http',
    request: { method: 'POST', url, body },
    ...(chunks === undefined ? {} : { response: { status: 200, headers: { 'content-type': type }, chunks } }),
    end: 'done',
    durationMs: 1,
  }
}
const isText = (sent: JsonValue | Body): sent is Body =>
  typeof sent === 'string' || (typeof sent === 'object' && sent !== null && 'lines' in sent)
const json = (value: JsonValue): Body[] => [{ json: value }]
const events = (...values: JsonValue[]): Body[] => values.map((value) => `data: ${JSON.stringify(value)}\n\n`)
const usage = (
  inputTokens: number,
  outputTokens: number,
  totalTokens = inputTokens + outputTokens,
): object => ({
  inputTokens,
  outputTokens,
  totalTokens,
})

describe('OpenAI chat completions', () => {
  const URL = 'https://api.openai.com/v1/chat/completions'
  const ASK = {
    model: 'small',
    messages: [],
    temperature: 0.2,
    seed: 7,
    tools: [],
    user: 'u1',
    prompt_cache_key: 'k',
    response_format: { type: 'json_object' },
  }

  test('plain', () => {
    const answer = {
      model: 'small-2026-01',
      choices: [],
      usage: {
        prompt_tokens: 11,
        completion_tokens: 4,
        total_tokens: 15,
        prompt_tokens_details: { cached_tokens: 8 },
      },
    }
    expect(readModelFacts([exchange(URL, ASK, json(answer))])).toEqual({
      modelParameters: {
        modelName: 'small',
        modelVersion: 'small-2026-01',
        provider: 'openai',
        parameters: { temperature: 0.2, seed: 7, response_format: { type: 'json_object' } },
      },
      usage: { ...usage(11, 4), cachedInputTokens: 8 },
    })
  })

  test('streamed, with usage at the end', () => {
    const chunks = events(
      { model: 'small-2026-01', choices: [{ delta: { content: 'a' } }], usage: null },
      {
        model: 'small-2026-01',
        choices: [],
        usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
      },
    )
    const facts = readModelFacts([
      exchange(URL, { ...ASK, stream: true, stream_options: {} }, [...chunks, 'data: [DONE]\n\n'], SSE),
    ])
    expect(facts).toMatchObject({ usage: usage(3, 2), modelParameters: { modelVersion: 'small-2026-01' } })
    expect(facts.modelParameters!.parameters).not.toHaveProperty('stream')
  })

  test('streamed, without usage', () => {
    const facts = readModelFacts([
      exchange(URL, ASK, [...events({ model: 'v', choices: [] }), 'data: [DONE]\n\n'], SSE),
    ])
    expect(facts).toMatchObject({ modelParameters: { modelVersion: 'v' } })
    expect(facts).not.toHaveProperty('usage')
  })

  test('streamed by Groq, which counts in a place of its own', () => {
    const chunks = events({
      model: 'l',
      x_groq: { usage: { prompt_tokens: 5, completion_tokens: 6, total_tokens: 11 } },
    })
    expect(
      readModelFacts([exchange('https://api.groq.com/openai/v1/chat/completions', ASK, chunks, SSE)]),
    ).toMatchObject({
      modelParameters: { provider: 'groq' },
      usage: usage(5, 6),
    })
  })

  test('without a total, it is the sum', () => {
    expect(
      readModelFacts([exchange(URL, ASK, json({ usage: { prompt_tokens: 2, completion_tokens: 3 } }))]).usage,
    ).toEqual(usage(2, 3))
  })
})

describe('OpenAI responses', () => {
  const URL = 'https://api.openai.com/v1/responses'
  const ASK = {
    model: 'big',
    input: 'hi',
    instructions: 'short',
    max_output_tokens: 50,
    previous_response_id: 'r0',
    reasoning: { effort: 'low' },
  }
  const PARAMETERS = { max_output_tokens: 50, reasoning: { effort: 'low' } }

  test('plain', () => {
    const answer = {
      model: 'big-1',
      usage: {
        input_tokens: 7,
        output_tokens: 20,
        output_tokens_details: { reasoning_tokens: 12 },
        total_tokens: 27,
      },
    }
    expect(readModelFacts([exchange(URL, ASK, json(answer))])).toEqual({
      modelParameters: {
        modelName: 'big',
        modelVersion: 'big-1',
        provider: 'openai',
        parameters: PARAMETERS,
      },
      usage: usage(7, 20),
    })
  })

  test('streamed: the last event holds the response', () => {
    const chunks = events(
      { type: 'response.created', response: { model: 'big-1', usage: null } },
      { type: 'response.output_text.delta', delta: 'x' },
      {
        type: 'response.completed',
        response: { model: 'big-1', usage: { input_tokens: 7, output_tokens: 3, total_tokens: 10 } },
      },
    )
    expect(readModelFacts([exchange(URL, { ...ASK, stream: true }, chunks, SSE)])).toMatchObject({
      usage: usage(7, 3),
      modelParameters: { modelVersion: 'big-1', parameters: PARAMETERS },
    })
  })
})

describe('Anthropic messages', () => {
  const URL = 'https://api.anthropic.com/v1/messages'
  const ASK = {
    model: 'son',
    max_tokens: 99,
    system: 's',
    messages: [],
    thinking: { type: 'enabled' },
    metadata: { user_id: 'u' },
  }

  test('plain, with a cache: what was read and written is input too', () => {
    const answer = {
      model: 'son-1',
      usage: {
        input_tokens: 10,
        cache_creation_input_tokens: 100,
        cache_read_input_tokens: 1000,
        output_tokens: 5,
      },
    }
    expect(readModelFacts([exchange(URL, ASK, json(answer))])).toEqual({
      modelParameters: {
        modelName: 'son',
        modelVersion: 'son-1',
        provider: 'anthropic',
        parameters: { max_tokens: 99, thinking: { type: 'enabled' } },
      },
      usage: { ...usage(1110, 5), cachedInputTokens: 1000 },
    })
  })

  test('streamed: input in the first event, output in the last, never both times', () => {
    const chunks = events(
      {
        type: 'message_start',
        message: {
          model: 'son-1',
          usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 },
        },
      },
      { type: 'ping' },
      { type: 'message_delta', delta: {}, usage: { output_tokens: 42 } },
      { type: 'message_stop' },
    ).map((chunk) => `event: x\n${chunk as string}`)
    expect(readModelFacts([exchange(URL, ASK, chunks, SSE)])).toMatchObject({
      usage: usage(15, 42),
      modelParameters: { modelVersion: 'son-1' },
    })
  })
})

describe('Google', () => {
  const URL = 'https://generativelanguage.googleapis.com/v1beta/models/flash:generateContent'
  const ASK = { contents: [], generationConfig: { temperature: 1, maxOutputTokens: 9 } }

  test('plain, with thoughts and tool use', () => {
    const counts = {
      promptTokenCount: 4,
      toolUsePromptTokenCount: 2,
      candidatesTokenCount: 3,
      thoughtsTokenCount: 30,
      totalTokenCount: 39,
    }
    expect(
      readModelFacts([exchange(URL, ASK, json({ modelVersion: 'flash-1', usageMetadata: counts }))]),
    ).toEqual({
      modelParameters: {
        modelName: 'flash',
        modelVersion: 'flash-1',
        provider: 'google',
        parameters: { temperature: 1, maxOutputTokens: 9 },
      },
      usage: usage(6, 33, 39),
    })
  })

  const parts: JsonValue[] = [
    { modelVersion: 'f', usageMetadata: { promptTokenCount: 4, totalTokenCount: 4 } },
    {
      modelVersion: 'f',
      usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 6, totalTokenCount: 10 },
    },
  ]
  test.each<[string, Body[], string]>([
    ['as events', events(...parts), SSE],
    ['as one JSON list', json(parts), 'application/json'],
    ['as the text of a list', [`${JSON.stringify(parts, null, 3)}\n`], 'application/json'],
  ])('streamed %s: later counts win', (_case, chunks, type) => {
    const url =
      'https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/flash:streamGenerateContent'
    expect(readModelFacts([exchange(url, ASK, chunks, type)])).toMatchObject({
      usage: usage(4, 6),
      modelParameters: { modelName: 'flash', provider: 'google-vertex' },
    })
  })

  test('without a configuration there are no parameters', () => {
    expect(readModelFacts([exchange(URL, { contents: [] }, json({}))])).toEqual({
      modelParameters: { modelName: 'flash', provider: 'google', parameters: {} },
    })
  })
})

describe('OpenAI embeddings', () => {
  const URL = 'https://api.openai.com/v1/embeddings'
  const ASK = { model: 'vectors', input: ['a'], encoding_format: 'base64', user: 'u' }
  const ANSWER = { model: 'vectors-1', data: [], usage: { prompt_tokens: 6, total_tokens: 6 } }

  test('plain', () => {
    expect(readModelFacts([exchange(URL, ASK, json(ANSWER))])).toEqual({
      modelParameters: {
        modelName: 'vectors',
        modelVersion: 'vectors-1',
        provider: 'openai',
        parameters: { encoding_format: 'base64' },
      },
      usage: usage(6, 0),
    })
  })

  test('before a question: the tokens count, the model is that which answered', () => {
    const chat = exchange(
      'https://api.openai.com/v1/chat/completions',
      { model: 'small', messages: [] },
      json({ usage: { prompt_tokens: 1, completion_tokens: 2 } }),
    )
    expect(readModelFacts([exchange(URL, ASK, json(ANSWER)), chat])).toEqual({
      modelParameters: { modelName: 'small', provider: 'openai', parameters: {} },
      usage: usage(7, 2),
    })
  })
})

describe('what was read from a cache, and the cost', () => {
  const CHAT = 'https://api.openai.com/v1/chat/completions'
  const chat = (counted: JsonValue): HttpEffect =>
    exchange(CHAT, { model: 'm', messages: [] }, json({ usage: counted }))
  const TOKENS = { prompt_tokens: 10, completion_tokens: 5 }

  const gemini = 'https://generativelanguage.googleapis.com/v1beta/models/flash:generateContent'
  test.each<[string, HttpEffect, object]>([
    [
      'OpenAI responses',
      exchange(
        'https://api.openai.com/v1/responses',
        { model: 'm', input: 'x' },
        json({ usage: { input_tokens: 10, output_tokens: 5, input_tokens_details: { cached_tokens: 8 } } }),
      ),
      { cachedInputTokens: 8 },
    ],
    ['Mistral', chat({ ...TOKENS, num_cached_tokens: 7 }), { cachedInputTokens: 7 }],
    ['DeepSeek', chat({ ...TOKENS, prompt_cache_hit_tokens: 0 }), { cachedInputTokens: 0 }],
    ['Together', chat({ ...TOKENS, cached_tokens: 2 }), { cachedInputTokens: 2 }],
    [
      'two places that say the same',
      chat({ ...TOKENS, prompt_cache_hit_tokens: 6, prompt_tokens_details: { cached_tokens: 6 } }),
      { cachedInputTokens: 6 },
    ],
    [
      'OpenRouter',
      chat({ ...TOKENS, cost: 0.00004, prompt_tokens_details: { cached_tokens: 3 } }),
      { cachedInputTokens: 3, cost: 0.00004 },
    ],
    ['OpenRouter, free of charge', chat({ ...TOKENS, cost: 0 }), { cost: 0 }],
    [
      'Google',
      exchange(
        gemini,
        { contents: [] },
        json({
          usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 5, cachedContentTokenCount: 9 },
        }),
      ),
      { cachedInputTokens: 9 },
    ],
    ['nothing said', chat({ ...TOKENS, prompt_tokens_details: null }), {}],
    ['no numbers', chat({ ...TOKENS, cost: '1', prompt_tokens_details: { cached_tokens: '1' } }), {}],
  ])('%s', (_provider, effect, more) => {
    expect(readModelFacts([effect]).usage).toEqual({ ...usage(10, 5), ...more })
  })

  const cached = (count: number): JsonValue => ({
    ...TOKENS,
    prompt_tokens_details: { cached_tokens: count },
  })
  const costing = (cost: number): JsonValue => ({ ...TOKENS, cost })
  test.each<[string, JsonValue[], object]>([
    ['cached, said by each', [cached(3), cached(0), cached(4)], { cachedInputTokens: 7 }],
    ['cached, said by the first', [cached(3), TOKENS, TOKENS], { cachedInputTokens: 3 }],
    ['cached, said by the last', [TOKENS, TOKENS, cached(0)], { cachedInputTokens: 0 }],
    ['cost, given by each', [costing(0.25), costing(0), costing(0.5)], { cost: 0.75 }],
    ['a cost the first did not give', [TOKENS, costing(1), costing(1)], {}],
    ['a cost one in between did not give', [costing(1), TOKENS, costing(1)], {}],
    ['a cost the last did not give', [costing(1), costing(1), TOKENS], {}],
  ])('of several calls: %s', (_case, counted, more) => {
    expect(readModelFacts(counted.map(chat)).usage).toEqual({ ...usage(30, 15), ...more })
  })

  test('a refused call costs nothing and hides nothing', () => {
    const refused = exchange(CHAT, { model: 'm', messages: [] }, json({ error: { message: 'slow down' } }))
    expect(readModelFacts([refused, chat(costing(2))]).usage).toEqual({ ...usage(10, 5), cost: 2 })
  })

  test('in a stream, a later count wins also where it is smaller', () => {
    const chunks = events(
      { usage: { ...TOKENS, cost: 5, prompt_tokens_details: { cached_tokens: 9 } } },
      { usage: { ...TOKENS, cost: 4, prompt_tokens_details: { cached_tokens: 2 } } },
    )
    const effect = exchange(CHAT, { model: 'm', messages: [] }, chunks, SSE)
    expect(readModelFacts([effect]).usage).toEqual({ ...usage(10, 5), cachedInputTokens: 2, cost: 4 })
  })
})

describe('hosts', () => {
  const ASK = { model: 'm', messages: [] }
  test.each([
    ['https://my-team.openai.azure.com/openai/deployments/x/chat/completions?api-version=1', 'azure'],
    ['https://openrouter.ai/api/v1/chat/completions', 'openrouter'],
    ['https://api.deepseek.com/chat/completions', 'deepseek'],
    ['https://api.mistral.ai/v1/chat/completions', 'mistral'],
    ['http://localhost:11434/v1/chat/completions', 'localhost'],
    ['https://llm.example.com/v1/chat/completions', 'llm.example.com'],
    ['https://notopenrouter.ai/v1/chat/completions', 'notopenrouter.ai'],
    ['https://api.openai.com.example.com/v1/chat/completions', 'api.openai.com.example.com'],
  ])('%s is %s', (url, provider) => {
    expect(readModelFacts([exchange(url, ASK, json({}))]).modelParameters).toEqual({
      modelName: 'm',
      provider,
      parameters: {},
    })
  })
})

describe('what is not a model call says nothing', () => {
  test.each<[string, Effect[]]>([
    ['no effects', []],
    ['a wrapped call', [{ kind: 'call', name: 'x', value: { usage: { prompt_tokens: 1 } }, durationMs: 1 }]],
    [
      'another URL',
      [
        exchange(
          'https://api.openai.com/v1/moderations',
          { model: 'e', input: 'x' },
          json({ usage: { prompt_tokens: 1 } }),
        ),
      ],
    ],
    [
      'no body',
      [
        {
          kind: 'http',
          request: { method: 'GET', url: 'https://api.openai.com/v1/chat/completions' },
          end: 'done',
          durationMs: 1,
        },
      ],
    ],
    ['a body that is no JSON', [exchange('https://api.openai.com/v1/chat/completions', 'a=1', json({}))]],
    ['a JSON list', [exchange('https://api.openai.com/v1/chat/completions', [1], json({}))]],
    [
      'a body without messages',
      [exchange('https://api.openai.com/v1/chat/completions', { model: 'm' }, json({}))],
    ],
    [
      'binary',
      [
        {
          ...exchange('https://h/v1/messages', {}, json({})),
          request: { method: 'POST', url: 'https://h/v1/messages', body: { base64: '/w==' } },
        },
      ],
    ],
  ])('%s', (_case, effects) => {
    expect(readModelFacts(effects)).toEqual({})
  })
})

describe('broken answers are no trouble', () => {
  const URL = 'https://api.openai.com/v1/chat/completions'
  const ASK = { model: 'm', messages: [] }
  const counted = { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }

  test.each<[string, Body[] | undefined, string]>([
    ['no response', undefined, ''],
    ['no body', [], 'application/json'],
    ['half a JSON text', ['{"usage":'], 'application/json'],
    ['a page', ['<html>'], 'text/html'],
    ['null', ['null'], 'application/json'],
    ['counts that are no numbers', json({ usage: { prompt_tokens: '1' } }), 'application/json'],
    ['usage that is a list', json({ usage: [1] }), 'application/json'],
    ['events that are no JSON', ['data: {"usage":\n\ndata: x\n\n: comment\n\n'], SSE],
    ['a model that is no text', json({ model: 5 }), 'application/json'],
  ])('%s', (_case, chunks, type) => {
    // No usage at all: none counted is not zero counted.
    expect(readModelFacts([exchange(URL, ASK, chunks, type)])).toEqual({
      modelParameters: { modelName: 'm', provider: 'openai', parameters: {} },
    })
  })

  const event = `data:${JSON.stringify({ model: 'é🎈', ...counted })}\n\n`
  test.each<[string, Body[]]>([
    ['cut between two lines', [event.slice(0, 20), event.slice(20)]],
    ['kept as lines', [{ lines: ['event: x', ...event.split('\n')] }]],
    ['with the line ends of Windows', [event.replaceAll('\n', '\r\n')]],
    ['among others that are broken', ['data: {"model":\n\n', event, 'data: [DONE]\n\n']],
    ['a character cut in half', splitAt(Buffer.from(event), Buffer.from(event).indexOf('🎈') + 2)],
  ])('an event %s is read', (_case, chunks) => {
    expect(readModelFacts([exchange(URL, ASK, chunks, SSE)])).toMatchObject({
      usage: usage(1, 2),
      modelParameters: { modelVersion: 'é🎈' },
    })
  })

  function splitAt(bytes: Buffer, index: number): Body[] {
    return [bytes.subarray(0, index), bytes.subarray(index)].map((part) => ({
      base64: part.toString('base64'),
    }))
  }

  const big = '{"model":"m",\n"messages":[],\n"seed":12345678901234567890}'
  test.each<[string, Body]>([
    ['text', big],
    ['lines', { lines: big.split('\n') }],
  ])('a request kept as %s for its big integers', (_form, sent) => {
    expect(readModelFacts([exchange(URL, sent, json(counted))])).toMatchObject({
      usage: usage(1, 2),
      modelParameters: { modelName: 'm' },
    })
  })

  test('a request without a model', () => {
    expect(readModelFacts([exchange(URL, { messages: [] }, json({}))]).modelParameters!.modelName).toBe(
      'unknown',
    )
  })
})

test('several calls: the parameters of the first, the tokens of all', () => {
  const openai = (model: string, count: number): HttpEffect =>
    exchange(
      'https://api.openai.com/v1/chat/completions',
      { model, messages: [] },
      json({ usage: { prompt_tokens: count, completion_tokens: 1, total_tokens: count + 1 } }),
    )
  const anthropic = exchange(
    'https://api.anthropic.com/v1/messages',
    { model: 'x', messages: [] },
    json({ usage: { input_tokens: 100, output_tokens: 10 } }),
  )
  const facts = readModelFacts([
    openai('first', 1),
    { kind: 'call', name: 'crm', value: 1, durationMs: 1 },
    openai('second', 2),
    anthropic,
  ])
  expect(facts).toEqual({
    modelParameters: { modelName: 'first', provider: 'openai', parameters: {} },
    usage: { inputTokens: 103, outputTokens: 12, totalTokens: 115 },
  })
})
