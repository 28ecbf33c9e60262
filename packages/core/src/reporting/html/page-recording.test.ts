import { afterEach, expect, test } from 'vitest'
import { setLimits } from '../../limits.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { pageRecording } from './page-recording.js'

afterEach(() => {
  setLimits({})
})

const output = (value: unknown, name = 'result') => [{ name, value, dataType: 'object' }]

test('a change is whole, its texts as they are', () => {
  const recorded = sampleSnapshot('a', { outputs: output({ reply: 'one\ntwo', gone: 1, list: [1] }) })
  const replayed = sampleSnapshot('a', { outputs: output({ reply: 'one\n2\u202e', added: null, list: [2] }) })
  const { changes, omittedChanges } = pageRecording(recorded, replayed, undefined)
  expect(changes).toEqual([
    { fieldPath: 'output.reply', oldText: 'one\ntwo', newText: 'one\n2\\u202e' },
    { fieldPath: 'output.gone', oldText: '1' },
    { fieldPath: 'output.list[0]', oldText: '1', newText: '2' },
    { fieldPath: 'output.added', newText: 'null' },
  ])
  expect(omittedChanges).toBe(0)
})

test('tape and model are no changes of the outcome', () => {
  const replayed = sampleSnapshot('a', { effects: [{ kind: 'call', name: 'x', durationMs: 1 }] })
  expect(pageRecording(sampleSnapshot('a'), replayed, undefined).changes).toEqual([])
})

test('changes are those from the accepted variant that came nearest', () => {
  const recorded = sampleSnapshot('a', {
    outputs: output({ label: 'one' }),
    accepted: [
      { outputs: output({ label: 'two' }), acceptedAt: '2026-01-01T00:00:00.000Z', note: 'also\nfine' },
    ],
  })
  const replayed = sampleSnapshot('a', { outputs: output({ label: 'three' }) })
  const { changes, accepted } = pageRecording(recorded, replayed, 1)
  expect(changes).toEqual([{ fieldPath: 'output.label', oldText: 'two', newText: 'three' }])
  expect(accepted).toEqual([{ text: '{ "label": "two" }', note: 'also\\nfine' }])
})

test('several inputs and outputs have their names, a throw is said', () => {
  const recorded = sampleSnapshot('a', {
    inputs: [...output(1, 'first'), ...output('b', 'second')],
    outputs: [],
    error: { name: 'RangeError', message: 'too far', code: 7 },
  })
  const shown = pageRecording(recorded, undefined, undefined)
  expect(shown.inputs).toBe('first: 1\nsecond: "b"')
  expect(shown.recorded.text).toBe('throws RangeError: too far (7)')
  expect(shown).not.toHaveProperty('changes')
})

test('what is too much is counted', () => {
  setLimits({ pageChanges: 2, pageEffects: 1 })
  const effects = ['a', 'b', 'c'].map((name) => ({ kind: 'call' as const, name, durationMs: 1 }))
  const recorded = sampleSnapshot('a', { outputs: output([1, 2, 3]), effects })
  const shown = pageRecording(
    recorded,
    sampleSnapshot('a', { outputs: output(['a', 'b', 'c']), effects }),
    undefined,
  )
  expect(shown.changes?.length).toBe(2)
  expect(shown.omittedChanges).toBeGreaterThan(0)
  expect([shown.tape.length, shown.omittedEffects]).toEqual([1, 2])
})
