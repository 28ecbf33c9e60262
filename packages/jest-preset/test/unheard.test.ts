import { createProject, jestRunner, summaryOf, type Files } from '@retrial/fixtures/adapters'
import { describe, expect, test } from 'vitest'

const sleep = (ms: number): string => `await new Promise((resolve) => setTimeout(resolve, ${ms}))`

const record: Files = {
  'src/slow.ts': `import { decision } from '@retrial/core/decision'

const { PHASE = '' } = process.env
export const quick = decision('quick', async (text: string) => text + PHASE)
export const slow = decision('slow', async (text: string) => { ${sleep(60)}; return text + PHASE })
`,
  'test/record.test.ts': `import { quick, slow } from '../src/slow'

test('records', async () => {
  await expect(() => quick('a')).toHaveNoDiffFrom('quick/one')
  await expect(() => slow('a')).toHaveNoDiffFrom('slow/one')
})
`,
}

/** Nobody awaits the helper, and all hooks of ours have run. */
const BEHIND = (hook: string): string => `import { slow } from '../src/slow'

const check = async () => { await expect(() => slow('a')).toHaveNoDiffFrom('slow/one') }
test('fine', () => {})
afterAll(() => { ${hook} })
`
const LONG = `test('takes its time', async () => { ${sleep(1_500)} })\n`

describe.concurrent('what jest does not hear of fails the run all the same', () => {
  test.for([
    ['a helper that nobody awaits, in workers', jestRunner({ workers: true }), 'check()'],
    ['one whose failure is caught, in one process', jestRunner(), 'check().catch(() => {})'],
  ] as const)('%s', async ([, runner, hook], { onTestFinished }) => {
    const project = createProject({ ...runner.files, ...record })
    onTestFinished(() => {
      project.remove()
    })
    await runner.run(project)
    project.write({
      // jest begins with the file that is largest.
      'test/behind.test.ts': `${BEHIND(hook)}\n${'// '.padEnd(3_000, '-')}\n`,
      'test/long.test.ts': LONG,
    })
    const run = await runner.run(project, { only: ['behind', 'long'], env: { PHASE: 'changed' } })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    const summary = summaryOf(run).join('\n')
    expect(summary).toContain('1 of 1 decisions did not hold')
    expect(summary).toContain('the run fails by what did not hold: no test did')
  })

  test('what comes to an end when the run is over is named', async ({ onTestFinished }) => {
    const runner = jestRunner()
    const project = createProject({ ...runner.files, ...record })
    onTestFinished(() => {
      project.remove()
    })
    await runner.run(project)
    project.write({ 'test/behind.test.ts': BEHIND('check()') })
    const run = await runner.run(project, { only: ['behind'], env: { PHASE: 'changed' } })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(run.stderr).toContain('NOT_AWAITED: the run was over when an assertion came to an end')
    expect(run.stderr).toContain('output: "a" → "achanged"')
    expect(run.stderr).not.toContain('ENOENT')
  })
})

test.concurrent.for([
  ['a decision that takes its time', 'slow'],
  ['one that answers at once', 'quick'],
] as const)(
  'what is still open at the end of its test fails that one alone: %s',
  async ([, name], { onTestFinished }) => {
    const runner = jestRunner()
    const project = createProject({ ...runner.files, ...record })
    onTestFinished(() => {
      project.remove()
    })
    await runner.run(project)
    project.write({
      'test/open.test.ts': `import { ${name} } from '../src/slow'

test('leaves it open', () => { expect(() => ${name}('a')).toHaveNoDiffFrom('${name}/one').then(() => {}) })
${'// '.padEnd(3_000, '-')}
`,
      'test/long.test.ts': LONG,
    })
    const run = await runner.run(project, {
      only: ['open', 'long'],
      args: ['--verbose'],
      env: { PHASE: 'changed' },
    })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(run.stderr).toContain('✕ leaves it open')
    expect(run.stderr).toContain('✓ takes its time')
    expect(run.stderr).toContain('Tests:       1 failed, 1 passed, 2 total')
    expect(summaryOf(run)[0]).toContain('1 of 1 decisions did not hold')
  },
)
