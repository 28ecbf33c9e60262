import { expect, test } from 'vitest'
import type { FieldChange } from '../diff/index.js'
import { describeChange } from './describe-change.js'

const change = (fields: Partial<FieldChange>): FieldChange => ({
  fieldPath: 'output.a',
  changeType: 'modified',
  ...fields,
})

test.each<[string, Partial<FieldChange>, string]>([
  ['modified', { oldValue: 1, newValue: 2 }, 'output.a: 1 → 2'],
  ['added', { changeType: 'added', newValue: 'x' }, 'output.a: added "x"'],
  ['removed', { changeType: 'removed', oldValue: [1] }, 'output.a: removed [1]'],
  ['undefined', { oldValue: undefined, newValue: null }, 'output.a: {"$undefined":true} → null'],
  ['-0', { oldValue: -0, newValue: 0 }, 'output.a: {"$number":"-0"} → 0'],
  ['types', { oldValue: 1, newValue: '1' }, 'output.a: 1 → "1"'],
  [
    'a date',
    { oldValue: new Date(0), newValue: 1n },
    'output.a: {"$date":"1970-01-01T00:00:00.000Z"} → {"$bigint":"1"}',
  ],
  ['short texts, whole', { oldValue: 'yes', newValue: 'no' }, 'output.a: "yes" → "no"'],
  [
    'long texts, by what changed',
    {
      oldValue: 'The claim of the customer is approved.',
      newValue: 'The claim of the customer is not approved.',
    },
    'output.a: "The claim of the customer is {+not +}approved."',
  ],
  [
    'a long text and a number',
    { oldValue: 'x'.repeat(70), newValue: 1 },
    `output.a: "${'x'.repeat(70)}" → 1`,
  ],
])('%s', (_what, fields, line) => {
  expect(describeChange(change(fields))).toBe(line)
})

test('is one printable line, whatever was recorded', () => {
  const hostile = 'a\n::error::x\r##[group]\x1b[2J\u202e'
  const lines = [
    describeChange(
      change({ fieldPath: `output['${hostile}']`, oldValue: hostile, newValue: hostile + hostile }),
    ),
    describeChange(change({ changeType: 'added', newValue: { [hostile]: hostile } })),
    describeChange(change({ oldValue: hostile.repeat(20), newValue: `${hostile.repeat(20)}!` })),
  ]
  for (const line of lines) {
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]|##\[/)
    expect(line).toMatch(/^output/)
  }
})

test('is short, however long the values are', () => {
  const [oldValue, newValue] = [{ text: 'x'.repeat(1e6) }, { text: 'y'.repeat(1e6) }]
  expect(describeChange(change({ oldValue, newValue })).length).toBeLessThan(500)
  expect(describeChange(change({ oldValue: oldValue.text, newValue: newValue.text })).length).toBeLessThan(
    500,
  )
})
