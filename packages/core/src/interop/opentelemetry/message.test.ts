import { expect, test } from 'vitest'
import { toMessage } from './message.js'

const CALL = { type: 'tool_call', id: 'c1', name: 'get_weather', arguments: { location: 'Paris' } }
const text = (content: unknown): object => ({ type: 'text', content })

test.each<[what: string, given: object, message: object]>([
  ['a text', { role: 'user', content: 'Hi' }, { role: 'user', parts: [text('Hi')] }],
  ['no role', { content: 'Hi' }, { role: 'fallback', parts: [text('Hi')] }],
  ['an empty role', { role: '', content: 'Hi' }, { role: 'fallback', parts: [text('Hi')] }],
  ['no content', { role: 'user', content: null }, { role: 'user', parts: [] }],
  ['an empty text', { role: 'user', content: '' }, { role: 'user', parts: [text('')] }],
  [
    'a text that is JSON',
    { role: 'user', content: '{"a":1.0}' },
    { role: 'user', parts: [text('{"a":1.0}')] },
  ],
  ['a text that is a list', { role: 'user', content: '[1]' }, { role: 'user', parts: [text('[1]')] }],
  ['an empty list', { role: 'user', content: [] }, { role: 'user', parts: [text([])] }],
  ['a list of texts', { role: 'user', content: ['a'] }, { role: 'user', parts: [text(['a'])] }],
  [
    'parts of OpenAI, one of them unknown',
    {
      role: 'user',
      content: [
        { type: 'text', text: 'a' },
        { type: 'image_url', image_url: { url: 'u' } },
      ],
    },
    { role: 'user', parts: [text('a'), { type: 'image_url', image_url: { url: 'u' } }] },
  ],
  [
    'parts as JSON',
    { role: 'user', content: '[{"type":"text","text":"a"}]' },
    { role: 'user', parts: [text('a')] },
  ],
  ['parts of Bedrock', { role: 'user', content: '[{"text":"a"}]' }, { role: 'user', parts: [text('a')] }],
  [
    'a text with more to it',
    { role: 'user', content: [{ type: 'text', text: 'a', cache: true }] },
    { role: 'user', parts: [{ type: 'text', text: 'a', cache: true }] },
  ],
  [
    'calls of OpenAI',
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Paris"}' } },
      ],
    },
    { role: 'assistant', parts: [CALL] },
  ],
  [
    'calls as JSON',
    {
      role: 'assistant',
      tool_calls:
        '[{"id":"c1","type":"function","function":{"name":"get_weather","arguments":"{\\"location\\":\\"Paris\\"}"}}]',
    },
    { role: 'assistant', parts: [CALL] },
  ],
  [
    'calls of the AI SDK 6',
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'hm' },
        { type: 'tool-call', toolCallId: 'c1', toolName: 'get_weather', input: { location: 'Paris' } },
      ],
    },
    { role: 'assistant', parts: [{ type: 'reasoning', content: 'hm' }, CALL] },
  ],
  [
    'results of the AI SDK 6',
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'c1', toolName: 'w', output: { type: 'text', value: 'rain' } },
      ],
    },
    {
      role: 'tool',
      parts: [{ type: 'tool_call_response', id: 'c1', response: { type: 'text', value: 'rain' } }],
    },
  ],
  [
    'a result',
    { role: 'tool', id: 'c1', content: '{"high":14}' },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: '{"high":14}' }] },
  ],
  [
    'a result of OpenAI',
    { role: 'tool', tool_call_id: 'c1', content: 'rain' },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'rain' }] },
  ],
  [
    'what it does not know beside the rest',
    { role: 'user', content: 'Hi', name: 'Ann', id: 'm1', finish_reason: 'stop' },
    { role: 'user', parts: [text('Hi')], finish_reason: 'stop', name: 'Ann', id: 'm1' },
  ],
  ['the current shape, which is left alone', { parts: [], content: 'x' }, { parts: [], content: 'x' }],
  [
    'the current shape',
    { role: 'user', parts: [text('Hi')], name: 'Ann' },
    { role: 'user', parts: [text('Hi')], name: 'Ann' },
  ],
])('reads %s', (_what, given, message) => {
  expect(toMessage(given as never, 'fallback')).toStrictEqual(message)
})

test('keeps keys of any name', () => {
  const given = JSON.parse('{"content":"Hi","__proto__":{"role":"system"}}') as never
  const message = toMessage(given, 'user')

  expect(message['role']).toBe('user')
  expect(Object.getOwnPropertyDescriptor(message, '__proto__')?.value).toStrictEqual({ role: 'system' })
})
