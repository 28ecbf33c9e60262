/** What is read of jest's result of a test file. */
export interface RunFile {
  readonly testResults: readonly unknown[]
  readonly testExecError?: unknown
}

/**
 * That a run did not come to all of its test files, in words, or undefined where it did. One that could not be loaded, or
 * whose worker died, has an error and no tests; what `--bail` stops early has no result of the others.
 *
 * @param total how many test files the run has.
 */
export function filesNotRun(files: readonly RunFile[], total: number): string | undefined {
  const ran = files.filter(({ testResults, testExecError }) => testResults.length > 0 || !testExecError)
  return ran.length < total ? `only ${ran.length} of ${total} test files ran` : undefined
}
