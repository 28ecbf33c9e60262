import { describe, expect, test } from 'vitest'
import { encode } from '../../snapshot/encode.js'
import { serializeSnapshot } from '../../snapshot/serialize.js'
import type { DecisionSnapshot, JsonValue } from '../../snapshot/types.js'
import { formatSnapshot } from './format-snapshot.js'
import { hasSameContent } from './same-content.js'
import { streamedReply } from '../testing/streamed-reply.js'

const text = (snapshot: DecisionSnapshot): string =>
  formatSnapshot(encode(snapshot, 'snapshot') as Record<string, JsonValue>)
const again = text(
  streamedReply({
    durationMs: 7,
    facts: { createdAt: '2027-01-01T00:00:00.000Z', executionTimeMs: 9, ownTimeMs: 2 },
  }),
)
const stored = text(streamedReply({}))

describe('a stored text says the same', () => {
  test.each<[string, string]>([
    ['as it is', stored],
    ['with the line ends of Windows', stored.replaceAll('\n', '\r\n')],
    [
      'in the layout of earlier versions',
      JSON.stringify(JSON.parse(serializeSnapshot(streamedReply({}))), null, 2),
    ],
    ['on one line', serializeSnapshot(streamedReply({}))],
  ])('%s', (_how, before) => {
    expect(hasSameContent(before, again)).toBe(true)
  })

  test('of another time, of other chance, in another environment', () => {
    const read = (seed: string, start: string): string => {
      const determinism = {
        seed: seed.repeat(64),
        clock: { start, readings: [[0, 1, 1] as [number, number, number]] },
        env: { REGION: seed },
      }
      return text(streamedReply({ facts: { determinism } }))
    }
    const [before, after] = [read('a', '2026-01-15T12:00:00.000Z'), read('b', '2027-01-15T12:00:00.000Z')]
    expect(before).not.toBe(after)
    expect(hasSameContent(before, after)).toBe(true)
    expect(hasSameContent(before.replace('"REGION":"a"', '"REGION":"b"'), after)).toBe(false)
  })

  test('where the facts are not even there', () => {
    const { executionTimeMs: _time, ownTimeMs: _own, ...bare } = streamedReply({})
    const { contentHash } = { ...bare }
    expect(hasSameContent(stored, text({ ...bare, contentHash }))).toBe(true)
  })
})

describe('a stored text does not say the same', () => {
  test.each<[string, string]>([
    ['when a word is another', text(streamedReply({ output: 'We refund her.' }))],
    [
      'when it was edited, even to the same words',
      stored.replace('"createdAt": "2026', '"createdAt": "2025'),
    ],
    ['when its hash was removed', stored.replace(/, "contentHash": "[^"]*"/, '')],
    ['when it is cut off', stored.slice(0, -20)],
    ['when it holds a conflict', `<<<<<<< HEAD\n${stored}`],
    ['when it is of another kind', '{"name":"package"}'],
    ['when it is null', 'null'],
    ['when it is empty', ''],
  ])('%s', (_how, before) => {
    expect(hasSameContent(before, again)).toBe(false)
  })
})

test('equal texts are the same, whatever they are', () => {
  expect(hasSameContent('x', 'x')).toBe(true)
})
