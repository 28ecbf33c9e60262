import type { SentRows } from './sent-rows.js'

/** The part of jest's results that is needed. */
export interface FileResult {
  readonly testFilePath: string
  readonly testResults: readonly TestResult[]
  /** The project, where it has a name. */
  readonly displayName?: { readonly name: string } | undefined
  /** Milliseconds since 1970. */
  readonly perfStats: { readonly start: number; readonly end: number }
}

interface TestResult {
  readonly fullName: string
  readonly status: string
  /** How often it was tried. */
  readonly invocations?: number
  /** Whether it was written with `test.failing`. jest 29 does not say; rows may. */
  readonly failing?: boolean
}

/** Rows of one test, or of what stands outside of tests, that count. */
export interface FinalRows extends Pick<SentRows, 'test' | 'file' | 'late' | 'rows'> {
  readonly project?: string
}

/**
 * The rows that count: none of a try that was made again but for what it wrote, and none of a run of a file that was begun
 * anew because its worker had died. Where a test was meant to fail and did, its assertions have done what they should.
 */
export function finalRows(sent: readonly SentRows[], results: readonly FileResult[]): FinalRows[] {
  const byFile = new Map<string | undefined, SentRows[]>()
  for (const some of sent) {
    const known = byFile.get(some.file)
    if (known === undefined) byFile.set(some.file, [some])
    else known.push(some)
  }
  return [...byFile].flatMap(([file, ofFile]) => {
    const known = results.filter(({ testFilePath }) => testFilePath === file)
    return lastRuns(ofFile, Math.max(1, known.length)).flatMap((ofRun) => {
      const result = resultOf(ofRun, known)
      const tests = testsByName((result === undefined ? known : [result]).flatMap((one) => one.testResults))
      const project = result?.displayName?.name
      return finalTries(ofRun, tests).map((some) => (project === undefined ? some : { ...some, project }))
    })
  })
}

/** Tests of one name, which cannot be told apart. */
function testsByName(tests: readonly TestResult[]): Map<string, readonly TestResult[]> {
  const byName = new Map<string, TestResult[]>()
  for (const test of tests) {
    const known = byName.get(test.fullName)
    if (known === undefined) byName.set(test.fullName, [test])
    else known.push(test)
  }
  return byName
}

/** A file may be part of several projects, and then it runs in each. */
function lastRuns(sent: readonly SentRows[], count: number): SentRows[][] {
  const runs = [...new Set(sent.map(({ run }) => run))].sort((a, b) => a - b).slice(-count)
  return runs.map((run) => sent.filter((some) => some.run === run))
}

/** A test file is not told its project. Where it ran in two at a time, nothing says which result is that of a run. */
function resultOf([first]: readonly SentRows[], known: readonly FileResult[]): FileResult | undefined {
  const run = first?.run ?? 0
  const during = known.filter(({ perfStats: { start, end } }) => Math.floor(run) >= start && run <= end)
  const [only, ...more] = known.length === 1 ? known : during
  return more.length === 0 ? only : undefined
}

function finalTries(
  sent: readonly SentRows[],
  tests: ReadonlyMap<string, readonly TestResult[]>,
): FinalRows[] {
  const tries = new Set(sent.map(({ test, attempt }) => `${attempt} ${test ?? ''}`))
  const again = triesMadeAgain(sent, tests)
  return sent.flatMap(({ attempt, failing: known, file, late, test: name, rows }) => {
    const ofFile = { ...(file === undefined ? {} : { file }), ...(late === undefined ? {} : { late }), rows }
    const ofTest = { ...ofFile, ...(name === undefined ? {} : { test: name }) }
    const [test, ...others] = (name === undefined ? undefined : tests.get(name)) ?? []
    if (test === undefined) return [ofTest]
    const all = [test, ...others]
    const last = all.reduce((sum, { invocations = 1 }) => sum + invocations, 0) - 1
    // In hooks of a suite jest still names the test before it.
    if (attempt > last) return [ofFile]
    // A concurrent test does not see that it is tried again.
    const isTriedAgain = others.length === 0 && attempt < last && tries.has(`${last} ${test.fullName}`)
    if (isTriedAgain || again.has(`${attempt} ${test.fullName}`))
      return [{ ...ofTest, rows: rows.filter(isWritten) }]
    // Nor does what is left of it: one that passed in the end has not failed in its last try.
    if (others.length === 0 && test.status === 'passed' && last > 0 && !tries.has(`${last} ${test.fullName}`))
      return [{ ...ofTest, rows: rows.filter((row) => row.ok || isWritten(row)) }]
    const meant =
      others.length > 0 && known !== undefined
        ? known && all.every(({ status }) => status !== 'failed')
        : all.every(({ failing = known, status }) => failing !== false && status === 'passed')
    return [meant ? { ...ofTest, rows: rows.map((row) => ({ ...row, ok: true, details: [] })) } : ofTest]
  })
}

/** A baseline that a try has written is there, whatever the next try comes to. */
function isWritten({ kind }: SentRows['rows'][number]): boolean {
  return kind === 'recorded' || kind === 'updated'
}

/**
 * Of several tests of one name, the tries that were made again: as many as there were, and the first of those that failed,
 * as a try is made again for nothing else.
 */
function triesMadeAgain(
  sent: readonly SentRows[],
  tests: ReadonlyMap<string, readonly TestResult[]>,
): Set<string> {
  const found = new Set<string>()
  for (const [name, all] of tests) {
    if (all.length < 2) continue
    const failed = new Set(
      sent.flatMap(({ test, attempt, rows }) =>
        test === name && rows.some(({ ok }) => !ok) ? [attempt] : [],
      ),
    )
    const again = all.reduce((sum, { invocations = 1 }) => sum + Math.max(0, invocations - 1), 0)
    for (const attempt of [...failed].sort((a, b) => a - b).slice(0, again)) found.add(`${attempt} ${name}`)
  }
  return found
}
