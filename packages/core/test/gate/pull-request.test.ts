import { jestRunner, vitestRunner } from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Repository } from './pull-request.js'

/** Label of refunds that tell that they are late: a regression. */
const WORSE = ["/refund/.test(text) ? 'refund'", "/refund please/.test(text) ? 'refund'"] as const
const LOOSER = [".exactMatch('output.label')", ".ignore('output.label')"] as const

describe.each([vitestRunner(), jestRunner()])('a pull request, by $name', (runner) => {
  const repository = new Repository(runner)
  const worse = () => repository.edited('src/triage.ts', ...WORSE)
  beforeAll(() => repository.makeBase())
  afterAll(() => {
    repository.project.remove()
  })

  test('that changes nothing passes', async () => {
    await repository.open({ 'README.md': 'hello\n' })
    await repository.run()
    const { code, result } = repository.gate()

    expect(result.verdict).toBe('Retrial gate: passed · 4 of 4 decisions hold')
    expect(result).toMatchObject({ reasons: [], notes: [], policyChanges: [] })
    expect(code).toBe(0)
    // Without a report of the base it says what it did not look at.
    expect(repository.gate([]).result.verdict).toContain('policies not compared')
  })

  test('with a regression fails, with the decision and the line', async () => {
    await repository.open(worse())
    await repository.run()
    const { code, result } = repository.gate()

    expect(result.verdict).toBe('Retrial gate: failed: 1 new violation · 3 of 4 decisions hold')
    expect(result.newViolations).toMatchObject([
      { id: 'refunds/two', verdict: 'violation', policy: 'steady', file: 'test/triage.test.ts' },
    ])
    expect(code).toBe(1)
    expect(repository.gate(['--base', 'main']).code).toBe(1)
    expect(repository.gate(['--base', 'base-report.json', '--max-new-violations', '1']).code).toBe(0)
  })

  test('with an intended change that was accepted passes, and shows it', async () => {
    await repository.open(worse(), { recordAnew: true })
    await repository.run()
    const { code, result } = repository.gate()

    expect(result.verdict).toBe('Retrial gate: passed · 4 of 4 decisions hold · 1 baseline changed')
    expect(result.changedBaselines).toMatchObject([
      {
        id: 'refunds/two',
        changes: [{ fieldPath: 'output.label', oldValue: '"refund"', newValue: '"question"' }],
      },
    ])
    expect(code).toBe(0)
  })

  test('that deletes a baseline to hide a regression fails', async () => {
    await repository.open({ ...worse(), 'decisions/refunds/two.json': undefined })
    await repository.run()

    const sides = [['--base', 'base-report.json'], ['--base', 'main'], []]
    for (const { code, result } of sides.map((args) => repository.gate(args))) {
      expect(result.verdict).toContain('failed: 1 baseline removed · 3 of 3 decisions hold')
      expect(result.removedBaselines).toMatchObject([{ id: 'refunds/two', functionName: 'triage' }])
      expect(code).toBe(1)
    }
  })

  test('that loosens a policy to hide a regression fails', async () => {
    await repository.open({ ...worse(), ...repository.edited('src/policies.ts', ...LOOSER) })
    const { code: tests } = await repository.run()
    const { code, result } = repository.gate()

    expect(tests).toBe(0)
    expect(result.verdict).toBe('Retrial gate: failed: 1 policy rule loosened · 4 of 4 decisions hold')
    expect(result.policyChanges).toMatchObject([
      {
        ...{ move: 'loosened', before: 'steady', after: 'steady' },
        what: 'exactMatch(output.label) → ignore(output.label)',
        decisions: [{ id: 'questions/one' }, { id: 'refunds/one' }, { id: 'refunds/two' }],
      },
    ])
    expect(code).toBe(1)
  })

  test('of which a shard crashed gets no verdict', async () => {
    await repository.open({})
    await repository.run(['--shard=1/2'])
    const { code, result } = repository.gate([
      '--base',
      'base-report.json',
      '--head',
      '.retrial/report-1-of-2.json',
    ])

    expect(result.outcome).toBe('incomparable')
    expect(result.reasons.at(-1)?.code).toBe('LOST_COVERAGE')
    expect(result.reasons[0]?.message).toContain('shard 1 of 2 only')
    expect(code).toBe(3)
    // Nothing merged them.
    expect(repository.gate().result.reasons[0]?.message).toContain('there is no report .retrial/report.json')
  })

  test('with a flaky decision fails, and by several trials it is said to be no more than that', async () => {
    const flaky = repository.edited(
      'src/triage.ts',
      "reply: 'About: '",
      "reply: (calls++ ? calls + ' ' : '') + 'About: '",
    )
    const [path = '', text = ''] = Object.entries(flaky)[0] ?? []
    const changes = { [path]: `let calls = 0\n${text}` }
    await repository.open(changes)
    await repository.run()
    const once = repository.gate()

    expect(once.result.newViolations.map(({ verdict }) => verdict)).toContain('nondeterministic')
    expect(once.code).toBe(1)

    await repository.open({
      ...changes,
      ...repository.edited('test/triage.test.ts', 'Matching(steady)', 'Matching(steady, { trials: 4 })'),
    })
    await repository.run()
    const { code, result } = repository.gate()
    expect(result).toMatchObject({ newViolations: [], samples: [{ answer: 'insufficient-sample' }, {}, {}] })
    expect(result.reasons.map((one) => one.code)).toEqual(['INSUFFICIENT_SAMPLE'])
    expect(code).toBe(3)
  })

  test('of another model gets no verdict until that is allowed', async () => {
    await repository.open({ 'src/model.ts': "export const MODEL = 'large'\n" }, { recordAnew: true })
    await repository.run()
    const { code, result } = repository.gate()

    expect(result).toMatchObject({ newViolations: [], reasons: [{ code: 'MODEL_CHANGED' }] })
    expect(result.modelChanges).toMatchObject(
      Array(3).fill({ where: 'baseline', before: { name: 'small' }, after: { name: 'large' } }),
    )
    expect(code).toBe(3)
    expect(repository.gate(['--base', 'base-report.json', '--allow-model-change']).code).toBe(0)
  })

  test('that skips a test, leaves one out, or runs them with -u, gets no verdict', async () => {
    await repository.open(repository.edited('test/triage.test.ts', "test('triage", "test.skip('triage"))
    await repository.run()
    expect(repository.gate()).toMatchObject({ code: 3, result: { lostCoverage: [{}, {}, {}] } })
    expect(repository.gate(['--base', 'main']).code).toBe(3)

    await repository.open({ 'test/triage.test.ts': undefined })
    await repository.run()
    expect(repository.gate()).toMatchObject({ code: 3, result: { lostCoverage: [{}, {}, {}] } })

    await repository.open(worse())
    await repository.run(['-u'], {})
    expect(repository.gate().code).toBe(3)
  })

  test('that asks for one test only, or asserts that a decision does not hold, does not pass', async () => {
    const only = repository.edited(
      'test/triage.test.ts',
      "test('triage",
      "test.only('other', () => {})\ntest('triage",
    )
    await repository.open({ ...worse(), ...only })
    await repository.run()
    expect(repository.gate()).toMatchObject({ code: 3, result: { lostCoverage: [{}, {}, {}] } })

    await repository.open({
      ...worse(),
      ...repository.edited('test/triage.test.ts', '.toReplay', '.not.toReplay'),
    })
    expect((await repository.run()).code).toBe(0)
    expect(repository.gate()).toMatchObject({ code: 1 })
    expect(repository.gate().result.newViolations.map(({ id }) => id)).toContain('refunds/two')
  })

  test('that empties its store, or has the gate let more through, is seen', async () => {
    await repository.open({ ...worse(), 'retrial.config.json': '{ "gate": { "maxNewViolations": 9 } }' })
    await repository.run()
    expect(repository.gate()).toMatchObject({ code: 0, result: { budgets: { maxNewViolations: 9 } } })
    expect(repository.gate().result.notes.join()).toContain('retrial.config.json is not as on the base')
    expect(repository.gate(['--base', 'base-report.json', '--max-new-violations=0']).code).toBe(1)

    await repository.open({ 'test/triage.test.ts': undefined, 'test/other.test.ts': undefined })
    repository.git('rm', '-rq', 'decisions')
    repository.git('commit', '-qm', 'nothing left')
    await repository.run()
    const { code, result } = repository.gate()
    expect(code).toBe(3)
    expect(result.removedBaselines).toHaveLength(4)
  })

  test('that moves its baselines, or renames one, goes on being compared', async () => {
    await repository.open(worse())
    repository.git('mv', 'decisions', 'baselines')
    repository.project.write({ 'retrial.config.json': '{ "store": "dir:baselines" }' })
    repository.git('add', '-A')
    repository.git('commit', '-q', '-m', 'move')
    await repository.run()

    for (const args of [
      ['--base', 'main'],
      ['--base', 'base-report.json'],
    ]) {
      const { code, result } = repository.gate(args)
      expect(result.newViolations.map(({ id }) => id)).toEqual(['refunds/two'])
      expect(result).toMatchObject({ removedBaselines: [], movedBaselines: [{}, {}, {}, {}] })
      expect(code).toBe(1)
    }

    rmBaseline(repository, 'baselines/refunds/one.json')
    await repository.run()
    expect(repository.gate(['--base', 'main']).result.removedBaselines).toMatchObject([
      { store: 'dir:decisions', id: 'refunds/one' },
    ])
  })
})

function rmBaseline(repository: Repository, path: string): void {
  repository.git('rm', '-q', path)
  repository.git('commit', '-q', '-m', 'one less')
}
