import { describe, expect, test } from 'vitest'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { parseSnapshot, serializeSnapshot } from './serialize.js'
import type { CallEffect, JsonValue } from './types.js'

const call = (name: string, durationMs?: number): CallEffect =>
  ({ kind: 'call', name, value: 1, ...(durationMs === undefined ? {} : { durationMs }) }) as CallEffect

/** The durations of a text whose effects are these, with this field beside them. */
function read(effects: CallEffect[], effectDurationsMs: JsonValue): (number | undefined)[] {
  const written = JSON.parse(serializeSnapshot(sampleSnapshot('a', { effects }))) as object
  const snapshot = parseSnapshot(JSON.stringify({ ...written, effectDurationsMs }))
  return snapshot.effects.map(({ durationMs }) => durationMs)
}

describe('durations that stand beside the effects', () => {
  test.each<[string, CallEffect[], JsonValue, (number | undefined)[]]>([
    ['are given to them in order', [call('a'), call('b')], [1.5, 2], [1.5, 2]],
    ['leave those alone that have their own', [call('a', 7), call('b')], [1, 2], [7, 2]],
    ['leave those without that had none', [call('a'), call('b')], [null, 2], [undefined, 2]],
    ['are 0 where an effect was added by hand', [call('a'), call('b')], [1], [1, 0]],
    ['are dropped where an effect was deleted by hand', [call('a')], [1, 2], [1]],
    ['may be no number', [call('a')], [{ $number: 'NaN' }], [Number.NaN]],
  ])('%s', (_what, effects, durations, expected) => {
    expect(read(effects, durations)).toEqual(expected)
  })

  test('are no field of the snapshot', () => {
    const snapshot = sampleSnapshot('a', { effects: [call('a', 3)] })
    const text = serializeSnapshot(snapshot).replace(/,"durationMs":3/, '')
    const beside = parseSnapshot(text.replace(/}$/, ',"effectDurationsMs":[3]}'))
    expect(beside).toStrictEqual(parseSnapshot(serializeSnapshot(snapshot)))
  })

  test('that are no list are a field like any other', () => {
    const written = JSON.parse(serializeSnapshot(sampleSnapshot('a', {}))) as object
    const snapshot = parseSnapshot(JSON.stringify({ ...written, effectDurationsMs: 'long' }))
    expect(snapshot).toHaveProperty('effectDurationsMs', 'long')
  })
})
