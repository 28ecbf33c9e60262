import type { Files } from '@retrial/fixtures/run-project'
import type { RunnerName } from './timed-run.js'

/** A project of one runner: with its one line of ours, with a setup file of its own, or with neither. */
export function runnerFiles(runner: RunnerName, by: 'ours' | 'own' | 'none'): Files {
  return runner === 'vitest' ? vitestFiles(by) : jestFiles(by)
}

const EXTEND =
  "expect.extend({ toBeMine: (received) => ({ pass: received === 1, message: () => 'is not' }) })\n"

function vitestFiles(by: 'ours' | 'own' | 'none'): Files {
  const setup = by === 'own' ? ", setupFiles: ['./setup.mjs']" : ''
  return {
    'vitest.config.mjs': `${by === 'ours' ? "import { retrial } from '@retrial/vitest-plugin'\n" : ''}
export default { plugins: [${by === 'ours' ? 'retrial()' : ''}], test: { globals: true, maxWorkers: 1${setup} } }
`,
    ...(by === 'own' ? { 'setup.mjs': `import { expect } from 'vitest'\n${EXTEND}` } : {}),
  }
}

function jestFiles(by: 'ours' | 'own' | 'none'): Files {
  return {
    'jest.config.json': JSON.stringify({
      ...(by === 'ours' ? { preset: '@retrial/jest-preset' } : {}),
      ...(by === 'own' ? { setupFilesAfterEnv: ['<rootDir>/setup.cjs'] } : {}),
      cacheDirectory: '<rootDir>/cache',
      testMatch: ['**/*.test.cjs'],
      // What compiles sources is not what is measured.
      transform: {},
    }),
    ...(by === 'own' ? { 'setup.cjs': EXTEND } : {}),
  }
}

/** How each of them runs everything, once, in one worker. */
export const ONCE: Readonly<Record<RunnerName, readonly string[]>> = {
  vitest: ['run'],
  jest: ['--runInBand'],
}

/** A test file in the words of the runner. */
export function testFile(
  runner: RunnerName,
  path: string,
  imports: Readonly<Record<string, string>>,
  body: string,
): Files {
  const lines = Object.entries(imports).map(([from, names]) =>
    runner === 'vitest' ? `import { ${names} } from '${from}'` : `const { ${names} } = require('${from}')`,
  )
  return { [`${path}.test.${runner === 'vitest' ? 'mjs' : 'cjs'}`]: `${lines.join('\n')}\n${body}` }
}
