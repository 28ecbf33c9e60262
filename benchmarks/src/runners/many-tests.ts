import { join } from 'node:path'
import { createProject, type Project } from '@retrial/fixtures/run-project'
import { contents } from '../samples.js'
import { compare, type Compared } from './compare.js'
import { leastFiles } from './least.js'
import { ONCE, runnerFiles, testFile } from './runner-files.js'
import { timedRun, type RunnerName } from './timed-run.js'

export const DECISIONS = 200

/**
 * The same decisions: as tests that call them and compare with `toEqual`, as tests of their replays, and as tests that do
 * the least that a replay has to.
 */
export function manyTests(runner: RunnerName, rounds: number): Compared[] {
  const shared = caseFiles()
  const plain = createProject({
    ...runnerFiles(runner, 'none'),
    ...shared,
    ...answers(runner, '(name, fn) => fn'),
    ...testFile(
      runner,
      'test/plain',
      { '../answer.cjs': 'answer, cases' },
      "test.each(cases.map((one, index) => [index, one]))('case %i', async (index, { input, output }) => {\n  expect(await answer(index, input)).toEqual(output)\n})\n",
    ),
  })
  const ours = createProject({
    ...runnerFiles(runner, 'ours'),
    ...shared,
    ...answers(runner, "require('@retrial/core/decision').decision"),
    ...testFile(
      runner,
      'test/ours',
      { '../answer.cjs': 'answer, cases', '@retrial/core': 'baselineIds' },
      `if (process.env.RECORDING) {
  test.each(cases.map((one, index) => [index, one]))('case %i', async (index, { input }) => {
    await expect(() => answer(index, input)).toHaveNoDiffFrom('case/' + index)
  })
} else {
  test.each(baselineIds('answer'))('%s', async (id) => {
    await expect(id).toReplayMatching()
  })
}
`,
    ),
  })
  const least = createProject({
    ...shared,
    ...answers(runner, '(name, fn) => fn'),
    ...leastFiles(runner, join(ours.folder, 'decisions')),
  })
  const projects: Project[] = [plain, ours, least]
  try {
    timedRun(ours.folder, runner, ONCE[runner], { RECORDING: '1' })
    return compare(
      [
        { name: `${runner}, toEqual`, run: () => timedRun(plain.folder, runner, ONCE[runner]) },
        { name: `${runner}, toReplayMatching`, run: () => timedRun(ours.folder, runner, ONCE[runner]) },
        { name: `${runner}, the least of a replay`, run: () => timedRun(least.folder, runner, ONCE[runner]) },
      ],
      rounds,
    )
  } finally {
    for (const project of projects) project.remove()
  }
}

/** The inputs and outputs of real decisions, where some are given. */
export function caseFiles(): Record<'cases.json', string> {
  const all = contents()
  const data = Array.from({ length: DECISIONS }, (_, index) => all[index % all.length])
  return {
    'cases.json': JSON.stringify(data.map((one) => ({ input: one?.inputs, output: one?.outputs }))),
  }
}

/** What is decided: the recorded output of a case, found anew each time. */
function answers(_runner: RunnerName, make: string): Record<string, string> {
  return {
    'answer.cjs': `const cases = require('./cases.json')
const decision = ${make}
exports.cases = cases
exports.answer = decision('answer', async (index, input) => structuredClone(cases[index].output))
`,
  }
}
