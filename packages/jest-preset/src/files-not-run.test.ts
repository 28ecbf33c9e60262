import { expect, test } from 'vitest'
import { filesNotRun, type RunFile } from './files-not-run.js'

const whole: RunFile = { testResults: [{}] }
const error = { message: 'x is not defined' }

test.each<[string, RunFile[], number, string | undefined]>([
  ['all ran', [whole, whole], 2, undefined],
  ['none are there', [], 0, undefined],
  ['one has no tests, and no error', [whole, { testResults: [] }], 2, undefined],
  ['one failed in a hook behind its tests', [{ testResults: [{}], testExecError: error }], 1, undefined],
  ['the run ended early', [whole], 3, 'only 1 of 3 test files ran'],
  [
    'one could not be loaded',
    [whole, { testResults: [], testExecError: error }],
    2,
    'only 1 of 2 test files ran',
  ],
])('%s', (_what, files, total, says) => {
  expect(filesNotRun(files, total)).toBe(says)
})
