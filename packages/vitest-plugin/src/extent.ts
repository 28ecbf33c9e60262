import type { RunReport } from '@retrial/core/reporting'
import type { Vitest } from 'vitest/node'

/** How much of what there is to run a run was. */
export async function extent(vitest: Vitest): Promise<Pick<RunReport, 'testFiles' | 'partial'>> {
  const { project, watch } = vitest.config
  if (watch) return { partial: 'this is watch mode' }
  if (project.length > 0) return { partial: 'some projects were left out' }
  const { length } = await vitest.globTestSpecifications()
  // A merge in another folder than that of the project.
  return length === 0 ? { partial: 'the test files are not here' } : { testFiles: length }
}
