import { createProject, type Files, type Project } from '@retrial/fixtures/run-project'
import { compare, type Compared } from './compare.js'
import { ONCE, runnerFiles, testFile } from './runner-files.js'
import { timedRun, type RunnerName } from './timed-run.js'

const TESTS = 100
const EACH = 100
export const ROWS = TESTS * EACH

/**
 * Runs of as many replays: with ours, and with the same matchers in a setup file whose rows reach nobody. What is more is
 * what rows take from the assertion to the end of the run: to write and send them, to read them, to report and keep them.
 */
export function manyRows(runner: RunnerName, rounds: number): Compared[] {
  const files = replays(runner)
  const projects: Project[] = [
    createProject({ ...runnerFiles(runner, 'own'), ...files, ...dropping(runner) }),
    createProject({ ...runnerFiles(runner, 'ours'), ...files }),
  ]
  const [dropped, ours] = projects as [Project, Project]
  try {
    for (const { folder } of projects) timedRun(folder, runner, ONCE[runner], { RECORDING: '1' })
    return compare(
      [
        { name: `${runner}, rows dropped`, run: () => timedRun(dropped.folder, runner, ONCE[runner]) },
        { name: `${runner}, ours`, run: () => timedRun(ours.folder, runner, ONCE[runner]) },
      ],
      rounds,
    )
  } finally {
    for (const project of projects) project.remove()
  }
}

function replays(runner: RunnerName): Files {
  return {
    'answer.cjs': `exports.answer = require('@retrial/core/decision').decision('answer', async (index) => ({ label: 'refund', index }))
`,
    ...testFile(
      runner,
      'test/rows',
      { '../answer.cjs': 'answer' },
      `if (process.env.RECORDING) {
  test('recorded', async () => {
    for (let index = 0; index < ${EACH}; index++) await expect(() => answer(index)).toHaveNoDiffFrom('row/' + index)
  })
} else {
  test.each(Array.from({ length: ${TESTS} }, (_, index) => index))('test %i', async () => {
    for (let index = 0; index < ${EACH}; index++) await expect('row/' + index).toReplayMatching()
  })
}
`,
    ),
  }
}

/** The matchers without an adapter, and so without a reporter. */
function dropping(runner: RunnerName): Files {
  const names = 'Attempt, beginRun, closeBaselines, createMatchers, wrapsOfProcess'
  const body = `
beginRun({ root: process.cwd() })
const wraps = wrapsOfProcess(expect, 'toReplayMatching')
let attempt
expect.extend(createMatchers({ acceptCommand: '', wraps, attempt: () => attempt }))
beforeEach(() => { attempt = new Attempt({ report: () => {} }) })
afterEach(() => attempt.end())
afterAll(closeBaselines)
`
  return runner === 'vitest'
    ? {
        'setup.mjs': `import { ${names} } from '@retrial/core/matchers'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
${body}`,
      }
    : { 'setup.cjs': `const { ${names} } = require('@retrial/core/matchers')\n${body}` }
}
