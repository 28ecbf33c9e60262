import type { TestCase, TestModule } from 'vitest/node'
import { modulePath } from './module-path.js'

/**
 * Which test files were cut short: what some of their tests would have come to is not known, and no test says so. Undefined
 * where there are none.
 */
export function didNotEnd(modules: readonly TestModule[]): string | undefined {
  const [first, ...more] = modules.filter(isCut).map(modulePath)
  if (first === undefined) return undefined
  return `${first}${more.length === 0 ? '' : ` and ${more.length} more`} did not run to ${more.length === 0 ? 'its' : 'their'} end`
}

/** Its worker died, the run was stopped before it, or what is outside of its tests threw, its import or a hook. */
function isCut(module: TestModule): boolean {
  const tests = [...module.children.allTests()]
  if (['queued', 'pending'].includes(module.state()) || tests.some(isOpen)) return true
  const threw = [module, ...module.children.allSuites()].some((suite) => suite.errors().length > 0)
  return threw && (tests.length === 0 || tests.some(isLeftOut))
}

function isOpen(test: TestCase): boolean {
  return test.result().state === 'pending'
}

/** Though nobody said that it should be. */
function isLeftOut(test: TestCase): boolean {
  return test.result().state === 'skipped' && test.options.mode === 'run'
}
