import { describe, expect, test } from 'vitest'
import { parseSnapshot, serializeSnapshot } from './serialize.js'
import type { DecisionSnapshot } from './types.js'

const snapshot: DecisionSnapshot = {
  format: 'retrial/1',
  id: 'triage/1',
  functionName: 'triage',
  inputs: [{ name: 'input', value: { $date: 'not a tag', at: new Date(0) }, dataType: 'object' }],
  outputs: [{ name: 'result', value: undefined, dataType: 'undefined' }],
  effects: [],
  tags: { team: 'refunds' },
  createdAt: '2026-01-02T03:04:05.678Z',
  contentHash: 'sha256:0',
}

describe('serializeSnapshot', () => {
  test('writes one line', () => {
    expect(serializeSnapshot(snapshot)).not.toContain('\n')
  })

  test('gives back what was written', () => {
    expect(parseSnapshot(serializeSnapshot(snapshot))).toStrictEqual(snapshot)
  })

  test('refuses what cannot be kept, by its path', () => {
    const inputs = [{ name: 'input', value: () => 1, dataType: 'object' }]

    expect(() => serializeSnapshot({ ...snapshot, inputs })).toThrow(
      expect.objectContaining({
        code: 'NOT_SERIALIZABLE',
        message: expect.stringContaining('snapshot.inputs[0].value is a function'),
      }),
    )
  })
})

describe('parseSnapshot refuses', () => {
  const without = (field: keyof DecisionSnapshot): object => {
    const { [field]: _left, ...rest } = snapshot
    return rest
  }
  const request = { method: 'GET', url: 'https://a.example/' }

  test.each<[string, string, string]>([
    ['no text', '', 'cannot be read'],
    ['a broken text', serializeSnapshot(snapshot).slice(0, -10), 'cannot be read'],
    [
      'a broken tag',
      serializeSnapshot(snapshot).replace('{"$undefined":true}', '{"$bigint":"x"}'),
      'cannot be read',
    ],
    ['tags nested too deep', `${'['.repeat(100_000)}{"$map":[]}${']'.repeat(100_000)}`, 'cannot be read'],
    ['null', 'null', 'not an object'],
    ['a number', '7', 'not an object'],
    ['a list', '[]', 'its format is undefined'],
    [
      'no format',
      JSON.stringify(without('format')),
      'its format is undefined, this version reads "retrial/1"',
    ],
    ['a newer format', JSON.stringify({ ...snapshot, format: 'retrial/2' }), 'its format is "retrial/2"'],
    ...(['id', 'functionName', 'createdAt', 'contentHash'] as const).map(
      (field): [string, string, string] => [
        `no ${field}`,
        JSON.stringify(without(field)),
        `"${field}" is not a string`,
      ],
    ),
    ...(['inputs', 'outputs', 'effects'] as const).map((field): [string, string, string] => [
      `${field} that are no list`,
      JSON.stringify({ ...snapshot, [field]: {} }),
      `"${field}" is not a list`,
    ]),
    ['no tags', JSON.stringify(without('tags')), '"tags" is not an object'],
    ['null as tags', JSON.stringify({ ...snapshot, tags: null }), '"tags" is not an object'],
    [
      'arguments that are no list',
      JSON.stringify({ ...snapshot, effects: [{ kind: 'call', name: 'a', args: { 0: 1 } }] }),
      'effects[0]',
    ],
    ['an effect of no kind', JSON.stringify({ ...snapshot, effects: [{ kind: 'http' }] }), 'effects[0]'],
    ...[
      { request: { ...request, body: { lines: 'a' } } },
      { request: { ...request, body: null } },
      { request, response: { chunks: 'a' } },
      { request, response: { chunks: ['a', { base64: 1 }] } },
    ].map((exchange): [string, string, string] => [
      `an exchange ${JSON.stringify(exchange)}`,
      JSON.stringify({ ...snapshot, effects: [{ kind: 'http', ...exchange }] }),
      'effects[0]',
    ]),
    ...[
      null,
      [],
      'x',
      { seed: 'abc' },
      { seed: 'G'.repeat(64) },
      { clock: [] },
      { clock: { start: 'yesterday', readings: [] } },
      { clock: { start: '2026-01-02T03:04:05.678Z', readings: 'x' } },
      { clock: { start: '2026-01-02T03:04:05.678Z', readings: [[0, 1]] } },
      { clock: { start: '2026-01-02T03:04:05.678Z', readings: [[-1, 1, 1]] } },
      { clock: { start: '2026-01-02T03:04:05.678Z', readings: [[0, '1', 1]] } },
      { clock: { start: '2026-01-02T03:04:05.678Z', readings: [[0, 1, 0]] } },
      { performance: { start: '5', readings: [] } },
      { env: [] },
      { env: { A: 1 } },
    ].map((determinism): [string, string, string] => [
      `readings ${JSON.stringify(determinism)}`,
      JSON.stringify({ ...snapshot, determinism }),
      '"determinism"',
    ]),
    ...[
      { tags: { team: 1 } },
      { tags: ['a'] },
      { moduleName: 4 },
      { executionTimeMs: '5' },
      { ownTimeMs: null },
      { usage: 'x' },
      { usage: { inputTokens: 1, outputTokens: 2 } },
      { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3, cost: '1' } },
      { modelParameters: { modelName: 5, parameters: {} } },
      { modelParameters: { modelName: 'gpt-5-mini', parameters: [] } },
      { modelParameters: 'gpt-5-mini' },
      { error: 'down' },
      { error: { name: 'E' } },
      { error: { name: 3, message: 'down' } },
      { error: { name: 'E', message: 'down', code: {} } },
    ].map((fact): [string, string, string] => [
      `facts ${JSON.stringify(fact)}`,
      JSON.stringify({ ...snapshot, ...fact }),
      `"${Object.keys(fact)[0]}" is not`,
    ]),
    [
      'a confidence that is a text',
      JSON.stringify({ ...snapshot, outputs: [{ ...snapshot.outputs[0], confidence: 'x' }] }),
      'outputs[0]',
    ],
    ['an input that is null', JSON.stringify({ ...snapshot, inputs: [null] }), 'inputs[0]'],
    ['no outcome', JSON.stringify({ ...snapshot, outputs: [] }), 'neither an output nor an error'],
  ])('%s', (_what, text, message) => {
    expect(() => parseSnapshot(text)).toThrow(
      expect.objectContaining({
        name: 'ValueError',
        code: 'INVALID_SNAPSHOT',
        message: expect.stringContaining(message),
      }),
    )
  })

  test('and says what lies behind it', () => {
    expect(() => parseSnapshot('{')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }))
  })
})

test.each([
  undefined,
  'text',
  { lines: ['a', 'b'] },
  { json: [1], indent: 2 },
  { json: [1], spaced: true, newline: true },
  { base64: 'AA==' },
] as const)('a body %j is read', (body) => {
  const chunks = body === undefined ? [] : [body, body]
  const effect = {
    kind: 'http',
    request: { method: 'POST', url: 'https://a.example/', ...(body === undefined ? {} : { body }) },
    response: { status: 200, headers: {}, chunks },
    end: 'done',
    durationMs: 1,
  }
  const recorded = { ...snapshot, effects: [effect] } as unknown as DecisionSnapshot
  expect(parseSnapshot(serializeSnapshot(recorded))).toStrictEqual(recorded)
})

test.each([
  {},
  { seed: '0123456789abcdef'.repeat(4) },
  { clock: { start: '2026-01-02T03:04:05.678Z', readings: [] } },
  {
    clock: {
      start: '2026-01-02T03:04:05.678Z',
      readings: [
        [0, 0, 2],
        [3, -5, 1],
      ],
      omitted: 7,
    },
    performance: { start: 12.345, readings: [[0, 0.001, 1]] },
    env: { A: 'a', B: null, constructor: 'c' },
  },
])('readings %j are read', (determinism) => {
  const recorded = { ...snapshot, determinism } as unknown as DecisionSnapshot
  expect(parseSnapshot(serializeSnapshot(recorded))).toStrictEqual(recorded)
})

test('an error stands in for outputs', () => {
  const failed = { ...snapshot, outputs: [], error: { name: 'Error', message: 'down' } }

  expect(parseSnapshot(serializeSnapshot(failed))).toStrictEqual(failed)
})
