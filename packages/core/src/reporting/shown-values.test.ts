import { describe, expect, test } from 'vitest'
import type { FieldChange } from '../diff/index.js'
import { shownValues } from './shown-values.js'

const shown = (fields: Partial<FieldChange>) =>
  shownValues({ fieldPath: 'output', changeType: 'modified', ...fields })

test.each<[string, Partial<FieldChange>, object]>([
  ['as they read', { oldValue: 'a', newValue: 1 }, { oldValue: '"a"', newValue: '1' }],
  [
    'undefined, which is there',
    { oldValue: undefined, newValue: null },
    { oldValue: '{"$undefined":true}', newValue: 'null' },
  ],
  [
    'one side of an addition',
    { changeType: 'added', newValue: [1] },
    { changeType: 'added', newValue: '[1]' },
  ],
  [
    'one side of a removal',
    { changeType: 'removed', oldValue: -0 },
    { changeType: 'removed', oldValue: '{"$number":"-0"}' },
  ],
  [
    'printable',
    { oldValue: 'a\u202e', newValue: '##[group]' },
    { oldValue: '"a\\u202e"', newValue: '"#\\#[group]"' },
  ],
])('are %s', (_name, fields, expected) => {
  expect(shown(fields)).toEqual({ fieldPath: 'output', changeType: 'modified', ...expected })
})

test('an addition has no old value, nor a removal a new one', () => {
  expect(shown({ changeType: 'added', newValue: 1 })).not.toHaveProperty('oldValue')
  expect(shown({ changeType: 'removed', oldValue: 1 })).not.toHaveProperty('newValue')
})

describe('long ones', () => {
  const head = 'the start that both share '.repeat(20)

  test('begin where they begin to differ', () => {
    const { oldValue, newValue } = shown({ oldValue: `${head}approved`, newValue: `${head}refused` })

    expect(oldValue).toBe(`…${`"${head}`.slice(-40)}approved" (530 characters)`)
    expect(newValue).toBe(`…${`"${head}`.slice(-40)}refused" (529 characters)`)
  })

  test('are whole up to the difference where that is early', () => {
    const { oldValue, newValue } = shown({ oldValue: `no ${head}`, newValue: `yes ${head}` })

    expect(oldValue).toMatch(/^"no the start .*… \(525 characters\)$/)
    expect(newValue).toMatch(/^"yes the start /)
    expect(oldValue?.length).toBeLessThan(190)
  })

  test('of which one is the start of the other', () => {
    const { oldValue, newValue } = shown({ oldValue: head, newValue: `${head}more` })
    expect(oldValue).toContain('share "')
    expect(newValue).toContain('share more"')
  })

  test('are not cut inside of a character', () => {
    const emoji = '😀'.repeat(200)
    for (const oldValue of [emoji, `a${emoji}`, `ab${emoji}`]) {
      const made = shown({ oldValue, newValue: `${oldValue}!` })
      for (const text of [made.oldValue, made.newValue]) expect(text).not.toContain('\\ud')
    }
  })

  test('of megabytes take little time', () => {
    const startedAt = performance.now()
    const long = 'x'.repeat(4_000_000)
    expect(shown({ oldValue: long, newValue: `${long}y` }).newValue?.length).toBeLessThan(200)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
