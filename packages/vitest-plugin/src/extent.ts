import type { RunReport } from '@retrial/core/reporting'
import type { Vitest } from 'vitest/node'

/** How much of what there is to run a run was. */
export async function extent(vitest: Vitest): Promise<Pick<RunReport, 'testFiles' | 'partial'>> {
  const { project, watch, cliExclude = [] } = vitest.config
  if (watch) return { partial: 'this is watch mode' }
  if (project.length > 0) return { partial: 'some projects were left out' }
  // In a config it is a matter of course, and vitest does not say where it came from.
  const ofFolder = process.argv.some((word) => /^--dir(?:=|$)/.test(word))
  if (cliExclude.length > 0 || ofFolder) return { partial: 'only some of the tests were asked for' }
  const { length } = await vitest.globTestSpecifications()
  // A merge in another folder than that of the project.
  return length === 0 ? { partial: 'the test files are not here' } : { testFiles: length }
}
