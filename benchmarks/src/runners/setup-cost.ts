import { createProject } from '@retrial/fixtures/run-project'
import { compare, type Compared } from './compare.js'
import { ONCE, runnerFiles, testFile } from './runner-files.js'
import { timedRun, type RunnerName } from './timed-run.js'

/** Test files of a run, each isolated. */
export const FILES = 40

/** Runs of as many files that use no matcher: with a bare `expect.extend`, and with ours. */
export function setupCost(runner: RunnerName, rounds: number): Compared[] {
  const tests = Array.from({ length: FILES }, (_, index) =>
    testFile(runner, `test/${index}`, {}, "test('adds', () => { expect(1 + 1).toBe(2) })\n"),
  )
  const files = Object.assign({}, ...tests) as Record<string, string>
  const projects = (['own', 'ours'] as const).map((by) =>
    createProject({ ...runnerFiles(runner, by), ...files }),
  )
  const [own, ours] = projects as [(typeof projects)[0], (typeof projects)[0]]
  try {
    return compare(
      [
        { name: `${runner}, a bare expect.extend`, run: () => timedRun(own.folder, runner, ONCE[runner]) },
        { name: `${runner}, ours`, run: () => timedRun(ours.folder, runner, ONCE[runner]) },
      ],
      rounds,
    )
  } finally {
    for (const project of projects) project.remove()
  }
}
