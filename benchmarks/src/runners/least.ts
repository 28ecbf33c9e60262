import type { Files } from '@retrial/fixtures/run-project'
import { testFile } from './runner-files.js'
import type { RunnerName } from './timed-run.js'

/**
 * The least that a test of a recorded decision does, by hand and with no package: its recording is read and parsed, the
 * decision is called in a scope by which its contacts could be told, the outcomes are compared with `toEqual`, a hook of
 * each test says what came of it, and a reporter of the run hears it.
 *
 * @param recordings folder of the recordings, JSON files in it and below.
 */
export function leastFiles(runner: RunnerName, recordings: string): Files {
  const read = `const { AsyncLocalStorage } = require('node:async_hooks')
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')
const scopes = new AsyncLocalStorage()
exports.paths = readdirSync(${JSON.stringify(recordings)}, { recursive: true })
  .filter((path) => path.endsWith('.json'))
  .map((path) => join(${JSON.stringify(recordings)}, path))
exports.replay = async (path, decision) => {
  const { inputs, outputs } = JSON.parse(readFileSync(path, 'utf8'))
  const replayed = await scopes.run({ path }, () => decision(...inputs.map(({ value }) => value)))
  return { replayed, recorded: outputs[0].value }
}
`
  const test = testFile(
    runner,
    'test/least',
    { '../answer.cjs': 'answer', '../read.cjs': 'paths, replay' },
    `test.each(paths)('%s', async (path) => {
  const { replayed, recorded } = await replay(path, answer)
  expect(replayed).toEqual(recorded)
})
`,
  )
  return { 'read.cjs': read, ...test, ...(runner === 'vitest' ? VITEST : JEST) }
}

const VITEST: Files = {
  'setup.mjs': `import { afterEach } from 'vitest'
afterEach(({ task }) => { task.meta.least = { id: task.name, verdict: 'match' } })
`,
  'vitest.config.mjs': `const heard = []
const reporter = {
  onTestCaseResult: (test) => heard.push(test.meta().least),
  onTestRunEnd: () => console.error(heard.filter(Boolean).length + ' match'),
}
export default {
  test: { globals: true, maxWorkers: 1, setupFiles: ['./setup.mjs'], reporters: ['default', reporter] },
}
`,
}

const JEST: Files = {
  'setup.cjs': `const { appendFileSync } = require('node:fs')
afterEach(() => {
  const { currentTestName: id } = expect.getState()
  appendFileSync('heard.jsonl', JSON.stringify({ id, verdict: 'match' }) + '\\n')
})
`,
  'reporter.cjs': `const { readFileSync, rmSync } = require('node:fs')
module.exports = class {
  onRunComplete() {
    const heard = readFileSync('heard.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line))
    rmSync('heard.jsonl')
    console.error(heard.length + ' match')
  }
}
`,
  'jest.config.json': JSON.stringify({
    cacheDirectory: '<rootDir>/cache',
    reporters: ['default', '<rootDir>/reporter.cjs'],
    setupFilesAfterEnv: ['<rootDir>/setup.cjs'],
    testMatch: ['**/*.test.cjs'],
    transform: {},
  }),
}
