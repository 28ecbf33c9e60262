import type { ReportedRow } from '@retrial/core/reporting'
import type { PlacedRow } from './append-row.js'

/** The part of jest's results that is needed. */
export interface FileResult {
  readonly testFilePath: string
  readonly testResults: readonly TestResult[]
}

interface TestResult {
  readonly fullName: string
  readonly status: string
  /** How often it was tried. */
  readonly invocations?: number
  /** Whether it was written with `test.failing`. jest 29 does not say. */
  readonly failing?: boolean
}

/**
 * The rows that count: none of a try that was made again, and none of a run of a file that was begun anew because its
 * worker had died. Where a test was meant to fail and did, its assertions have done what they should.
 */
export function finalRows(rows: readonly PlacedRow[], results: readonly FileResult[]): ReportedRow[] {
  const byFile = new Map<string | undefined, PlacedRow[]>()
  for (const row of rows) {
    const known = byFile.get(row.file)
    if (known === undefined) byFile.set(row.file, [row])
    else known.push(row)
  }
  return [...byFile].flatMap(([file, ofFile]) => {
    const known = results.filter(({ testFilePath }) => testFilePath === file)
    const tests = testsByName(known.flatMap(({ testResults }) => testResults))
    return finalTries(lastRuns(ofFile, Math.max(1, known.length)), tests)
  })
}

/** Where two tests have one name they cannot be told apart, and nothing is known of either. */
function testsByName(tests: readonly TestResult[]): Map<string, TestResult | undefined> {
  const byName = new Map<string, TestResult | undefined>()
  for (const test of tests) byName.set(test.fullName, byName.has(test.fullName) ? undefined : test)
  return byName
}

/** A file may be part of several projects, and then it runs in each. */
function lastRuns(rows: readonly PlacedRow[], count: number): PlacedRow[] {
  const runs = new Set([...new Set(rows.map(({ run }) => run))].sort((a, b) => a - b).slice(-count))
  return rows.filter(({ run }) => runs.has(run))
}

function finalTries(
  rows: readonly PlacedRow[],
  tests: ReadonlyMap<string, TestResult | undefined>,
): ReportedRow[] {
  const tries = new Set(rows.map(({ test, attempt }) => `${attempt} ${test ?? ''}`))
  return rows.flatMap(({ attempt, run: _run, file, test: name, ...rest }) => {
    const ofFile = { ...rest, ...(file === undefined ? {} : { file }) }
    const row = { ...ofFile, ...(name === undefined ? {} : { test: name }) }
    const test = name === undefined ? undefined : tests.get(name)
    if (test === undefined) return [row]
    const last = (test.invocations ?? 1) - 1
    // In hooks of a suite jest still names the test before it.
    if (attempt > last) return [ofFile]
    // A concurrent test does not see that it is tried again.
    if (attempt < last && tries.has(`${last} ${test.fullName}`)) return []
    const meant = test.failing !== false && test.status === 'passed'
    return [meant ? { ...row, ok: true, details: [] } : row]
  })
}
