import type { RunReport } from '@retrial/core/reporting'
import type { TestModule, TestSpecification, Vitest } from 'vitest/node'
import { didNotEnd } from './did-not-end.js'

/** What a run was told to run, and what it ran. */
export interface RunParts {
  readonly specifications: readonly TestSpecification[]
  readonly modules: readonly TestModule[]
}

const SOME = 'only some of the tests were asked for'

/** How much of what there is to run a run was. */
export async function extent(
  vitest: Vitest,
  { specifications, modules }: RunParts,
  printable: (text: string) => string,
): Promise<Pick<RunReport, 'testFiles' | 'partial'>> {
  const { project, watch, cliExclude = [], testNamePattern, tagsFilter = [] } = vitest.config
  if (watch) return { partial: 'this is watch mode' }
  if (project.length > 0) return { partial: 'some projects were left out' }
  // In a config it is a matter of course, and vitest does not say where it came from.
  const ofFolder = process.argv.some((word) => /^--dir(?:=|$)/.test(word))
  const ofTests = testNamePattern !== undefined || tagsFilter.length > 0 || specifications.some(isChosen)
  if (cliExclude.length > 0 || ofFolder || ofTests) return { partial: SOME }
  const all = await vitest.globTestSpecifications()
  // A merge in another folder than that of the project.
  if (all.length === 0) return { partial: 'the test files are not here' }
  const testFiles = all.filter(({ pool }) => pool !== TYPECHECK).length
  const cut = didNotEnd(modules)
  return { testFiles, ...(cut === undefined ? {} : { partial: printable(cut) }) }
}

/** What vitest calls the pool of files that it only checks the types of. */
const TYPECHECK = 'typescript'

/** Whether a file ran: one whose types are checked may run as well, and is there twice then. */
export function ran(module: TestModule): boolean {
  return module.meta().typecheck !== true
}

/** Tests of it by line, as in `vitest a.test.ts:12`, by id, name or tag. */
function isChosen({ testLines, testIds, testNamePattern, testTagsFilter }: TestSpecification): boolean {
  const lists = [testLines, testIds, testTagsFilter]
  return testNamePattern !== undefined || lists.some((chosen = []) => chosen.length > 0)
}
