import { createProject, jestRunner, plainDecision, summaryOf } from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const sleep = (ms: number): string => `await new Promise((resolve) => setTimeout(resolve, ${ms}))`

const LATE = `import { plain } from '../src/plain'

test('calls back', () => {
  ;['one', 'two'].forEach(async (name) => {
    ${sleep(20)}
    await expect(() => plain(name)).toHaveNoDiffFrom('plain/' + name)
  })
})
`

/** Runs on while the other file is over. */
const LONG = `test('takes its time', async () => { ${sleep(1_500)} })
`

describe.concurrent.each([
  ['in band', jestRunner()],
  ['in workers', jestRunner({ workers: true })],
  ['in ES modules', jestRunner({ modules: 'esm' })],
])('an assertion that begins when its file is over, %s', (_how, runner) => {
  const project = createProject({
    ...runner.files,
    ...plainDecision('plain/used', 'used'),
    // jest begins with the file that is largest.
    'test/late.test.ts': `${LATE}\n${'// '.padEnd(3_000, '-')}\n`,
    'test/long.test.ts': LONG,
  })
  beforeAll(async () => {
    const { code, stdout, stderr } = await runner.run(project, { only: ['used'] })
    expect(code, stdout + stderr).toBe(0)
  })
  afterAll(() => {
    project.remove()
  })

  test('fails the run, at its line, and no other file', async () => {
    const run = await runner.run(project, { only: ['late', 'long', 'used'] })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    const summary = summaryOf(run).join('\n')
    expect(summary).toContain('2 of 3 decisions did not hold')
    expect(summary).toMatch(
      /toHaveNoDiffFrom\(\) .*\n.*NOT_AWAITED: it began when its test file was over; await what calls it \(test\/late.test.ts:6:\d+\)/,
    )
    expect(summary).not.toContain('obsolete')
    expect(run.stdout + run.stderr).toMatch(/PASS .*long.test.ts/)
    expect(Object.keys(project.files('decisions'))).toEqual(['decisions/plain/used.json'])
  })
})

test('also where the run has ended by then', async ({ onTestFinished }) => {
  const runner = jestRunner()
  const project = createProject({
    ...runner.files,
    ...plainDecision(),
    'test/late.test.ts': LATE.replace('20', '400'),
  })
  onTestFinished(() => {
    project.remove()
  })
  const run = await runner.run(project, { only: ['late'] })

  expect(run.code).toBe(1)
  expect(run.stderr).toContain('toHaveNoDiffFrom()  NOT_AWAITED: it began when its test file was over')
  expect(run.stderr).toMatch(/test\/late.test.ts:\d+/)
})
