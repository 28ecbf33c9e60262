import { describe, expect, test } from 'vitest'
import { contactKey, describeContact, type Contact } from './contact.js'

const key = (...args: unknown[]): string => contactKey({ name: 'a', ...(args.length === 0 ? {} : { args }) })

describe('calls with these arguments', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['none', [], []],
    ['keys in another order', [{ a: 1, b: [2] }], [{ b: [2], a: 1 }]],
    [
      'maps in another order',
      [
        new Map([
          [1, 2],
          [3, 4],
        ]),
      ],
      [
        new Map([
          [3, 4],
          [1, 2],
        ]),
      ],
    ],
    ['dates', [new Date(5)], [new Date(5)]],
    ['bytes', [Buffer.from('ab')], [Buffer.from('ab')]],
  ])('are the same: %s', (_what, one, other) => {
    expect(key(...one)).toBe(key(...other))
  })

  test.each<[string, unknown[], unknown[]]>([
    ['some and none', [undefined], []],
    ['numbers and texts', [1], ['1']],
    ['null and undefined', [null], [undefined]],
    ['0 and -0', [0], [-0]],
    ['another order', [1, 2], [2, 1]],
    ['dates and their texts', [new Date(0)], [new Date(0).toISOString()]],
    ['members that are undefined, and none', [{ a: undefined }], [{}]],
    ['a list and its elements', [[1, 2]], [1, 2]],
  ])('are not: %s', (_what, one, other) => {
    expect(key(...one)).not.toBe(key(...other))
  })

  test('a name that looks like one with arguments is another call', () => {
    const name = contactKey({ name: 'a', args: [1] }).replace('call ', '')
    expect(contactKey({ name })).not.toBe(contactKey({ name: 'a', args: [1] }))
    expect(contactKey({ name: '[1]\na', args: [] })).not.toBe(contactKey({ name: 'a', args: [1] }))
  })
})

test.each<[Contact, string]>([
  [{ request: { method: 'POST', url: 'https://h/p' } }, 'POST https://h/p'],
  [{ name: 'crm.lookup' }, 'effect "crm.lookup"'],
  [{ name: 'crm.lookup', args: ['eu', 7] }, 'effect "crm.lookup"("eu",7)'],
  [{ name: 'a', args: ['x'.repeat(100)] }, `effect "a"("${'x'.repeat(59)}…)`],
])('%j in a few words', (contact, words) => {
  expect(describeContact(contact)).toBe(words)
})
