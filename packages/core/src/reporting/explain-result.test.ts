import { describe, expect, test } from 'vitest'
import { AROUND_THE_TAPE } from '../around-the-tape.js'
import { UsageError } from '../errors.js'
import type { EffectMiss, ReplayResult } from '../replay/types.js'
import { VERDICTS } from '../replay/verdict.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { explainResult } from './explain-result.js'
import { sampleChange, sampleDiff, sampleResult, sampleViolation } from './testing/sample-result.js'

const explain = (overrides: Partial<ReplayResult>): string[] => explainResult(sampleResult(overrides))
const of = (contacts: number) =>
  sampleSnapshot('refunds/1', {
    effects: Array.from({ length: contacts }, () => ({ kind: 'call', name: 'x', value: 1, durationMs: 1 })),
  })
const changed = sampleDiff([sampleChange('output.a')])

const miss: EffectMiss = {
  kind: 'NO_MATCH',
  asked: 'POST https://a.example/',
  position: 1,
  recorded: 2,
  used: 0,
  message: 'contact 1, POST https://a.example/, was not recorded like this (2 recorded, 0 used)',
}

describe('by verdict', () => {
  test.each<[string, Partial<ReplayResult>, string[]]>([
    ['match', { verdict: 'match', diff: changed, warnings: ['w'] }, []],
    ['mismatch', { verdict: 'mismatch', diff: changed }, ['output.a: 1 → 2']],
    ['missing', { verdict: 'missing', diff: null }, ['there is no recording of this id']],
    ['timeout', { verdict: 'timeout', diff: null }, ['the decision did not finish in time']],
    [
      'error',
      { verdict: 'error', diff: null, error: new UsageError('INVALID_ID', 'bad\nid') },
      ['INVALID_ID: bad\\nid'],
    ],
    ['error without one', { verdict: 'error', diff: null }, ['the replay could not be judged']],
    [
      'one unused contact',
      { verdict: 'unused', unused: ['contact 2 of 2, effect "crm"'], originalSnapshot: of(2) },
      [
        'the code no longer makes a contact that was recorded (2 recorded, 1 used):',
        '  contact 2 of 2, effect "crm"',
      ],
    ],
    [
      'several unused contacts, and what changed',
      { verdict: 'unused', unused: ['effect "a"', 'effect "b"'], originalSnapshot: of(2), diff: changed },
      [
        'the code no longer makes 2 contacts that were recorded (2 recorded, 0 used):',
        '  effect "a"',
        '  effect "b"',
        'output.a: 1 → 2',
      ],
    ],
    [
      'escapes',
      { verdict: 'escaped', escapes: ['GET https://a.example/'], originalSnapshot: of(3), unused: ['x'] },
      [
        'the code reached the network around the tape (3 recorded, 2 used):',
        '  GET https://a.example/',
        `  ${AROUND_THE_TAPE}`,
      ],
    ],
    ['a miss hides its consequences', { verdict: 'miss', misses: [miss], diff: changed }, [miss.message]],
    [
      'a miss with its nearest request',
      {
        verdict: 'miss',
        misses: [
          { ...miss, nearest: { position: 2, used: true, changes: [sampleChange('request.body.n')] } },
        ],
      },
      [
        miss.message,
        '  nearest is recorded contact 2 (already used); it differs here:',
        '    request.body.n: 1 → 2',
      ],
    ],
  ])('%s', (_what, overrides, lines) => {
    expect(explain(overrides)).toEqual(lines)
  })

  test.each(VERDICTS)('%s never breaks', (verdict) => {
    expect(explain({ verdict, diff: null })).toEqual(expect.any(Array))
    expect(explain({ verdict, diff: changed, warnings: ['w'] })).toEqual(
      verdict === 'match' ? [] : expect.arrayContaining(['warning: w']),
    )
  })
})

test('only what is judged is shown: neither model, context, effects nor names alike', () => {
  const paths = ['functionName', 'inputs.a', 'output', 'output[0]', 'outputs.b', 'error.message']
  const others = ['modelParameters.modelName', 'context.a', 'effects[0]', 'outputsOf']
  expect(explain({ diff: sampleDiff([...paths, ...others].map((path) => sampleChange(path))) })).toEqual(
    paths.slice(1).map((path) => `${path}: 1 → 2`),
  )
})

describe('violations', () => {
  const violated = (policyViolations: ReplayResult['policyViolations'], diff = changed) =>
    explain({ verdict: 'violation', policyViolations, diff })

  test('with the change and the rule that forbids it', () => {
    expect(violated([sampleViolation('output.a')])).toEqual(['output.a: 1 → 2  (exactMatch(output.a))'])
  })

  test.each([
    [
      'maxIncreasePercent',
      { expected: 'an increase of at most 10%', score: 80.04, threshold: 10 },
      '; it is 80%',
    ],
    ['maxIncreasePercent', { expected: 'an increase of at most 10%', threshold: 10 }, ''],
    ['withinRange', { expected: 'within 0.05 of 1', score: 1, threshold: 0.05 }, ''],
  ] as const)('of a rule with a limit: %s', (comparator, limit, found) => {
    expect(violated([{ ...sampleViolation('output.a'), comparator, ...limit }])).toEqual([
      `output.a: 1 → 2  (${comparator}: ${limit.expected}${found})`,
    ])
  })

  test.each([
    ['withinRange', 'at most 1'],
    ['matches', '/^x\u001b/'],
    ['exactMatch', '3'],
  ] as const)('of a rule that says what is wanted: %s', (comparator, expected) => {
    const violation = sampleViolation('output.a', { comparator, expected, absolute: true })
    expect(violated([violation])).toEqual([
      `output.a: 1 → 2  (${comparator}: ${expected.replace('\u001b', '\\u001b')})`,
    ])
  })

  test('of a schema: what it has against the value', () => {
    const violation = sampleViolation('output.a', {
      comparator: 'matchesSchema',
      ruleName: 'matchesSchema(output.a)',
      message: 'output.a is refused by its schema: a number under 2',
      absolute: true,
    })
    expect(violated([violation])).toEqual([
      'output.a is refused by its schema: a number under 2  (matchesSchema(output.a))',
      '  output.a: 1 → 2',
    ])
  })

  test('of no rule', () => {
    expect(
      violated([sampleViolation('output.a', { kind: 'unlisted-change', ruleName: 'unlisted-change' })]),
    ).toEqual(['output.a: 1 → 2  (no rule allows this change)'])
  })

  test('of a parent: every change inside, and no neighbour', () => {
    const diff = sampleDiff(
      ['output.a.b', 'output.a[0]', 'output.ab', 'output'].map((path) => sampleChange(path)),
    )
    expect(violated([sampleViolation('output.a')], diff)).toEqual([
      'output.a.b: 1 → 2  (exactMatch(output.a))',
      'output.a[0]: 1 → 2  (exactMatch(output.a))',
    ])
  })

  test('where the mode saw no change: in words', () => {
    expect(violated([sampleViolation('output.a')], sampleDiff([]))).toEqual([
      'output.a must stay 1, is now 2  (exactMatch(output.a))',
    ])
  })

  test('of a similarity: its score, and the change', () => {
    const violation = sampleViolation('output.a', {
      comparator: 'semanticSimilarity',
      ruleName: 'semanticSimilarity(output.a)',
      message: 'output.a similarity 0.41 < 0.80 (test@1)',
    })
    expect(violated([violation])).toEqual([
      'output.a similarity 0.41 < 0.80 (test@1)  (semanticSimilarity(output.a))',
      '  output.a: 1 → 2',
    ])
  })

  test('10,000 of them: ten lines and the number of the others', () => {
    const violations = Array.from({ length: 10_000 }, (_, index) => sampleViolation(`output[${index}]`))
    const diff = sampleDiff(
      violations.slice(0, 1_000).map(({ field }) => sampleChange(field)),
      9_000,
    )
    const lines = violated(violations, diff)
    expect(lines).toHaveLength(11)
    expect(lines.at(-1)).toBe('… and 9990 more')
  })
})

describe('caps', () => {
  const changes = (length: number) => Array.from({ length }, (_, index) => sampleChange(`output[${index}]`))

  test.each([
    [10, 0, 10, 'output[9]: 1 → 2'],
    [11, 0, 11, '… and 1 more'],
    [1_000, 0, 11, '… and 990 more'],
    [1_000, 9_000, 11, '… and 9990 more'],
  ])('%i changes listed, %i more: %i lines', (listed, omitted, count, last) => {
    const lines = explain({ diff: sampleDiff(changes(listed), omitted) })
    expect(lines).toHaveLength(count)
    expect(lines.at(-1)).toBe(last)
  })

  test('of unused contacts and of misses', () => {
    expect(
      explain({ verdict: 'unused', unused: Array.from({ length: 50 }, () => 'effect "a"') }),
    ).toHaveLength(12)
    expect(explain({ verdict: 'miss', misses: Array.from({ length: 50 }, () => miss) })).toEqual([
      ...Array.from({ length: 10 }, () => miss.message),
      '… and 40 more',
    ])
  })
})

test('every line is printable', () => {
  const hostile = '\n::error::x\x1b[2J##[group]\r'
  const lines = [
    ...explain({ diff: sampleDiff([sampleChange(`output['${hostile}']`, { newValue: hostile })]) }),
    ...explain({
      verdict: 'violation',
      policyViolations: [sampleViolation('output.x', { message: hostile, ruleName: hostile })],
    }),
    ...explain({ verdict: 'unused', unused: [hostile] }),
    ...explain({ verdict: 'miss', misses: [{ ...miss, message: `x${hostile}` }] }),
    ...explain({ verdict: 'error', error: new UsageError('INVALID_ID', hostile) }),
    ...explain({ warnings: [hostile] }),
  ]
  expect(lines.length).toBeGreaterThan(6)

  for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|##\[/)
})

describe('accepted variants', () => {
  const outputs = [{ name: 'result', value: 1, dataType: 'number' }]
  const variant = (note?: string) => ({
    outputs,
    acceptedAt: '2026-02-01T00:00:00.000Z',
    ...(note === undefined ? {} : { note }),
  })
  const recorded = (...notes: (string | undefined)[]) =>
    sampleSnapshot('refunds/1', { accepted: notes.map(variant) })

  test.each<[string, Partial<ReplayResult>, string]>([
    [
      'the nearest is the recording',
      { originalSnapshot: recorded(undefined) },
      'it is neither the recorded outcome nor its accepted variant; the nearest is the recorded outcome, which differs here:',
    ],
    [
      'the nearest is a variant',
      { originalSnapshot: recorded('a', undefined), acceptedVariant: 2 },
      'it is neither the recorded outcome nor any of its 2 accepted variants; the nearest is accepted variant 2 of 2, which differs here:',
    ],
    [
      'with a note, which is somebody else’s text',
      { originalSnapshot: recorded('as\u001b[31m "polite"'), acceptedVariant: 1 },
      'it is neither the recorded outcome nor its accepted variant; the nearest is accepted variant 1 of 1 ("as\\u001b[31m \\"polite\\""), which differs here:',
    ],
  ])('%s', (_what, overrides, line) => {
    expect(explain({ verdict: 'mismatch', diff: changed, ...overrides })).toEqual([line, 'output.a: 1 → 2'])
  })

  test('a rule may forbid what was accepted', () => {
    const policyViolations = [
      sampleViolation('output', {
        comparator: 'withinRange',
        absolute: true,
        message: 'output must be at most 0, is now 1',
      }),
    ]
    const found = { originalSnapshot: recorded('a'), acceptedVariant: 1, outputsMatch: true }
    expect(explain({ verdict: 'violation', policyViolations, ...found })).toEqual([
      'it is accepted variant 1 of 1 ("a"), which the policy does not allow:',
      'output must be at most 0, is now 1  (exactMatch(output))',
    ])
  })

  test('are not spoken of where the outcome is not what went wrong', () => {
    const lines = explain({
      verdict: 'miss',
      misses: [miss],
      originalSnapshot: recorded('a'),
      acceptedVariant: 1,
    })
    expect(lines).toEqual([miss.message])
  })
})
