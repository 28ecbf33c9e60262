import { createProject, plainDecision, summaryOf, vitestRunner, type Files } from '@retrial/fixtures/adapters'
import { describe, expect, test } from 'vitest'

const file = (body: string): Files => ({
  'test/plain.test.ts': `import { plain } from '../src/plain'\n\n${body}\n`,
})
const ASSERTION = "expect(() => plain('an answer')).toHaveNoDiffFrom('plain/one')"

describe.concurrent('what vitest does not hear of fails the run all the same', () => {
  test.for([
    [
      'a test that skips itself',
      `test('skips', async (context) => { await expect.soft${ASSERTION.slice(6)}; context.skip() })`,
    ],
    [
      'a hook that catches it',
      `test('fine', () => {})\nafterAll(async () => { await ${ASSERTION}.catch(() => {}) })`,
    ],
  ] as const)('in %s', async ([, body], { onTestFinished }) => {
    const project = createProject({ ...vitestRunner().files, ...plainDecision() })
    onTestFinished(() => {
      project.remove()
    })
    await project.run('vitest', ['run'])
    project.write(file(body))
    const holds = await project.run('vitest', ['run'])
    const changed = await project.run('vitest', ['run'], { PHASE: 'changed' })

    expect(holds.code, holds.stdout + holds.stderr).toBe(0)
    expect(changed.code, changed.stdout + changed.stderr).toBe(1)
    expect(summaryOf(changed).join('\n')).toContain('the run fails by what did not hold: no test did')
  })

  test('where its test skips itself and nobody awaits it', async ({ onTestFinished }) => {
    const project = createProject({
      ...vitestRunner().files,
      ...plainDecision(),
      ...file(`test('skips', (context) => { void ${ASSERTION}; context.skip() })`),
    })
    onTestFinished(() => {
      project.remove()
    })
    const run = await project.run('vitest', ['run'])

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(run.stderr).toContain('NOT_AWAITED: an assertion of this test was not awaited')
    expect(run.stderr).toContain('test/plain.test.ts:3:')
  })
})

test.concurrent(
  'what says nothing of its decision is not shown as held, where it was meant to fail',
  async ({ onTestFinished }) => {
    const project = createProject({
      ...vitestRunner().files,
      ...plainDecision(),
      ...file(
        `test.fails('meant to fail', async () => { await expect(() => 1).toHaveNoDiffFrom('plain/one') })`,
      ),
    })
    onTestFinished(() => {
      project.remove()
    })
    const run = await project.run('vitest', ['run'])

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(run.stderr).toContain('NOT_COMPARED: this test is meant to fail')
    expect(summaryOf(run).join('\n')).toContain('✗ 1 of 1 decisions did not hold')
    expect(JSON.parse(project.read('.retrial/report.json')).rows).toMatchObject([
      { verdict: 'error', ok: false },
    ])
  },
)

const VICTIM = `test('the other', async () => { await new Promise((resolve) => setTimeout(resolve, 800)) })\n`

test.concurrent.for(['forks', 'threads'] as const)(
  'what a file that is over left behind is put down to no other: %s',
  async (pool, { onTestFinished }) => {
    const runner = vitestRunner({ pool, isolate: false, settings: { maxWorkers: 1, fileParallelism: false } })
    const project = createProject({
      ...runner.files,
      ...plainDecision(),
      ...file(`test('leaves it', () => { setTimeout(() => { void ${ASSERTION} }, 300) })`),
      'test/victim.test.ts': VICTIM,
    })
    onTestFinished(() => {
      project.remove()
    })
    const run = await runner.run(project, { args: ['--sequence.shuffle=false'] })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(run.stdout).toContain('✓ the other')
    expect(run.stderr).toContain('NOT_AWAITED: an assertion of this file was not awaited')
    expect(run.stderr).toContain('test/plain.test.ts:3:')
  },
)

test.concurrent('a hook that asks until it holds passes', async ({ onTestFinished }) => {
  const project = createProject({
    ...vitestRunner().files,
    ...plainDecision(),
  })
  onTestFinished(() => {
    project.remove()
  })
  await project.run('vitest', ['run'])
  project.write(
    file(`import { vi } from 'vitest'

test('fine', () => {})
let asked = 0
beforeAll(async () => {
  await vi.waitFor(async () => {
    await expect(() => plain(asked++ === 0 ? 'another' : 'an answer')).toHaveNoDiffFrom('plain/one')
  })
})`),
  )
  const run = await project.run('vitest', ['run'])

  expect(run.code, run.stdout + run.stderr).toBe(0)
})

test.concurrent('a file name behind -u is taken for no mode', async ({ onTestFinished }) => {
  const project = createProject({
    ...vitestRunner().files,
    ...plainDecision(),
    ...plainDecision('plain/two', 'two'),
  })
  onTestFinished(() => {
    project.remove()
  })
  await project.run('vitest', ['run'])
  const before = project.files('decisions')
  const wrong = await project.run('vitest', ['run', '-u', 'two.test.ts'], { PHASE: 'changed' })
  const right = await project.run('vitest', ['run', 'two.test.ts', '-u'], { PHASE: 'changed' })

  expect(wrong.code, wrong.stdout).toBe(1)
  expect(wrong.stderr).toContain('INVALID_OPTION')
  expect(wrong.stderr).toContain('vitest was told --update "two.test.ts"')
  expect(right.code, right.stdout + right.stderr).toBe(0)
  const after = project.files('decisions')
  expect(after['decisions/plain/one.json']).toBe(before['decisions/plain/one.json'])
  expect(after['decisions/plain/two.json']).toContain('an answer changed')
})
