import { describe, expect, test } from 'vitest'
import { contentHash } from '../../snapshot/content-hash.js'
import { encode } from '../../snapshot/encode.js'
import { parseSnapshot } from '../../snapshot/serialize.js'
import type { DecisionSnapshot, JsonValue } from '../../snapshot/types.js'
import { formatContent, formatSnapshot } from './format-snapshot.js'
import { sampleSnapshot } from '../testing/sample-snapshot.js'
import { streamedReply } from '../testing/streamed-reply.js'

type JsonObject = Record<string, JsonValue>

const written = (snapshot: object): JsonObject => encode(snapshot, 'snapshot') as JsonObject
const text = (snapshot: object): string => formatSnapshot(written(snapshot))
const lines = (snapshot: object): string[] => text(snapshot).split('\n')
const shuffled = (snapshot: object): object => Object.fromEntries(Object.entries(snapshot).reverse())

/** The lines that are in one text only, as the diff of a change in place shows them. */
function changedLines(before: string, after: string): [string, string][] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  expect(now).toHaveLength(old.length)
  return old.flatMap((line, index) => (line === now[index] ? [] : [[line.trim(), now[index]!.trim()]]))
}

test('a whole snapshot', () => {
  const snapshot = streamedReply({ output: 'We refund 39.90 EUR.', durationMs: 34.616 })
  expect(text(snapshot)).toBe(`{
  "format": "retrial/1",
  "id": "replies/angry-customer",
  "functionName": "draft-reply",
  "tags": {
    "team": "refunds",
    "tier": "gold"
  },
  "inputs": [
    {
      "name": "ticket",
      "value": {
        "text": "Where is my money?",
        "at": { "$date": "2026-01-15T12:00:00.000Z" },
        "embedding": [0.25, -0.5, 1, 0, 2, 3, 4, 5]
      },
      "dataType": "object"
    }
  ],
  "outputs": [
    {
      "name": "result",
      "value": {
        "reply": "We refund 39.90 EUR.",
        "attachments": []
      },
      "dataType": "object"
    }
  ],
  "modelParameters": {
    "modelName": "small",
    "parameters": {
      "max_tokens": 300,
      "temperature": 0
    }
  },
  "usage": {
    "inputTokens": 78,
    "outputTokens": 41,
    "totalTokens": 119
  },
  "effects": [
    {
      "kind": "http",
      "request": {
        "method": "POST",
        "url": "https://api.example.com/v1/messages",
        "body": {
          "json": {
            "model": "small",
            "messages": [
              {
                "role": "user",
                "content": "Where is my money?"
              }
            ]
          }
        }
      },
      "response": {
        "status": 200,
        "headers": {
          "content-type": "text/event-stream",
          "request-id": "req_1"
        },
        "chunks": [
          { "lines": [
            "event: delta",
            "data: {\\"text\\":\\"We refund 39.90 EUR.\\"}",
            "",
            ""
          ] },
          "data: [DONE]\\n\\n"
        ]
      },
      "end": "done"
    },
    {
      "kind": "http",
      "request": {
        "method": "GET",
        "url": "https://crm.example.com/c-1"
      },
      "response": {
        "status": 200,
        "headers": {
          "content-type": "application/json"
        },
        "chunks": [
          {
            "json": {
              "tier": "gold"
            },
            "newline": true
          }
        ]
      },
      "end": "done"
    }
  ],
  "createdAt": "2026-01-15T12:00:00.000Z", "executionTimeMs": 40, "ownTimeMs": 4, "contentHash": "${snapshot.contentHash}", "effectDurationsMs": [34.616,34.616]
}
`)
})

describe('the text', () => {
  const full = streamedReply({})

  test('reads as the snapshot it came from', () => {
    expect(parseSnapshot(text(full))).toStrictEqual(full)
    expect(contentHash(parseSnapshot(text(full)))).toBe(full.contentHash)
  })

  test('is the same in whatever order the fields and the unordered maps came', () => {
    const other = shuffled({
      ...full,
      tags: shuffled(full.tags),
      modelParameters: { ...full.modelParameters!, parameters: shuffled(full.modelParameters!.parameters) },
      effects: full.effects.map((effect) =>
        effect.kind === 'http'
          ? { ...effect, response: { ...effect.response!, headers: shuffled(effect.response!.headers) } }
          : effect,
      ),
    })
    expect(text(other)).toBe(text(full))
  })

  test.each<[string, Partial<DecisionSnapshot>]>([
    ['tags', { tags: { b: '1', a: '2' } }],
    ['parameters', { modelParameters: { modelName: 'm', parameters: { b: 1, a: 2 } } }],
    [
      'hyperparameters',
      { modelParameters: { modelName: 'm', parameters: {}, hyperparameters: { b: 1, a: 2 } } },
    ],
    ['dependencies', { context: { dependencies: { b: '1', a: '2' } } }],
    ['environment variables', { context: { environmentVariables: { b: '1', a: '2' } } }],
    ['hardware', { context: { hardwareInfo: { b: 1, a: 2 } } }],
    ['lexemes', { origin: { system: 'jsonl', lexemes: { b: '1.0', a: '2.0' } } }],
  ])('has %s sorted', (_what, part) => {
    expect(text(sampleSnapshot('x', part))).toMatch(/"a": "?2(?:\.0)?"?,\s+"b": "?1/)
  })

  test.each<[string, Partial<DecisionSnapshot>]>([
    ['inputs', { inputs: [{ name: 'i', value: { b: 1, a: 2 }, dataType: 'object' }] }],
    ['outputs', { outputs: [{ name: 'o', value: { b: 1, a: 2 }, dataType: 'object' }] }],
    ['values of effects', { effects: [{ kind: 'call', name: 'crm', value: { b: 1, a: 2 }, durationMs: 1 }] }],
    ['maps in parameters', { modelParameters: { modelName: 'm', parameters: { schema: { b: 1, a: 2 } } } }],
    [
      'bodies',
      {
        effects: [
          {
            kind: 'http',
            request: { method: 'POST', url: 'https://a.example/', body: { json: { b: 1, a: 2 } } },
            end: 'error',
            durationMs: 1,
          },
        ],
      },
    ],
    ['the record of another system', { origin: { system: 'jsonl', record: { b: 1, a: 2 } } }],
  ])('leaves %s in their order, which code may depend on', (_what, part) => {
    const printed = text(sampleSnapshot('x', part))
    expect(printed).toMatch(/"b": 1,\s+"a": 2/)
  })

  test('keeps fields that it does not know, before the facts', () => {
    const snapshot = { ...sampleSnapshot('a'), reviewed: [{ z: 1 }], note: 'x' }
    const printed = lines(snapshot)
    expect(printed.slice(-10)).toEqual([
      '  "effects": [],',
      '  "reviewed": [',
      '    {',
      '      "z": 1',
      '    }',
      '  ],',
      '  "note": "x",',
      expect.stringMatching(/^ {2}"createdAt": /) as string,
      '}',
      '',
    ])
    expect(JSON.parse(text(snapshot))).toStrictEqual(snapshot)
  })

  test('names only the facts there are', () => {
    const { contentHash: hash } = sampleSnapshot('a')
    expect(lines(sampleSnapshot('a')).at(-3)).toBe(
      `  "createdAt": "2026-01-15T12:00:00.000Z", "contentHash": "${hash}"`,
    )
  })

  test.each<[string, Partial<DecisionSnapshot>]>([
    [
      'no effects but a value that looks like one',
      { inputs: [{ name: 'i', value: { effects: [{ durationMs: 1 }] }, dataType: 'object' }] },
    ],
    [
      'tags named like those of a prototype',
      { tags: JSON.parse('{"constructor":"b","__proto__":"a"}') as Record<string, string> },
    ],
    [
      'a parameter that is absent by name',
      { modelParameters: { modelName: 'm', parameters: { a: undefined } } },
    ],
    ['a time that is no number', { executionTimeMs: Number.NaN }],
    ['an outcome that is an error', { outputs: [], error: { name: 'Error', message: 'down' } }],
  ])('of %s reads as it was', (_what, part) => {
    const snapshot = sampleSnapshot('a', part)
    expect(parseSnapshot(text(snapshot))).toStrictEqual(snapshot)
  })
})

describe('the diff', () => {
  test('of one word of an output is its line and that of the facts', () => {
    const before = streamedReply({})
    const { effects: effects } = streamedReply({ durationMs: 31 })
    const after = streamedReply({ output: 'We will refund you.', facts: { executionTimeMs: 41 } })
    expect(changedLines(text(before), text({ ...after, effects }))).toEqual([
      ['"reply": "We refund you.",', '"reply": "We will refund you.",'],
      [
        expect.stringMatching(/^"createdAt".*"contentHash"/),
        expect.stringMatching(/^"createdAt".*"contentHash"/),
      ],
    ])
  })

  test('of another recording of the same is that of the facts alone', () => {
    const changed = changedLines(
      text(streamedReply({ durationMs: 1 })),
      text(streamedReply({ durationMs: 2 })),
    )
    expect(changed.map(([line]) => line.slice(0, 12))).toEqual(['"createdAt":'])
  })

  test('of one number of an embedding is one line', () => {
    const vector = Array.from({ length: 1_536 }, (_, index) => index / 7)
    const input = (value: number[]): object =>
      sampleSnapshot('a', { inputs: [{ name: 'i', value, dataType: 'array' }] })
    expect(changedLines(text(input(vector)), text(input(vector.with(700, 0))))).toHaveLength(2)
  })
})

describe('the content', () => {
  const content = (snapshot: object): string => formatContent(written(snapshot))

  test('is the same for another recording of the same', () => {
    const facts = { createdAt: '2027-01-01T00:00:00.000Z', executionTimeMs: 1, ownTimeMs: 2 }
    expect(content(streamedReply({ durationMs: 5, facts }))).toBe(content(streamedReply({})))
  })

  test.each<[string, (snapshot: DecisionSnapshot) => object]>([
    ['an output', (s) => ({ ...s, outputs: [{ ...s.outputs[0], value: 'other' }] })],
    [
      'the order of the keys of an output',
      (s) => ({ ...s, outputs: [{ ...s.outputs[0], value: shuffled(s.outputs[0]!.value as object) }] }),
    ],
    ['a tag', (s) => ({ ...s, tags: { ...s.tags, team: 'x' } })],
    [
      'the id of a response',
      (s) => ({ ...s, effects: JSON.parse(JSON.stringify(s.effects).replace('req_1', 'req_2')) as object }),
    ],
    ['an effect less', (s) => ({ ...s, effects: s.effects.slice(1) })],
    [
      'a duration that is an input',
      (s) => ({ ...s, inputs: [{ name: 'durationMs', value: { durationMs: 1 }, dataType: 'object' }] }),
    ],
    ['a field of which nothing is known', (s) => ({ ...s, accepted: [] })],
    ['the id', (s) => ({ ...s, id: 'other' })],
  ])('is not for %s', (_what, change) => {
    expect(content(change(streamedReply({})))).not.toBe(content(streamedReply({})))
  })
})

test('accepted variants stand beside the outcome, in plain text', () => {
  const accepted = [
    {
      outputs: [{ name: 'result', value: { at: new Date(0) }, dataType: 'object' }],
      acceptedAt: '2026-02-01T00:00:00.000Z',
      note: 'as good',
    },
  ]
  const printed = text(sampleSnapshot('a', { accepted }))
  expect(printed).toContain(`"accepted": [
    {
      "outputs": [
        {
          "name": "result",
          "value": {
            "at": { "$date": "1970-01-01T00:00:00.000Z" }
          },
          "dataType": "object"
        }
      ],
      "acceptedAt": "2026-02-01T00:00:00.000Z",
      "note": "as good"
    }
  ],
  "effects"`)
  expect(parseSnapshot(printed).accepted).toStrictEqual(accepted)
  const renewed = text(sampleSnapshot('a', { accepted, createdAt: '2027-01-01T00:00:00.000Z' }))
  expect(changedLines(printed, renewed)).toHaveLength(1)
})
