import { expect, test } from 'vitest'
import type { ReportedRow } from '../report/run-report.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import { markdownReport } from './markdown-report.js'

const change = {
  fieldPath: 'output.label',
  changeType: 'modified',
  oldValue: '"a"',
  newValue: '"b"',
} as const
const failed = (more: Partial<ReportedRow> = {}): ReportedRow =>
  sampleRow({
    ...{ ok: false, verdict: 'mismatch', file: 'a.test.ts', test: 'holds', changes: [change] },
    ...{ location: { line: 7, column: 3 }, details: ['output.label: "a" → "b"'] },
    ...more,
  })
const of = (...rows: ReportedRow[]): string => markdownReport(sampleReport({ rows }))

test.each<[string, ReportedRow[], string]>([
  ['everything held', [sampleRow(), sampleRow()], '### Retrial: ✅ 2 decisions held'],
  ['something did not', [sampleRow(), failed()], '### Retrial: ❌ 1 of 2 decisions did not hold'],
  ['nothing was replayed', [], '### Retrial: ⚠️ nothing was replayed'],
])('the first line says that %s', (_name, rows, line) => {
  expect(of(...rows).split('\n')[0]).toBe(line)
})

test('a part is called one', () => {
  expect(markdownReport(sampleReport({ shard: { index: 1, count: 3 } }))).toContain(
    'Only a part: shard 1 of 3.',
  )
  expect(markdownReport(sampleReport({ missingShards: [2] }))).toContain('without shard 2')
})

test('of a decision that held the trials are told', () => {
  const trials = { passed: 2, total: 3, interval: [0.2, 0.94] as [number, number] }
  expect(of(sampleRow({ id: 'a|b', trials, pass: 'majority' }))).toMatch(
    /\n- <code>a.*b&#58; 2 of 3 trials matched &#40;95% interval of the rate&#58; 20% to 94%&#41;<\/code>\n/,
  )
})

test('a decision that did not hold is in the table, and folded with its diff', () => {
  const text = of(failed())
  expect(text).toContain(
    '| <code>refunds/one</code> | mismatch | <code>output.label&#58; "a" → "b"</code> | <code>a.test.ts&#58;7</code> |',
  )
  expect(text).toContain('```diff\n- output.label: "a"\n+ output.label: "b"\n```')
  expect(text).toContain('| mismatch | 1 |')
})

test('a change that was allowed is folded too; what did not change is not', () => {
  expect(of(sampleRow({ changes: [change] }))).toContain('</code> match, changed</summary>')
  expect(of(sampleRow())).not.toContain('<details>')
})

test('20 violations in the table, the worst first, and the number of the others', () => {
  const rows = Array.from({ length: 25 }, (_, index) => failed({ id: `id/${index}` }))
  const text = of(...rows, failed({ id: 'broken', verdict: 'error' }))
  const cells = text.split('\n').filter((line) => line.startsWith('| <code>'))
  expect(cells).toHaveLength(20)
  expect(cells[0]).toContain('broken')
  expect(text).toContain('… and 6 more decisions that did not hold.')
})

test('replays of one baseline that failed alike are one row of the table, which does not hide others', () => {
  const again = Array.from({ length: 30 }, (_, index) => failed({ test: `of a hook ${index}` }))
  const other = failed({ details: ['output.label: "a" → "c"'] })
  const elsewhere = failed({ store: 'dir:others' })
  const text = of(...again, other, elsewhere, failed({ id: 'refunds/two' }))
  const cells = text.split('\n').filter((line) => line.startsWith('| <code>refunds'))

  expect(cells.map((line) => line.split(' | ')[3])).toEqual([
    '<code>a.test.ts&#58;7</code> and 29 more |',
    ...Array.from({ length: 3 }, () => '<code>a.test.ts&#58;7</code> |'),
  ])
  expect(text).not.toContain('more decisions that did not hold')
})

test('is at most as long as it may be, and says what is left out', () => {
  const long = 'ü'.repeat(150)
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    failed({
      id: `id/${index}`,
      changes: Array<typeof change>(10).fill({ ...change, oldValue: long as '"a"' }),
    }),
  )
  for (const [maxBytes, text] of [
    [900_000, of(...rows)],
    [60_000, markdownReport(sampleReport({ rows }), { maxBytes: 60_000 })],
  ] as const) {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes)
    const shown = text.split('<details>').length - 1
    expect(text).toContain(`… and ${(10_000 - shown).toLocaleString('en-US')} more changed decisions`)
    expect(text).toContain('10,000 of 10,000 decisions did not hold')
  }
})

test('whatever was recorded is text: the table keeps its columns, no block ends early, nothing is HTML', () => {
  const hostile =
    '````` </details><img src=x onerror=alert(1)> a|b\\| ](javascript:alert(1)) @team #1 www.x.example *b*'
  const text = of(
    failed({
      ...{
        id: hostile,
        test: hostile,
        policy: hostile,
        functionName: hostile,
        file: hostile,
        details: [hostile],
      },
      changes: [{ ...change, fieldPath: hostile, newValue: hostile }],
    }),
  )
  const outside = withoutBlocks(text)
  const bare = outside
    .slice(1)
    .join('\n')
    .replaceAll(/&#\d+;/g, '')
  expect(bare).not.toMatch(/<(?!\/?(?:code|details|summary)>)|[@*[\]#\\]|www\./)
  for (const line of outside.filter((one) => one.startsWith('| <code>') && one.includes('mismatch'))) {
    expect(line.split('|')).toHaveLength(6)
  }
  expect(text.split('</details>').length - 1).toBeGreaterThan(1)
  expect(outside.filter((line) => line === '</details>')).toHaveLength(1)
})

/** The lines that are no part of a fenced block. */
function withoutBlocks(text: string): string[] {
  let fence: string | undefined
  return text.split('\n').filter((line) => {
    const run = /^`{3,}/.exec(line)?.[0]
    if (fence === undefined && run !== undefined) {
      fence = run
      return false
    }
    if (fence !== undefined && line === fence) {
      fence = undefined
      return false
    }
    return fence === undefined
  })
}
