import { describe, expect, test } from 'vitest'
import { policy, type ReplayPolicy } from '../policy/index.js'
import type { TrialRule } from '../replay/types.js'
import type { ReportedRow } from '../reporting/report/run-report.js'
import { gate } from './gate.js'
import { baselineFacts, failing, named, replay, side } from './testing/sides.js'

const p = policy('p')

/** What became of one decision that was held to `before`, and now is to `after`. */
function found(before: readonly Partial<ReportedRow>[], after: readonly Partial<ReportedRow>[]) {
  const rows = (all: readonly Partial<ReportedRow>[]) =>
    all.map((more, index) => replay('a', { test: `t${index}`, ...more }))
  return gate(side('base', rows(before)), side('head', rows(after)))
}

const held = (...policies: (ReplayPolicy | undefined)[]): Partial<ReportedRow>[] =>
  policies.map((one) => (one === undefined ? {} : named(one.toJSON())))

const lines = (before: readonly Partial<ReportedRow>[], after: readonly Partial<ReportedRow>[]): string[] =>
  found(before, after).policyChanges.map(({ move, what }) => `${move} ${what}`)

const similar = (minSimilarity: number) => p.semanticSimilarity('output.reply', { minSimilarity })

describe('what is looser', () => {
  test.each<[string, ReplayPolicy | undefined, ReplayPolicy | undefined, string[]]>([
    [
      'a threshold',
      similar(0.8),
      similar(0.5),
      ['loosened semanticSimilarity(output.reply): minSimilarity 0.8 → 0.5'],
    ],
    ['a field is ignored', p, p.ignore('output.label'), ['loosened new rule ignore(output.label)']],
    [
      'ignored instead of checked',
      p.exactMatch('output.label'),
      p.ignore('output.label'),
      ['loosened exactMatch(output.label) → ignore(output.label)'],
    ],
    [
      'similar is enough',
      p.exactMatch('output.reply'),
      similar(0.9),
      ['loosened exactMatch(output.reply) → semanticSimilarity(output.reply, minSimilarity 0.9)'],
    ],
    [
      'a rule for what the mode judged',
      p,
      p.withinRange('output.price', { delta: 5 }),
      ['loosened new rule withinRange(output.price, delta 5)'],
    ],
    [
      'a rule in what was exact',
      p.exactMatch('output'),
      p.exactMatch('output').ignore('output.id'),
      ['loosened new rule ignore(output.id)'],
    ],
    [
      'no limit of tokens',
      p.maxIncreasePercent('usage.totalTokens', 5),
      p,
      ['loosened rule gone: maxIncreasePercent(usage.totalTokens, percent 5)'],
    ],
    [
      'only()',
      p.exactMatch('output.label'),
      p.exactMatch('output.label').only(),
      ['loosened fields that no rule names: judged → not judged'],
    ],
    [
      'a policy that allows more than none does',
      undefined,
      p.ignore('output'),
      ['loosened new rule ignore(output)'],
    ],
    [
      'no policy where one looked at the time',
      p.maxIncreasePercent('executionTimeMs', 20),
      undefined,
      ['loosened rule gone: maxIncreasePercent(executionTimeMs, percent 20)'],
    ],
    [
      'one of two rules for a field',
      p.withinRange('output.price', { delta: 5 }).withinRange('output.price', { max: 9 }),
      p.withinRange('output.price', { delta: 5 }),
      ['loosened rule gone: withinRange(output.price, max 9)'],
    ],
    [
      'a threshold of a policy with another name',
      similar(0.8),
      policy('renamed').semanticSimilarity('output.reply', { minSimilarity: 0.5 }),
      ['loosened semanticSimilarity(output.reply): minSimilarity 0.8 → 0.5'],
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(lines(held(before), held(after))).toEqual(expected)
    expect(found(held(before), held(after))).toMatchObject({ outcome: 'failed' })
  })

  test('it fails until it is allowed, and says of which decisions', () => {
    const rows = (one: ReplayPolicy) => ['a', 'b'].map((id) => replay(id, named(one.toJSON())))
    const sides = [side('base', rows(similar(0.8))), side('head', rows(similar(0.5)))] as const

    expect(gate(...sides)).toMatchObject({
      reasons: [{ code: 'LOOSENED_POLICIES', message: '1 policy rule loosened' }],
      policyChanges: [{ before: 'p', after: 'p', decisions: [{ id: 'a' }, { id: 'b' }] }],
    })
    const allowed = gate(...sides, { allowLoosened: true })
    expect(allowed.outcome).toBe('passed')
    expect(allowed.verdict).toContain('1 policy rule loosened, as allowed')
  })
})

describe('what is not', () => {
  test.each<[string, ReplayPolicy | undefined, ReplayPolicy | undefined, string[]]>([
    ['the same', similar(0.8), similar(0.8), []],
    ['another name', p.exactMatch('output'), policy('q').exactMatch('output'), []],
    [
      'another order',
      similar(0.8).ignore('output.id'),
      p.ignore('output.id').semanticSimilarity('output.reply', { minSimilarity: 0.8 }),
      [],
    ],
    [
      'another order of two rules for a field',
      p.withinRange('output.a', { max: 1 }).withinRange('output.a', { max: 2 }),
      p.withinRange('output.a', { max: 2 }).withinRange('output.a', { max: 1 }),
      [],
    ],
    [
      'a stricter threshold',
      similar(0.5),
      similar(0.8),
      ['tightened semanticSimilarity(output.reply): minSimilarity 0.5 → 0.8'],
    ],
    [
      'one rule more',
      p,
      p.maxIncreasePercent('usage.totalTokens', 5),
      ['tightened new rule maxIncreasePercent(usage.totalTokens, percent 5)'],
    ],
    ['less is ignored', p.ignore('output.id'), p, ['tightened rule gone: ignore(output.id)']],
    [
      'a check in what was ignored',
      p.ignore('output'),
      p.ignore('output').exactMatch('output.label'),
      ['tightened new rule exactMatch(output.label)'],
    ],
    [
      'ignoring what nobody looked at',
      p.exactMatch('output.a').only(),
      p.exactMatch('output.a').ignore('usage').only(),
      [],
    ],
    ['exact inside of exact', p.exactMatch('output'), p.exactMatch('output').exactMatch('output.label'), []],
  ])('%s', (_name, before, after, expected) => {
    expect(lines(held(before), held(after))).toEqual(expected)
    expect(found(held(before), held(after)).reasons).toEqual([])
  })
})

describe('what nobody can say', () => {
  const check = (code: string) =>
    named({ name: 'p', rules: [{ field: 'output', comparator: 'satisfies', code }] })

  test.each<[string, Partial<ReportedRow>, Partial<ReportedRow>, string]>([
    [
      'a pattern',
      named(p.matches('output', 'a').toJSON()),
      named(p.matches('output', '.*').toJSON()),
      'changed matches(output): pattern "a" → ".*"',
    ],
    ['a check', check('a'), check('b'), 'changed satisfies(output): code "a" → "b"'],
    [
      'a scorer',
      named(p.semanticSimilarity('output', { minSimilarity: 0.8, scorer: 'local' }).toJSON()),
      named(p.semanticSimilarity('output', { minSimilarity: 0.8, scorer: 'lexical' }).toJSON()),
      'changed semanticSimilarity(output): scorer "local" → "lexical"',
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(lines([before], [after])).toEqual([expected])
    expect(found([before], [after])).toMatchObject({ outcome: 'incomparable', exitCode: 3 })
  })

  test('the scorer of all rules, which no rule names, is seen by what it scored', () => {
    const scored = (scorer: string) => ({
      ...named(p.semanticSimilarity('output').toJSON()),
      scores: [{ field: 'output', score: 0.9, threshold: 0.5, scorer, guard: 'on' as never }],
    })
    expect(lines([scored('local@1')], [scored('lexical@1')])).toEqual([
      'changed scorer of output: local@1 → lexical@1',
    ])
  })

  test('an expected value that is not shown', () => {
    const expected = (policyHash: string) => ({ policy: 'p', policyHash })
    const row = (hash: string) => replay('a', expected(hash))
    const rules = [{ field: 'output', comparator: 'exactMatch' as const, expected: '[redacted:token]' }]
    const sides = (['one', 'two'] as const).map((hash, index) =>
      side(index === 0 ? 'base' : 'head', [row(hash)], {
        run: { policies: [{ hash, policy: { name: 'p', rules } }] },
      }),
    )
    expect(gate(sides[0]!, sides[1]!).policyChanges).toMatchObject([
      { move: 'changed', what: 'an expected value that is not shown' },
    ])
  })
})

describe('rules by tags', () => {
  const gold = { baseline: baselineFacts({ tags: { tier: 'gold' } }) }
  const byTier = (minSimilarity: number) =>
    similar(0.8).forTags({ tier: 'gold' }, (one) => one.semanticSimilarity('output.reply', { minSimilarity }))
  const of = (one: ReplayPolicy, more: Partial<ReportedRow> = {}) => [{ ...named(one.toJSON()), ...more }]

  test('a threshold in an override counts for decisions with its tags', () => {
    expect(lines(of(byTier(0.9), gold), of(byTier(0.2), gold))).toEqual([
      'loosened semanticSimilarity(output.reply): minSimilarity 0.9 → 0.2',
    ])
    expect(lines(of(byTier(0.9)), of(byTier(0.2)))).toEqual([])
  })

  test('a new override', () => {
    expect(lines(of(similar(0.8), gold), of(byTier(0.1), gold))).toEqual([
      'loosened semanticSimilarity(output.reply): minSimilarity 0.8 → 0.1',
    ])
  })

  test('another tag of the recording, by which looser rules are for it', () => {
    expect(lines(of(byTier(0.1)), of(byTier(0.1), gold))).toEqual([
      'loosened semanticSimilarity(output.reply): minSimilarity 0.8 → 0.1',
    ])
  })
})

describe('several checks of one decision', () => {
  const strict = p.exactMatch('output')
  const loose = policy('loose').ignore('output')

  test('a looser one beside it changes nothing', () => {
    expect(lines(held(strict), held(strict, loose))).toEqual([])
    expect(lines(held(strict, loose), held(loose, strict))).toEqual([])
  })

  test('the stricter one taken away does', () => {
    expect(found(held(strict, loose), held(loose))).toMatchObject({
      outcome: 'failed',
      policyChanges: [{ move: 'loosened', before: 'p', after: 'loose' }],
    })
  })

  test('the stricter one that a test does not come to, as it fails before, is not taken away', () => {
    const [one, two] = held(strict, loose)
    const before = side('base', [
      replay('a', { ...one, test: 'x' }),
      replay('a', { ...two, test: 'y' }),
      replay('b', { test: 'x' }),
    ])
    const failed = failing('b', { test: 'x' })
    const after = (...rows: ReportedRow[]) =>
      gate(before, {
        ...side('head', [...rows, replay('a', { ...two, test: 'y' })]),
        baselines: before.baselines!,
      })

    expect(after(failed)).toMatchObject({
      outcome: 'failed',
      policyChanges: [],
      newViolations: [{ id: 'b' }],
    })
    expect(after(replay('b', { test: 'x' })).policyChanges).toMatchObject([{ move: 'loosened' }])
    expect(after(failed, replay('a', { ...two, test: 'x' })).policyChanges).toMatchObject([
      { move: 'loosened' },
    ])
  })

  test('nor is one behind another of the same decision that fails', () => {
    const [one, two] = held(strict, loose)
    const before = side('base', [replay('a', { ...two, test: 'x' }), replay('a', { ...one, test: 'x' })])
    const after = side('head', [failing('a', { ...two, test: 'x' })])

    expect(gate(before, after)).toMatchObject({ outcome: 'failed', policyChanges: [] })
  })

  test('a stricter one that is asserted not to hold is none', () => {
    expect(
      found(held(strict, loose), [...held(loose), { ...held(strict)[0], ok: true, verdict: 'violation' }]),
    ).toMatchObject({
      policyChanges: [{ move: 'loosened', before: 'p', after: 'loose' }],
    })
  })

  test('a looser mode does', () => {
    expect(lines([{ mode: 'strict' }], [{ mode: 'tolerant' }])).toEqual(['loosened mode: strict → tolerant'])
    expect(lines([{ mode: 'tolerant' }], [{ mode: 'strict' }])).toEqual(['tightened mode: tolerant → strict'])
  })
})

describe('how many trials must match', () => {
  const of = (pass: TrialRule | undefined, total = 5): Partial<ReportedRow>[] => [
    { trials: { passed: total, total, interval: [0.5, 1] }, ...(pass === undefined ? {} : { pass }) },
  ]
  const single: Partial<ReportedRow>[] = [{}]

  test.each<[string, Partial<ReportedRow>[], Partial<ReportedRow>[], string]>([
    ['most of all', of('all'), of('majority'), 'all → majority'],
    ['one of most', of('majority'), of('any'), 'majority → any'],
    ['one of all', of('all'), of('any'), 'all → any'],
    ['a lower share', of({ rate: 0.8 }), of({ rate: 0.6 }), 'a share of 0.8 → a share of 0.6'],
    ['a share of all', of('all'), of({ rate: 0.8 }), 'all → a share of 0.8'],
    ['one of several where the only one had to', single, of('any'), 'all → any'],
  ])('less is looser, and more is stricter: %s', (_name, more, less, what) => {
    expect(lines(more, less)).toEqual([`loosened trials that must match: ${what}`])
    expect(found(more, less)).toMatchObject({ outcome: 'failed', exitCode: 1 })
    const back = what.split(' → ').reverse().join(' → ')
    expect(lines(less, more)).toEqual([`tightened trials that must match: ${back}`])
    expect(found(less, more).reasons).toEqual([])
  })

  test.each<[string, Partial<ReportedRow>[], Partial<ReportedRow>[]]>([
    ['the same', of('majority'), of('majority')],
    ['the same of more trials', of('majority', 3), of('majority', 5)],
    ['all of several where the only one had to', single, of('all')],
    ['a share that is as much as most', of('majority'), of({ rate: 0.6 })],
    ['not said by a report', of(undefined), of('any')],
  ])('no other rule: %s', (_name, before, after) => {
    expect(lines(before, after)).toEqual([])
    expect(lines(after, before)).toEqual([])
  })

  test('a looser one beside it changes nothing', () => {
    expect(lines(of('all'), [...of('all'), ...of('any')])).toEqual([])
    expect(lines([...of('all'), ...of('any')], of('any'))).toEqual([
      'loosened trials that must match: all → any',
    ])
  })
})

test('asserted not to hold: a regression does not pass by .not', () => {
  const inverted = { ok: true, verdict: 'violation' as const }
  expect(found([{}], [inverted])).toMatchObject({ outcome: 'failed', newViolations: [{ id: 'a' }] })
  expect(found([inverted], [{ ...inverted, executionTimeMs: 2 }])).toMatchObject({ newViolations: [] })
  expect(found([{}, inverted], [{}, inverted])).toMatchObject({ outcome: 'passed' })
})
