import { describe, expect, test } from 'vitest'
import { createRedactor } from './redactor.js'
import { checkRedaction } from './rules.js'

describe('options that are refused by name', () => {
  test.each<[unknown, string]>([
    [{ name: ['a'] }, 'name'],
    [{ names: 'a' }, 'names'],
    [{ names: [''] }, 'names'],
    [{ personal: 'email' }, 'personal'],
    [{ personal: ['e-mail'] }, 'personal'],
    [{ rules: [/a/] }, 'rules'],
    [{ rules: [{ kind: 'A b', pattern: /a/ }] }, 'rules'],
    [{ rules: [{ kind: 'a', pattern: 'a' }] }, 'rules'],
    [{ replace: 'a' }, 'replace'],
    [{ allow: ['token'] }, 'allow'],
    [null, 'not an object'],
    [true, 'not an object'],
  ])('%j', (options, named) => {
    expect(() => {
      checkRedaction(options, 'redaction')
    }).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(named) as string }),
    )
  })

  test('the right ones are taken', () => {
    checkRedaction({}, 'redaction')
    checkRedaction({ allow: ['token'] }, 'redaction', ['allow'])
    checkRedaction(
      {
        names: ['taxId'],
        personal: ['email'],
        rules: [{ kind: 'ticket', pattern: /T-\d+/ }],
        replace: (text: string) => text,
      },
      'redaction',
    )
  })
})

describe('rules of one’s own', () => {
  test('a pattern, global or not, replaces all it matches', () => {
    for (const pattern of [/T-\d+/, /t-\d+/gi]) {
      expect(createRedactor({ rules: [{ kind: 'ticket', pattern }] }).text('T-1 and T-22')).toBe(
        '[redacted:ticket] and [redacted:ticket]',
      )
    }
  })

  test('a pattern that matches nothing changes nothing', () => {
    expect(createRedactor({ rules: [{ kind: 'none', pattern: /x*/ }] }).text('abc')).toBe('abc')
  })

  test('a function has the last word', () => {
    const redactor = createRedactor({ personal: true, replace: (text) => text.replaceAll('Anna', '[name]') })
    expect(redactor.text('Anna, anna@example.com')).toBe('[name], [redacted:email]')
  })

  test.each(['taxId', 'tax_id', 'TaxID', 'TAX-ID', 'taxid', 'TAXID'])(
    'a name in any spelling: %s',
    (name) => {
      expect(createRedactor({ names: ['taxId'] }).kindOfName(name)).toBe('secret')
      expect(createRedactor({ names: ['TAXID'] }).kindOfName(name)).toBe('secret')
      expect(createRedactor({ names: ['taxId'], allow: ['taxid'] }).kindOfName(name)).toBeUndefined()
    },
  )

  test('general and special ones add up', () => {
    const redactor = createRedactor({ names: ['a'] }, { names: ['b'], personal: ['email'] })
    expect([redactor.kindOfName('a'), redactor.kindOfName('b'), redactor.kindOfName('c')]).toEqual([
      'secret',
      'secret',
      undefined,
    ])
    expect(redactor.text('x@example.com +49 30 901820')).toBe('[redacted:email] +49 30 901820')
  })

  test.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('the value was hunter2')
      },
    ],
    [
      'throws no error',
      () => {
        throw 'hunter2'
      },
    ],
    ['gives no text', () => 5],
    ['gives nothing', () => undefined],
    ['gives a promise', async () => 'x'],
  ])('a function that %s stops it, and tells nothing of the value', (_what, replace) => {
    const redactor = createRedactor({ replace: replace as never })
    let refusal: unknown
    try {
      redactor.text('hunter2')
    } catch (error) {
      refusal = error
    }
    expect(refusal).toMatchObject({ code: 'REDACTION_FAILED' })
    expect((refusal as Error).message).not.toContain('hunter2')
    expect((refusal as Error).cause).toBeUndefined()
  })
})
