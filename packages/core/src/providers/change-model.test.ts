import { describe, expect, test } from 'vitest'
import type { HttpRequest, JsonValue } from '../snapshot/types.js'
import { changeModel } from './change-model.js'
import type { ModelChange } from './provider.js'

const request = (url: string, json: JsonValue): HttpRequest => ({ method: 'POST', url, body: { json } })
const messages = [{ role: 'user', content: 'Hi' }]
const both = { modelName: 'new', parameters: { temperature: 0.9, seed: 7 } }

describe('each provider, in its own place', () => {
  test.each<[string, HttpRequest, ModelChange, HttpRequest]>([
    [
      'chat completions',
      request('https://api.openai.com/v1/chat/completions', {
        model: 'old',
        messages,
        temperature: 0,
        top_p: 1,
      }),
      both,
      request('https://api.openai.com/v1/chat/completions', {
        model: 'new',
        messages,
        temperature: 0.9,
        top_p: 1,
        seed: 7,
      }),
    ],
    [
      'chat completions, the model alone',
      request('https://h/chat/completions', { model: 'old', messages, temperature: 0 }),
      { modelName: 'new' },
      request('https://h/chat/completions', { model: 'new', messages, temperature: 0 }),
    ],
    [
      'responses, a parameter alone',
      request('https://api.openai.com/v1/responses', { model: 'old', input: 'Hi' }),
      { parameters: { reasoning: { effort: 'low' } } },
      request('https://api.openai.com/v1/responses', {
        model: 'old',
        input: 'Hi',
        reasoning: { effort: 'low' },
      }),
    ],
    [
      'messages',
      request('https://api.anthropic.com/v1/messages', { model: 'old', messages, max_tokens: 5 }),
      { modelName: 'new', parameters: { max_tokens: 9 } },
      request('https://api.anthropic.com/v1/messages', { model: 'new', messages, max_tokens: 9 }),
    ],
    [
      'generateContent',
      request('https://h/v1beta/models/old:generateContent?key=%5Bredacted:api-key%5D', {
        contents: [],
        generationConfig: { topK: 1 },
      }),
      { modelName: 'new$&/x', parameters: { temperature: 1 } },
      request('https://h/v1beta/models/new%24%26%2Fx:generateContent?key=%5Bredacted:api-key%5D', {
        contents: [],
        generationConfig: { topK: 1, temperature: 1 },
      }),
    ],
    [
      'streamGenerateContent without a config',
      request('https://h/models/old:streamGenerateContent', { contents: [] }),
      both,
      request('https://h/models/new:streamGenerateContent', {
        contents: [],
        generationConfig: both.parameters,
      }),
    ],
  ])('%s', (_what, before, change, after) => {
    const kept = structuredClone(before)
    expect(changeModel(before, change)).toEqual(after)
    expect(before).toEqual(kept)
  })
})

test('the form of a body stays', () => {
  const body = { json: { model: 'old', messages }, indent: 2, newline: true as const }
  expect(
    changeModel({ method: 'POST', url: 'https://h/chat/completions', body }, { modelName: 'new' })?.body,
  ).toEqual({
    ...body,
    json: { model: 'new', messages },
  })
})

test.each<[string, HttpRequest]>([
  ['a request to nobody known', request('https://h/answer', { model: 'old', messages })],
  ['an embedding, which answers nothing', request('https://h/v1/embeddings', { model: 'old', input: 'Hi' })],
  ['no body', { method: 'GET', url: 'https://h/chat/completions' }],
  [
    'a body with big integers, which is kept as text',
    {
      method: 'POST',
      url: 'https://h/chat/completions',
      body: '{"model":"m","messages":[],"seed":12345678901234567890}',
    },
  ],
])('%s is left alone', (_what, left) => {
  expect(changeModel(left, both)).toBeUndefined()
})

test.each(['model', 'messages', 'tools', 'stream'])('%s is no parameter', (name) => {
  expect(() =>
    changeModel(request('https://h/chat/completions', { model: 'old', messages }), {
      parameters: { [name]: 1 },
    }),
  ).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(`"${name}"`) }),
  )
})
