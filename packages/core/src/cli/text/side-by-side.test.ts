import { describe, expect, test } from 'vitest'
import { painter } from '../../reporting/paint.js'
import { sampleChange } from '../../reporting/testing/sample-result.js'
import { sideBySide } from './side-by-side.js'
import { columnsOf } from './wrap.js'

const plain = painter(false)
const lines = (change: Parameters<typeof sampleChange>[1], columns = 80): string[] =>
  sideBySide(sampleChange('output.reply', change), columns, plain)

describe('sideBySide', () => {
  test('shows both in columns', () => {
    expect(lines({ oldValue: 'refund', newValue: 'bug' })).toEqual([
      '  output.reply',
      '  - refund                              │ + bug',
    ])
  })

  test('shows one above the other where it is narrow', () => {
    expect(lines({ oldValue: 'refund', newValue: 'bug\nreport' }, 79)).toEqual([
      '  output.reply',
      '    - refund',
      '    + bug',
      '    + report',
    ])
  })

  test.each<[string, Parameters<typeof sampleChange>[1], string[]]>([
    ['added', { changeType: 'added', newValue: 1 }, ['  output.reply (added)', `${' '.repeat(39)} │ + 1`]],
    [
      'removed',
      { changeType: 'removed', oldValue: [1] },
      ['  output.reply (removed)', '  - [', '  -   1', '  - ]'],
    ],
  ])('says what was %s', (_kind, change, expected) => {
    expect(lines(change).map((line) => line.replace(/ +│$/, ''))).toEqual(expected)
  })

  test.each([40, 60, 80, 100, 200])('no line is wider than %i columns, whatever the text', (columns) => {
    const texts = [
      'word '.repeat(80),
      'x'.repeat(300),
      '漢字かな交じり文'.repeat(30),
      '🎉'.repeat(99),
      'a\u0301'.repeat(200),
    ]
    for (const oldValue of texts)
      for (const newValue of texts) {
        const shown = lines({ oldValue, newValue }, columns)
        expect(Math.max(...shown.map(columnsOf))).toBeLessThanOrEqual(columns)
      }
  })

  test('a long text is cut, and counted', () => {
    const shown = lines({ oldValue: 'line\n'.repeat(100), newValue: 'x' })
    expect(shown).toHaveLength(32)
    expect(shown.at(-1)).toContain('… and 71 more lines')
  })

  test('text that acts on a terminal does not', () => {
    expect(lines({ oldValue: '\u001b[2Ja', newValue: { '\u202e': '\u0007' } }).join('\n')).not.toMatch(
      /[\u001b\u202e\u0007]/,
    )
  })
})
