import { createProject, jestBefore, jestRunner, plainDecision, summaryOf } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

const TEST_FILE = `import { plain } from '../src/plain'
import { timers as jest } from '../src/runner'

jest.retryTimes(2, JSON.parse(process.env.RETRY))
let tries = 0
test('at the third try', async () => {
  const text = ++tries < 3 && process.env.PHASE ? 'another' : 'an answer'
  await expect(text + ' first').toHaveNoDiffFrom('plain/one')
})
test('at no try', async () => {
  if (process.env.PHASE) await expect('another').toHaveNoDiffFrom('plain/one')
})
`

const LATE = `import { plain } from '../src/plain'
import { timers as jest } from '../src/runner'

jest.retryTimes(1)
let tries = 0
afterEach(async () => {
  if (++tries === 2) await expect('another').toHaveNoDiffFrom('plain/one')
})
test.failing('meant to fail', async () => {
  await expect('another').toHaveNoDiffFrom('plain/one')
})
test('fails by a hook at first', async () => {
  const later = expect('an answer first').toHaveNoDiffFrom('plain/one')
  await new Promise((resolve) => setTimeout(resolve, 5))
  await later
})
`

const CONCURRENT = `import { plain } from '../src/plain'

test.concurrent.failing('meant to fail', async () => {
  await new Promise((resolve) => setTimeout(resolve, 20))
  await expect('another').toHaveNoDiffFrom('plain/one')
})
test.concurrent('another', async () => { await new Promise((resolve) => setTimeout(resolve, 100)) })
`

// Before jest 30.5 nothing says which of the tests that run beside each other is meant to fail.
test
  .skipIf(jestBefore(30, 5))
  .concurrent('a concurrent test that is meant to fail fails no run beside others', async () => {
    const runner = jestRunner()
    const project = createProject({ ...runner.files, ...plainDecision() })
    try {
      await runner.run(project)
      project.write({ 'test/concurrent.test.ts': CONCURRENT })
      const run = await runner.run(project, { only: ['concurrent'] })

      expect(run.code, run.stdout + run.stderr).toBe(0)
      expect(summaryOf(run)[0]).toBe(' Retrial  ✓ 1 replayed: 1 mismatch')
    } finally {
      project.remove()
    }
  })

test.concurrent('what a hook behind the end of a try came to is part of that try', async () => {
  const runner = jestRunner()
  const project = createProject({ ...runner.files, ...plainDecision() })
  try {
    await runner.run(project)
    project.write({ 'test/late.test.ts': LATE })
    const run = await runner.run(project, { only: ['late'] })

    expect(run.code, run.stdout + run.stderr).toBe(0)
    expect(run.stderr).toContain('1 passed, 1 total')
    expect(summaryOf(run)[0]).toBe(' Retrial  ✓ 2 replayed: 1 match, 1 mismatch')
  } finally {
    project.remove()
  }
})

const ONE_TITLE = `import { plain } from '../src/plain'
import { timers as jest } from '../src/runner'

jest.retryTimes(2)
let tries = 0
for (const n of [1, 2]) test('one title', async () => {
  await expect(++tries === n ? 'another' : 'an answer first').toHaveNoDiffFrom('plain/one')
})
test.failing.each([1, 2])('meant to fail', async () => {
  await expect('another').toHaveNoDiffFrom('plain/one')
})
`

test.concurrent(
  'tests of one title: a try that was made again does not count, and what was meant to fail did',
  async () => {
    const runner = jestRunner()
    const project = createProject({ ...runner.files, ...plainDecision() })
    try {
      await runner.run(project)
      project.write({ 'test/title.test.ts': ONE_TITLE })
      const run = await runner.run(project, { only: ['title'] })

      expect(run.code, run.stdout + run.stderr).toBe(0)
      expect(summaryOf(run)[0]).toBe(' Retrial  ✓ 4 replayed: 2 match, 2 mismatch')
    } finally {
      project.remove()
    }
  },
)

test.concurrent.each([
  '{}',
  '{"waitBeforeRetry":20}',
  '{"retryImmediately":true}',
  '{"logErrorsBeforeRetry":true}',
])('of a retried test the last try counts, also with %s', async (retry) => {
  const runner = jestRunner()
  const project = createProject({ ...runner.files, ...plainDecision() })
  try {
    await runner.run(project)
    project.write({ 'test/retried.test.ts': TEST_FILE })
    const run = await runner.run(project, {
      only: ['retried'],
      env: { RETRY: retry, PHASE: 'changed' },
    })

    expect(run.code, run.stdout + run.stderr).toBe(1)
    expect(summaryOf(run)[0]).toBe(' Retrial  ✗ 1 of 2 decisions did not hold')
    expect(run.stderr).toContain('2 replayed: 1 match, 1 mismatch')
  } finally {
    project.remove()
  }
})

const WRITTEN = `import { plain } from '../src/plain'
import { timers as jest } from '../src/runner'

jest.retryTimes(1)
let tries = 0
test('again', async () => {
  await expect(() => plain('an answer')).toHaveNoDiffFrom('plain/one')
  expect(tries++).toBe(1)
})
`

test.concurrent('what an earlier try wrote is told', async () => {
  const runner = jestRunner()
  const project = createProject({ ...runner.files, ...plainDecision(), 'test/plain.test.ts': WRITTEN })
  try {
    const first = await runner.run(project)
    const second = await runner.run(project, { args: ['-u'], env: { PHASE: 'second' } })

    expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 1 replayed: 1 match; 1 recorded')
    expect(summaryOf(second)[0]).toBe(' Retrial  ✓ 1 replayed: 1 match; 1 updated')
    // jest before 30.5 takes back what a whole file counted.
    if (!jestBefore(30, 5)) expect(second.stderr).toContain('1 snapshot updated')
  } finally {
    project.remove()
  }
})
