import { join } from 'node:path'
import { existsSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { exampleStep } from './example-step.js'
import { jestModulesStep, jestStep } from './jest-step.js'
import { gitignoreStep, installStep } from './other-steps.js'
import { projectFacts } from './project-facts.js'
import type { Step } from './step.js'
import { vitestStep } from './vitest-step.js'
import { workflowStep } from './workflow-step.js'

/**
 * What has to be done in a folder. Looks, and writes nothing.
 *
 * @throws UsageError `INVALID_OPTION` where there is no package, or none with vitest or jest.
 */
export function planOf(folder: string): Step[] {
  const facts = projectFacts(folder)
  if (facts.runners.length === 0)
    throw new UsageError(
      'INVALID_OPTION',
      'Neither vitest nor jest is used here. Install one of them first: npm install --save-dev vitest',
    )
  const steps: Step[] = [
    ...installStep(facts),
    ...(facts.runners.includes('vitest') ? [vitestStep(facts)] : []),
    ...(facts.runners.includes('jest') ? [jestStep(facts), ...jestModulesStep(facts)] : []),
    exampleStep(facts),
    gitignoreStep(facts),
    ...workflowStep(facts),
  ]
  return steps.map((step) =>
    step.kind === 'create' && existsSync(join(folder, step.path))
      ? { kind: 'done', what: `${step.path} is there` }
      : step,
  )
}
