import { describe, expect, test } from 'vitest'
import type { GateBudgets } from '../config/gate-budgets.js'
import type { Evidence } from './evidence.js'
import { gate } from './gate.js'
import type { GateReasonCode } from './gate-result.js'
import { baselineFacts, failing, named, replay, side, stored } from './testing/sides.js'

const violation = (ruleName: string) => ({
  ...{ ruleName, comparator: 'exactMatch' as const, kind: 'unlisted-change' as const, field: 'output.label' },
  ...{ expected: '"a"', actual: '"b"', message: `${ruleName} does not hold` },
})
const violating = (id: string, rules: string[], more = {}) =>
  failing(id, { verdict: 'violation', violations: rules.map(violation), ...more })
const steady = named({ name: 'steady', rules: [{ field: 'output.label', comparator: 'exactMatch' }] })

/** What both sides have unless a test says otherwise. */
const three = [replay('a', steady), replay('b', steady), replay('c', steady)]
const base = side('base', three)

describe('what became of decisions', () => {
  test('nothing changed', () => {
    const result = gate(base, side('head', three))

    expect(result).toMatchObject({ format: 'retrial-gate/1', outcome: 'passed', exitCode: 0, reasons: [] })
    expect(result.verdict).toBe('Retrial gate: passed · 3 of 3 decisions hold')
    expect(result.notes).toEqual([])
    expect(result.base).toMatchObject({ name: 'base.json', baselines: 3, replayed: 3, held: 3 })
  })

  test('a regression', () => {
    const head = side('head', [replay('a', steady), failing('b', steady), replay('c', steady)])
    const result = gate(base, head)

    expect(result).toMatchObject({ outcome: 'failed', exitCode: 1 })
    expect(result.verdict).toBe('Retrial gate: failed: 1 new violation · 2 of 3 decisions hold')
    expect(result.newViolations).toEqual([
      {
        ...{ store: 'dir:decisions', id: 'b', functionName: 'triage', verdict: 'mismatch', policy: 'steady' },
        ...{ test: 'b holds', file: 'triage.test.ts', details: ['output.label: "refund" → "question"'] },
      },
    ])
  })

  test('one that failed before goes on failing, and passes; another is fixed', () => {
    const failed = [failing('a', steady), failing('b', steady), replay('c', steady)]
    const result = gate(side('base', failed), side('head', [failing('a', steady), ...three.slice(1)]))

    expect(result).toMatchObject({ outcome: 'passed', fixed: [{ id: 'b' }] })
    expect(result.stillFailing.map(({ id }) => id)).toEqual(['a'])
    expect(result.verdict).toBe('Retrial gate: passed · 2 of 3 decisions hold · 1 still failing · 1 fixed')
  })

  test('one that failed before, and fails in one more way, is a new violation', () => {
    const was = side('base', [violating('a', ['label'])])
    const more = gate(was, side('head', [violating('a', ['label', 'price'])]))
    const less = gate(
      side('base', [violating('a', ['label', 'price'])]),
      side('head', [violating('a', ['price'])]),
    )
    const omitted = gate(was, side('head', [violating('a', ['label'], { omittedViolations: 4 })]))

    expect(more.newViolations).toHaveLength(1)
    expect(omitted.newViolations).toHaveLength(1)
    expect(less).toMatchObject({ outcome: 'passed', newViolations: [], stillFailing: [{ id: 'a' }] })
  })

  describe('beside an assertion that it does not hold, by .not or a test that is meant to fail', () => {
    const never = (more = {}) => replay('a', { verdict: 'mismatch', test: 'never', ...more })
    const held = replay('a', steady)
    const was = side('base', [held, never()])
    const changes = (head: Parameters<typeof side>[1], of = was) => {
      const { outcome, newViolations, stillFailing, fixed } = gate(of, side('head', head))
      return [outcome, newViolations.length, stillFailing.length, fixed.length]
    }

    test('one that held and fails now is a new violation, in whichever way', () => {
      expect(changes([failing('a', steady), never()])).toEqual(['failed', 1, 0, 0])
      expect(changes([failing('a', steady)])).toEqual(['failed', 1, 0, 0])
    })
    test('and the replay that fails is the one that is shown', () => {
      const [shown] = gate(was, side('head', [never({ test: 'a bad' }), failing('a', steady)])).newViolations
      expect(shown).toMatchObject({ test: 'a holds', details: ['output.label: "refund" → "question"'] })
    })
    test('one that goes on holding passes', () => {
      expect(changes([{ ...held, executionTimeMs: 2 }, never()])).toEqual(['passed', 0, 0, 0])
      expect(changes([{ ...held, executionTimeMs: 2 }])).toEqual(['passed', 0, 0, 0])
    })
    test('what held is asserted not to hold, or nothing says any more that it does', () => {
      const inverted = never({ ...steady, test: 'a holds' })
      expect(changes([inverted, never(), replay('a', { test: 'another' })])).toEqual(['failed', 1, 0, 0])
      expect(changes([never({ executionTimeMs: 2 })])).toEqual(['failed', 1, 0, 0])
    })
    test('one that failed goes on, or is fixed', () => {
      const failed = side('base', [failing('a', steady), never()])
      expect(changes([failing('a', steady), never({ executionTimeMs: 2 })], failed)).toEqual([
        ...['passed', 0, 1, 0],
      ])
      expect(changes([held, never()], failed)).toEqual(['passed', 0, 0, 1])
    })
    test('one that only was asserted not to hold failed before', () => {
      expect(changes([failing('a', steady)], side('base', [never(steady)]))).toEqual(['passed', 0, 1, 0])
    })
  })

  test('a failing decision that is new with the head is a new violation', () => {
    expect(gate(base, side('head', [...three, failing('d', steady)])).newViolations).toHaveLength(1)
  })

  test('what came to no replay at all fails, unless it did before', () => {
    const unmade = failing('toReplayMatching()', { kind: 'not-made', verdict: 'missing', test: 'refunds' })
    const { store: _store, baseline: _baseline, ...row } = unmade
    const head = side('head', [...three, row])

    expect(gate(base, head)).toMatchObject({
      outcome: 'failed',
      newViolations: [{ id: 'toReplayMatching()', verdict: 'missing' }],
      withoutBaseline: ['refunds'],
    })
    expect(gate(side('base', [...three, row]), head).outcome).toBe('passed')
  })

  test('without a report of the base every failure is new, and the line says what was not compared', () => {
    const { report: _report, ...recordings } = base
    const fails = gate(recordings, side('head', [failing('a', steady), ...three.slice(1)]))
    const holds = gate(recordings, side('head', three))

    expect(fails).toMatchObject({ outcome: 'failed', newViolations: [{ id: 'a' }] })
    expect(holds.verdict).toBe(
      'Retrial gate: passed · 3 of 3 decisions hold · policies not compared: no report of the base',
    )
  })

  test('the order of rows says nothing', () => {
    const rows = [failing('c', steady), violating('b', ['x']), failing('a', { verdict: 'error' })]
    const forwards = gate(base, side('head', rows))

    expect(gate(base, side('head', rows.toReversed()))).toEqual(forwards)
    expect(forwards.newViolations.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('recordings', () => {
  const other = (id: string, hash: string, more = {}) =>
    replay(id, { ...steady, baseline: baselineFacts({ hash: `sha256:${hash}`, ...more }) })

  test('an accepted change passes, and is named', () => {
    const result = gate(base, side('head', [other('a', 'new'), ...three.slice(1)]))

    expect(result).toMatchObject({ outcome: 'passed', changedBaselines: [{ id: 'a', after: 'sha256:new' }] })
    expect(result.verdict).toContain('1 baseline changed')
  })

  test('a new one passes', () => {
    const result = gate(base, side('head', [...three, replay('d', steady)]))
    expect(result).toMatchObject({ outcome: 'passed', addedBaselines: [{ id: 'd' }] })
  })

  test('one that is deleted, with its replay, fails until that is allowed', () => {
    const head = side('head', three.slice(1))

    expect(gate(base, head)).toMatchObject({ outcome: 'failed', removedBaselines: [{ id: 'a' }] })
    expect(gate(base, head).verdict).toBe('Retrial gate: failed: 1 baseline removed · 2 of 2 decisions hold')
    expect(gate(base, head, { allowRemoved: true }).outcome).toBe('passed')
  })

  test('all of a decision, or all there are', () => {
    const lookup = replay('d', { functionName: 'lookup' })
    const gone = gate(side('base', [...three, lookup]), side('head', three), { allowRemoved: true })

    expect(gone.withoutBaseline).toEqual(['lookup'])
    expect(gate(base, side('head', [], { baselines: [] }), { allowRemoved: true })).toMatchObject({
      outcome: 'incomparable',
      reasons: [{ code: 'EVIDENCE', message: 'head (head.json): 0 decisions were replayed' }],
    })
  })

  test('a renamed one, or one in another store, is the same decision', () => {
    const moved = replay('z', { ...steady, store: 'dir:other', baseline: three[0]!.baseline! })
    const holds = gate(base, side('head', [moved, ...three.slice(1)]))
    const fails = gate(
      base,
      side('head', [{ ...failing('z'), ...moved, ok: false, verdict: 'miss' }, ...three.slice(1)]),
    )

    expect(holds).toMatchObject({
      ...{ outcome: 'passed', removedBaselines: [], addedBaselines: [] },
      movedBaselines: [{ store: 'dir:other', id: 'z', from: { store: 'dir:decisions', id: 'a' } }],
    })
    expect(fails.newViolations).toHaveLength(1)
  })

  test('a renamed one that holds something else by now is removed, and another is added', () => {
    const result = gate(base, side('head', [other('z', 'other'), ...three.slice(1)]))
    expect(result).toMatchObject({
      ...{ outcome: 'failed', removedBaselines: [{ id: 'a' }], addedBaselines: [{ id: 'z' }] },
    })
  })

  test('one that was edited by hand has another hash than it names', () => {
    const head = side('head', three)
    const baselines = head.baselines!.map((one) =>
      one.id === 'a' ? { ...one, editedHash: 'sha256:real' } : one,
    )
    const result = gate(base, { ...head, baselines })

    expect(result.changedBaselines).toMatchObject([{ id: 'a', after: 'sha256:real', edited: true }])
    expect(result.notes).toEqual(['edited by hand, by their content hash: a'])
  })

  test('another model, or other parameters, are incomparable until that is allowed', () => {
    const model = (name: string, parametersHash = 'x') => ({ model: { name, parametersHash } })
    const was = side('base', [other('a', 'one', model('small'))])
    for (const now of [model('large'), model('small', 'y'), {}]) {
      const head = side('head', [other('a', 'two', now)])
      const result = gate(was, head)

      expect(result).toMatchObject({ outcome: 'incomparable', exitCode: 3, newViolations: [] })
      expect(result.modelChanges).toMatchObject([{ id: 'a', where: 'baseline', before: { name: 'small' } }])
      expect(gate(was, head, { allowModelChange: true }).outcome).toBe('passed')
    }
  })

  test('a decision whose code asks another model than its baseline is incomparable, whatever is allowed', () => {
    const asks = { model: { name: 'large', parametersHash: 'x' } }
    const result = gate(base, side('head', [failing('a', { ...steady, ...asks }), ...three.slice(1)]), {
      allowModelChange: true,
    })

    expect(result).toMatchObject({ outcome: 'incomparable', newViolations: [] })
    expect(result.reasons).toMatchObject([{ code: 'MODEL_CHANGED' }])
  })

  test('old ones are named, and stop nobody', () => {
    const ages = ['2026-01-30T12:00:00.000Z', '2025-12-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z']
    const rows = ages.map((createdAt, index) => other(`id${index}`, `${index}`, { createdAt }))
    const result = gate(side('base', rows), side('head', rows), { maxBaselineAgeDays: 30 })

    expect(result.outcome).toBe('passed')
    expect(result.oldBaselines.map(({ id, days }) => [id, days])).toEqual([
      ['id1', 63],
      ['id2', 31],
    ])
  })
})

describe('evidence that is not whole never passes', () => {
  const codes = (was: Evidence, is: Evidence, budgets?: GateBudgets): GateReasonCode[] =>
    gate(was, is, budgets).reasons.map(({ code }) => code)
  const runs = (run: object): [Evidence, Evidence][] => [
    [base, side('head', three, { run })],
    [side('base', three, { run }), side('head', three)],
  ]

  test.each<[string, [Evidence, Evidence][], string]>([
    ['a shard', runs({ shard: { index: 1, count: 2 } }), 'shard 1 of 2 only: merge them first'],
    ['a shard that is missing', runs({ missingShards: [2] }), 'shard 2 missing'],
    [
      'a run of some tests, as by .only or -t',
      runs({ partial: 'only some of the tests were asked for' }),
      'only some',
    ],
    ['a test file that crashed', runs({ testFiles: 2 }), 'only 1 of 2 test files ran'],
    ['no rows', runs({ rows: [] }), '0 decisions were replayed'],
    [
      'a replay that is there twice',
      runs({ rows: [...three, three[0]] }),
      'the replay of a in "a holds" is there twice',
    ],
    [
      'a file that is there twice',
      runs({
        files: [
          { file: 'x', whole: true },
          { file: 'x', whole: true },
        ],
      }),
      'the test file x is there twice',
    ],
    ['a policy that is not there', runs({ policies: [] }), 'the policy "steady" is named and not there'],
    [
      'a match that breaks a rule',
      runs({ rows: [{ ...violating('a', ['x']), ok: true, verdict: 'match' }] }),
      'the row of a contradicts itself',
    ],
    [
      'more matching trials than trials',
      runs({ rows: [replay('a', { trials: { passed: 9, total: 3, interval: [0, 1] } })] }),
      'contradicts itself',
    ],
    ['the same run twice', [[base, base]], 'base and head are the report of one run'],
    [
      'nothing at all',
      [
        [{ name: 'x' }, side('head', three)],
        [base, { name: 'x' }],
      ],
      'no recording and no report',
    ],
    ['what could not be read', [[base, { name: 'x', problems: ['not JSON'] }]], 'head (x): not JSON'],
    [
      'recordings only',
      [[base, { name: 'dir:x', baselines: three.map(({ id }) => stored(id)) }]],
      'nothing was replayed',
    ],
    [
      'a run that recorded or accepted',
      [[base, side('head', [replay('a', { kind: 'updated' }), ...three.slice(1)])]],
      'the run wrote 1 baseline itself',
    ],
    [
      'a report of other recordings',
      [
        [
          base,
          { ...side('head', three), baselines: three.map(({ id }) => stored(id, { hash: 'sha256:x' })) },
        ],
      ],
      'another recording of a and 2 more',
    ],
  ])('%s', (_name, sides, says) => {
    for (const [was, is] of sides) {
      const result = gate(was, is, { allowRemoved: true, minCoverage: 0 })
      expect(result).toMatchObject({ outcome: 'incomparable', exitCode: 3 })
      expect(result.reasons.map(({ message }) => message).join('\n')).toContain(says)
    }
  })

  test('not even where violations are found as well', () => {
    const head = side('head', [failing('a', steady)], { run: { missingShards: [2] } })
    const result = gate(base, head)

    expect(result).toMatchObject({ outcome: 'incomparable', newViolations: [{ id: 'a' }] })
    expect(result.reasons.map(({ code }) => code)).toContain('NEW_VIOLATIONS')
  })

  test('a skipped test: its baseline is there and is not replayed any more', () => {
    const head = { ...side('head', three.slice(1)), baselines: base.baselines! }

    expect(gate(base, head)).toMatchObject({ outcome: 'incomparable', lostCoverage: [{ id: 'a' }] })
    expect(gate(base, head).verdict).toContain('no verdict: 1 baseline no longer replayed')
    expect(codes(base, head, { minCoverage: 0.5, allowRemoved: true })).toEqual(['LOST_COVERAGE'])
  })

  test('nor is one that is only validated, or whose store is not at hand', () => {
    const validated = replay('a', { ...steady, mode: 'validation-only', outputsMatch: null })
    const { baselines: _baselines, ...unknown } = side('head', three.slice(1))

    expect(codes(base, side('head', [validated, ...three.slice(1)]))).toEqual(['LOST_COVERAGE'])
    expect(codes(base, unknown)).toEqual(['LOST_COVERAGE'])
  })

  test('one that no test replays on either side is named', () => {
    const unused = stored('obsolete')
    const [was, is] = [base, side('head', three)].map((one) => ({
      ...one,
      baselines: [...one.baselines!, unused],
    }))

    expect(gate(was!, is!)).toMatchObject({ outcome: 'passed', notReplayed: [{ id: 'obsolete' }] })
    expect(codes(was!, is!, { minCoverage: 0.9 })).toEqual(['COVERAGE'])
  })

  test('where the base has no report, any that is not replayed may be lost, unless a budget says how many may', () => {
    const { report: _report, ...recordings } = base
    const head = { ...side('head', three.slice(1)), baselines: base.baselines! }

    expect(codes(recordings, head)).toEqual(['LOST_COVERAGE'])
    expect(codes(recordings, head, { minCoverage: 0.6 })).toEqual([])
    expect(codes(recordings, head, { minCoverage: 0.7 })).toEqual(['COVERAGE'])
  })
})

describe('budgets', () => {
  const head = side('head', [failing('a', steady), ...three.slice(1)])

  test.each<[GateBudgets, GateReasonCode[]]>([
    [{}, ['NEW_VIOLATIONS']],
    [{ maxNewViolations: 1 }, []],
    [{ maxNewViolations: 1, minPassRate: 0.66 }, []],
    [{ maxNewViolations: 1, minPassRate: 0.67 }, ['PASS_RATE']],
  ])('%o', (budgets, expected) => {
    const result = gate(base, head, budgets)
    expect(result.reasons.map(({ code }) => code)).toEqual(expected)
    expect(result.budgets).toEqual(budgets)
  })

  const costing = (name: 'base' | 'head', facts: object) =>
    side(name, [
      replay('a', { baseline: baselineFacts({ model: { name: 'm', parametersHash: 'x' }, ...facts }) }),
    ])

  test.each<[string, object, object, GateReasonCode[], string]>([
    ['in dollars', { cost: 1, totalTokens: 1 }, { cost: 1.05, totalTokens: 9 }, [], ''],
    ['in dollars', { cost: 1 }, { cost: 1.11 }, ['COST'], 'cost up by 11.0% (1 → 1.11), 10% allowed'],
    [
      'in tokens',
      { totalTokens: 100 },
      { totalTokens: 120, cost: 1 },
      ['COST'],
      'tokens up by 20.0% (100 → 120)',
    ],
    ['from nothing', { totalTokens: 0 }, { totalTokens: 1 }, ['COST'], 'tokens up (0 → 1)'],
    ['less', { totalTokens: 100 }, { totalTokens: 10 }, [], ''],
    ['not known', { totalTokens: 100 }, {}, ['COST_UNKNOWN'], 'not known of every decision'],
  ])('what it may cost, %s', (_name, was, is, expected, says) => {
    const { reasons } = gate(costing('base', was), costing('head', is), { maxCostIncreasePercent: 10 })
    expect(reasons.map(({ code }) => code)).toEqual(expected)
    expect(reasons.map(({ message }) => message).join()).toContain(says)
  })
})

describe('trials and live replays', () => {
  const trials = (passed: number, total: number, more = {}) => ({
    trials: { passed, total, interval: [0, 1] as [number, number] },
    ...more,
  })
  const held = (passed: number, total: number) => replay('a', trials(passed, total))
  const broken = (passed: number, total: number) =>
    failing('a', trials(passed, total, { verdict: 'nondeterministic' }))

  test('what is surely worse is a new violation, also where its own rule still lets it pass', () => {
    for (const row of [broken(4, 10), held(4, 10)]) {
      const result = gate(side('base', [held(10, 10)]), side('head', [row]))
      expect(result).toMatchObject({ outcome: 'failed', samples: [{ answer: 'worse' }] })
      expect(result.newViolations[0]?.details.at(-1)).toBe(
        'matched in 4 of 10, on the base in 10 of 10 (p = 0.005)',
      )
    }
  })

  test('what fails, perhaps by chance, gets no verdict', () => {
    const flaky = gate(side('base', [held(5, 5)]), side('head', [broken(3, 5)]))
    const few = gate(side('base', [held(3, 3)]), side('head', [broken(0, 3)]))

    expect(flaky).toMatchObject({
      outcome: 'incomparable',
      newViolations: [],
      samples: [{ answer: 'not-shown' }],
    })
    expect(flaky.verdict).toContain(
      '1 decision fails, and the trials do not show that the change made it worse',
    )
    expect(few).toMatchObject({
      outcome: 'incomparable',
      samples: [{ answer: 'insufficient-sample', p: expect.closeTo(0.05) }],
    })
  })

  test('what holds in few trials holds, and the sample is said to be small', () => {
    const result = gate(side('base', [held(3, 3)]), side('head', [held(3, 3)], { run: { runner: 'jest' } }))
    expect(result).toMatchObject({ outcome: 'passed', samples: [{ answer: 'insufficient-sample' }] })
    expect(result.notes).toContain('insufficient sample: so few trials show no difference, however large: a')
  })

  test('one live replay each shows nothing', () => {
    const live = { effects: 'live' as const }
    const result = gate(side('base', [replay('a', live)]), side('head', [failing('a', live)]))
    expect(result).toMatchObject({ outcome: 'incomparable', reasons: [{ code: 'INSUFFICIENT_SAMPLE' }] })
  })

  test('a run that recorded its baselines drew no sample', () => {
    const recorded = replay('a', { kind: 'recorded', effects: 'live', test: 'records it' })
    const result = gate(side('base', [recorded, replay('a')]), side('head', [failing('a')]))
    expect(result).toMatchObject({ outcome: 'failed', samples: [], newViolations: [{ id: 'a' }] })
  })

  test('a failure without chance beside it is a failure', () => {
    const head = side('head', [held(5, 5), failing('a', { test: 'another' })])
    expect(gate(side('base', [held(5, 5)]), head).outcome).toBe('failed')
  })

  test('of many steady decisions none is called worse by chance', () => {
    const many = (passed: number) =>
      Array.from({ length: 20 }, (_, index) => replay(`${index}`, trials(passed, 10)))
    const result = gate(side('base', many(10)), side('head', many(6)))
    // Alone it would be: p = 0.043.
    expect(result.samples.map(({ answer }) => answer)).toEqual(Array(20).fill('not-shown'))
    expect(result.samples[0]?.level).toBeCloseTo(0.0025)
  })
})
