import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReplayError } from '../../errors.js'
import { policy } from '../../policy/index.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { replayRow } from '../replay-row.js'
import { sampleReport, sampleRow } from '../testing/sample-report.js'
import { sampleChange, sampleDiff, sampleResult, sampleViolation } from '../testing/sample-result.js'
import { parseReport } from './parse-report.js'
import { reportedPolicy } from './reported-policy.js'

const allows = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(new URL('../../../schemas/report.schema.json', import.meta.url), 'utf8')) as object,
)

const steady = policy('steady')
  .exactMatch('output.label', 'refund')
  .forTags({ team: 'x' }, (own) => own.ignore('output.a'))
const usage = { inputTokens: 1, outputTokens: 2, totalTokens: 3, cost: 0.1 }
const modelParameters = { modelName: 'small', provider: 'acme', parameters: { temperature: 0 } }
const row = replayRow(
  sampleResult({
    originalSnapshot: sampleSnapshot('a', {
      usage,
      modelParameters,
      tags: { team: 'x' },
      executionTimeMs: 5,
    }),
    replayedSnapshot: sampleSnapshot('a', {
      usage,
      modelParameters: { ...modelParameters, modelName: 'large' },
    }),
    policyViolations: [sampleViolation('output.label', { score: 0.2, threshold: 0.8 })],
    diff: sampleDiff([sampleChange('output.label')], 3),
    misses: [
      {
        ...{ kind: 'NO_MATCH', asked: 'GET x', position: 1, recorded: 1, used: 0, message: 'm' },
        nearest: { position: 1, used: false, changes: [sampleChange('request.url')] },
      },
    ],
    scores: [{ field: 'output', score: 1, threshold: 0.8, scorer: 'lexical', guard: 'full' }],
    trials: { passed: 1, total: 2, interval: [0, 1] },
  }),
  'replayed',
  false,
  { policy: steady, mode: 'tolerant', effects: 'recorded', pass: { rate: 0.5 } },
)
/** A report with every field. */
const full = sampleReport({
  environment: {
    retrial: '1.0.0',
    node: '20.1.0',
    runner: '4.1.12',
    platform: 'linux',
    arch: 'x64',
    ci: true,
  },
  commit: { id: 'a'.repeat(40), branch: 'main', changed: false },
  ...{
    runMode: 'auto',
    policies: [reportedPolicy(steady)],
    missingShards: [2],
    shardCount: 2,
    partial: 'asked',
  },
  rows: [
    { ...row, location: { line: 1, column: 2 }, uses: ['b'], file: 'a.test.ts', test: 't', project: 'p' },
    sampleRow({ warnings: ['w'] }),
  ],
})

test('is read as it was written', () => {
  expect(parseReport(JSON.stringify(full), 'a file')).toEqual(full)
  expect(allows(full), JSON.stringify(allows.errors)).toBe(true)
})

test('with fields of a later version is read', () => {
  const later = { ...full, later: 1, rows: full.rows.map((one) => ({ ...one, later: { a: [1] } })) }
  expect(parseReport(JSON.stringify(later), 'a file')).toEqual(later)
})

test.each([
  ['{ "format": "retrial-report/1", ', 'REPORT_INVALID', 'ends early'],
  ['', 'REPORT_INVALID', 'not JSON'],
  ['null', 'REPORT_INVALID', 'not the report of a run'],
  ['[]', 'REPORT_INVALID', 'not the report of a run'],
  ['{}', 'REPORT_INVALID', 'not the report of a run'],
  ['{ "format": "retrial-report/1", "files": [] }', 'REPORT_INVALID', 'runner is missing'],
  ['{ "format": "retrial/1" }', 'REPORT_INVALID', 'not the report of a run'],
  ['{ "format": "retrial-report/2" }', 'REPORT_TOO_NEW', 'retrial-report/2'],
])('%s is %s', (text, code, says) => {
  expect(() => parseReport(text, 'x.json')).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(new RegExp(`^x.json .*${says}`)) }),
  )
})

test.each<[object, string]>([
  [{ files: {} }, 'files is no array'],
  [{ rows: [sampleRow(), { ...sampleRow(), ok: 'yes' }] }, 'rows[1].ok is no boolean'],
  [{ rows: [{ ...sampleRow(), verdict: 'fine' }] }, 'rows[0].verdict is none of match, violation'],
  [{ rows: [{ ...sampleRow(), details: [1] }] }, 'rows[0].details[0] is no string'],
  [
    { rows: [{ ...row, baseline: { ...row.baseline, tags: { a: 1 } } }] },
    'rows[0].baseline.tags.a is no string',
  ],
  [{ shard: { index: 0, count: 1 } }, 'shard.index is less than 1'],
  [{ shard: { index: 1, count: 1e9 } }, 'shard.count is more than 10000'],
  [{ commit: { id: '--help', changed: true } }, 'commit.id does not match'],
  [
    { rows: [{ ...row, trials: { passed: 1, total: 1, interval: [0] } }] },
    'rows[0].trials.interval has fewer than 2 items',
  ],
  [{ rows: [{ ...row, pass: 'most' }] }, 'rows[0].pass does not match'],
  [{ rows: [{ ...row, pass: {} }] }, 'rows[0].pass.rate is missing'],
])('the first place that is wrong is named: %j', (more, says) => {
  expect(() => parseReport(JSON.stringify({ ...full, ...more }), 'x.json')).toThrow(
    expect.objectContaining({
      code: 'REPORT_INVALID',
      message: expect.stringContaining(`x.json is damaged: ${says}`),
    }),
  )
})

describe('a damaged one', () => {
  /** Every path into a value. */
  const paths = (value: unknown, at: string[] = []): string[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => [[...at, key], ...paths(member, [...at, key])])
      : []
  const damaged = (path: readonly string[], to: unknown): unknown => {
    const copy = structuredClone(full) as unknown as Record<string, unknown>
    let target = copy
    for (const key of path.slice(0, -1)) target = target[key] as Record<string, unknown>
    if (to === undefined) Reflect.deleteProperty(target, path.at(-1)!)
    else target[path.at(-1)!] = to
    return copy
  }

  test('is read exactly where its schema allows it, whatever was done to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paths(full).filter(([first]) => first !== 'format')),
        fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, 'x', true, [], {}, [null], { a: 1 }),
        (path, to) => {
          const value = damaged(path, to)
          const read = ((): boolean => {
            try {
              parseReport(JSON.stringify(value), 'x.json')
              return true
            } catch (error) {
              expect(isReplayError(error) && error.code).toBe('REPORT_INVALID')
              return false
            }
          })()
          // What JSON makes of a hole in a list.
          expect(read, `${path.join('.')} ${JSON.stringify(to)}`).toBe(
            allows(JSON.parse(JSON.stringify(value))),
          )
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

test('a hostile one becomes safe to print, and sets no prototype', () => {
  const hostile = 'a\n::error::b\u001b[2J\u202e##[group]'
  const text = JSON.stringify({
    ...full,
    partial: hostile,
    rows: [
      {
        ...row,
        id: hostile,
        details: [hostile],
        baseline: { ...row.baseline, tags: { [hostile]: hostile } },
      },
    ],
  })
  const report = parseReport(text.replace('{', '{"__proto__":{"polluted":1},'), 'x.json')

  const { details, baseline } = report.rows[0]!
  for (const text of [report.partial!, ...details, ...Object.entries(baseline!.tags).flat()]) {
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]|##\[/)
  }
  expect(report.rows[0]?.id).toBe('a\\n::error::b\\u202e#\\#[group]')
  expect(Object.getPrototypeOf(report)).toBe(Object.prototype)
  expect(report).not.toHaveProperty('polluted')
})

test('one that nests deeper than any recording is refused, and the process goes on', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const text = JSON.stringify(full).replace('{', `{"later":${deep(100_000)},`)
  expect(() => parseReport(text, 'x.json')).toThrow(expect.objectContaining({ code: 'REPORT_INVALID' }))
})

test('10,000 rows take little time', () => {
  const text = JSON.stringify({ ...full, rows: Array<unknown>(10_000).fill(full.rows[0]) })
  const startedAt = performance.now()
  expect(parseReport(text, 'x.json').rows).toHaveLength(10_000)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})
