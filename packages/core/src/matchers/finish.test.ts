import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { policy } from '../policy/index.js'
import type { ReplayResult } from '../replay/types.js'
import { VERDICTS, type Verdict } from '../replay/verdict.js'
import {
  sampleChange,
  sampleDiff,
  sampleResult,
  sampleViolation,
} from '../reporting/testing/sample-result.js'
import type { ReportedPolicy } from '../reporting/report/run-report.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { Attempt } from './attempt.js'
import type { CheckedResult } from './finish.js'
import { finish } from './finish.js'
import { checkUnderWay } from './testing/matcher-context.js'

beforeEach(() => {
  vi.stubEnv('CI', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const checked = (verdict: Verdict, kind: CheckedResult['kind'] = 'replayed'): CheckedResult => ({
  result: sampleResult({ verdict }),
  kind,
})

/** Whether the assertion holds, as a runner reads it. */
function holds(verdicts: readonly Verdict[], isNot: boolean): boolean {
  const { check } = checkUnderWay({ isNot })
  return (
    finish(
      check,
      verdicts.map((verdict) => checked(verdict)),
    ).pass !== isNot
  )
}

describe('an assertion holds', () => {
  test('where every replay is a match, and for no other verdict', () => {
    expect(VERDICTS.filter((verdict) => holds([verdict], false))).toEqual(['match'])
    expect(VERDICTS.filter((verdict) => holds(['match', verdict, 'match'], false))).toEqual(['match'])
  })

  test('with .not where an outcome was compared and differs, and for no other verdict', () => {
    expect(VERDICTS.filter((verdict) => holds([verdict], true))).toEqual(['violation', 'mismatch'])
  })

  test('with .not never where one of the replays was not compared', () => {
    const besides = VERDICTS.filter((verdict) => holds(['mismatch', verdict], true))

    expect(besides).toEqual(['match', 'violation', 'mismatch'])
  })
})

describe('what is reported', () => {
  test('is a row for each result, with what became of its baseline', () => {
    const { check, rows } = checkUnderWay()
    finish(check, [
      checked('match'),
      checked('match', 'recorded'),
      checked('match', 'updated'),
      checked('miss'),
    ])

    expect(rows.map(({ kind, ok }) => [kind, ok])).toEqual([
      ['replayed', true],
      ['recorded', true],
      ['updated', true],
      ['replayed', false],
    ])
    expect(check.context.snapshotState).toMatchObject({ added: 1, matched: 1, unmatched: 1, updated: 1 })
  })

  test('names the policy', () => {
    const { check, rows } = checkUnderWay()
    finish(check, [checked('match')], { policy: policy('steady') })

    expect(rows[0]).toMatchObject({ policy: 'steady', policyHash: expect.stringMatching(/^sha256:/) })
  })

  test('takes the policy along', () => {
    const sent: (ReportedPolicy | undefined)[] = []
    const attempt = new Attempt({ report: (_row, named) => void sent.push(named) })
    const { check } = checkUnderWay()
    finish({ ...check, attempt }, [checked('match')], { policy: policy('steady').ignore('output.a') })
    finish({ ...check, attempt }, [checked('match')])

    expect(sent).toEqual([
      {
        hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        policy: { name: 'steady', rules: [{ field: 'output.a', comparator: 'ignore' }] },
      },
      undefined,
    ])
  })

  test('says where the assertion stands, where somebody will look', () => {
    const { check, rows } = checkUnderWay({ testPath: '/project/a.test.ts' })
    finish(check, [checked('match'), checked('mismatch')])

    expect(rows.map(({ location }) => location)).toEqual([undefined, { line: 7, column: 9 }])
  })

  test('says how the decision was judged', () => {
    const { check, rows } = checkUnderWay()
    finish(check, [checked('match')], { mode: 'strict', effects: 'live' })

    expect(rows[0]).toMatchObject({ mode: 'strict', effects: 'live' })
  })

  test.each([
    ['mismatch', true],
    ['match', false],
    ['missing', false],
  ] as const)('with .not takes a %s for ok: %s', (verdict, ok) => {
    const { check, rows } = checkUnderWay({ isNot: true })
    finish(check, [checked(verdict)])

    expect(rows.map((row) => row.ok)).toEqual([ok])
  })

  test('with .not counts no snapshot: the baseline is not what is looked for', () => {
    const { check } = checkUnderWay({ isNot: true })
    finish(check, [checked('mismatch')])

    expect(check.context.snapshotState).toMatchObject({ matched: 0, unmatched: 0 })
  })

  test('counts nothing while a poll does not hold yet', () => {
    const { check } = checkUnderWay({ poll: true })
    finish(check, [checked('mismatch')])
    expect(check.context.snapshotState).toMatchObject({ matched: 0, unmatched: 0 })

    finish(check, [checked('match')])
    expect(check.context.snapshotState).toMatchObject({ matched: 1, unmatched: 0 })
  })
})

describe('the message', () => {
  const messageOf = (verdict: Verdict, context = {}): string => {
    const { check } = checkUnderWay(context)
    const result = sampleResult({ verdict, diff: sampleDiff([sampleChange('output.label')]) })
    return finish(check, [{ result, kind: 'replayed' }], { policy: policy('steady') }).message()
  }

  test('says which decision did not hold, why, and how to accept it', () => {
    expect(messageOf('mismatch')).toBe(
      `expect(decisions).toReplayMatching(policy)

The decision did not hold under policy "steady".

✗ refunds/1  mismatch
    output.label: 1 → 2

→ If the change is meant, accept it with runner -u`,
    )
  })

  test('says with .not that it still holds', () => {
    expect(messageOf('match', { isNot: true })).toBe(
      'expect(decisions).not.toReplayMatching(policy)\n\nThe decision still holds.\n\n✓ refunds/1  match',
    )
  })

  test.each([
    ['miss', 'record the new answers with runner -u (this calls the real services)'],
    ['missing', 'Record it first'],
    ['timeout', 'If it needs longer, say so: { timeoutMs }'],
  ] as const)('says what to do after a %s', (verdict, step) => {
    expect(messageOf(verdict)).toContain(
      `→ ${step.startsWith('record') ? 'If the change is meant, ' : ''}${step}`,
    )
  })

  test('says that -u does not help where a rule judges the outcome alone, also while it runs', () => {
    for (const _updateSnapshot of ['new', 'all'] as const) {
      const { check } = checkUnderWay({ snapshotState: { _updateSnapshot } })
      const policyViolations = [sampleViolation('output.a'), sampleViolation('output.b', { absolute: true })]
      const result = sampleResult({ verdict: 'violation', policyViolations })
      expect(finish(check, [{ result, kind: 'replayed' }], {}).message()).toContain(
        '\n→ runner -u does not accept this, as a rule forbids it whatever was recorded: change the code, or the policy.',
      )
    }
  })

  test('says it of nothing that a new recording may mend, and where all is forbidden', () => {
    const { check } = checkUnderWay({})
    const policyViolations = [sampleViolation('output.a', { absolute: true })]
    const forbidden = sampleResult({ verdict: 'violation', policyViolations })
    const stepOf = (...results: ReplayResult[]): string =>
      finish(
        check,
        results.map((result) => ({ result, kind: 'replayed' as const })),
        {},
      ).message()
    expect(stepOf(sampleResult({ verdict: 'miss', policyViolations }))).toContain('record the new answers')
    expect(stepOf(forbidden, sampleResult({ verdict: 'mismatch' }))).toContain('accept it with runner -u')
    expect(stepOf(forbidden, sampleResult({ verdict: 'match' }))).toContain('does not accept this')
  })

  test('gives no advice on an error: its own text does', () => {
    expect(messageOf('error')).not.toContain('\n→')
  })

  test('says in CI that it never records', () => {
    vi.stubEnv('CI', '1')

    expect(messageOf('missing')).toContain('→ CI never records. Run the test on your machine')
  })

  test('says in CI that -u accepted nothing', () => {
    vi.stubEnv('CI', '1')

    expect(messageOf('mismatch', { snapshotState: { _updateSnapshot: 'all' } })).toContain(
      '→ Nothing was accepted: CI never writes baselines.',
    )
  })
})

describe('accepted variants', () => {
  const outputs = [{ name: 'result', value: 1, dataType: 'number' }]
  const accepted = [{ outputs, acceptedAt: '2026-02-01T00:00:00.000Z', note: 'as good' }]
  const byVariant: CheckedResult = {
    result: sampleResult({
      verdict: 'match',
      acceptedVariant: 1,
      originalSnapshot: sampleSnapshot('refunds/1', { accepted }),
    }),
    kind: 'replayed',
  }
  const textOf = (results: CheckedResult[]): string =>
    finish(checkUnderWay({ isNot: true }).check, results).message()

  test('are named where .not fails for them', () => {
    expect(textOf([byVariant])).toContain('it came to accepted variant 1 of 1 ("as good").')
    expect(textOf([byVariant, checked('match')])).toContain('still hold, 1 of them by an accepted variant.')
    expect(textOf([checked('match')])).toContain('The decision still holds.')
  })

  test('are in the row', () => {
    const { check, rows } = checkUnderWay()
    finish(check, [byVariant, checked('match')])
    expect(rows.map(({ acceptedVariant }) => acceptedVariant)).toEqual([1, undefined])
  })
})
