import { resolve } from 'node:path'
import { statSync } from '../../kept-fs.js'
import { isCi } from '../../ci.js'
import { isReplayError, UsageError } from '../../errors.js'
import { printable } from '../../reporting/printable.js'
import { readReport, reportPath } from '../../reporting/report/report-file.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { baseCommit, defaultBaseRef } from './base-commit.js'
import { Gather, type OpenEvidence } from './gather.js'
import { commitOf, isRefName, refusalOfGit } from './git.js'
import { isHere, ownStore, pathFrom, storesOf, type GateProject } from './project.js'
import { readCommit } from './read-commit.js'
import { readStore } from './read-store.js'

const STORE_URL = /^[a-z][a-z\d+.-]+:/i

/** What is known of both sides. What cannot be read is a problem of its side, so that it is shown like any other. */
export interface BothSides {
  readonly base: OpenEvidence
  readonly head: OpenEvidence
}

/**
 * Reads what the two sides are given by: reports (files), stores (URLs), commits (names that git knows, the base only). A side
 * may be given by a report and a store or commit together.
 *
 * @param bases none: the commit where the head and the default branch parted.
 * @param heads none: `.retrial/report.json`. The stores that its report names are read in any case.
 * @throws UsageError `INVALID_OPTION` for what can be none of them.
 */
export async function readSides(
  project: GateProject,
  bases: readonly string[],
  heads: readonly string[],
): Promise<BothSides> {
  const head = new Gather()
  const given = heads.length > 0 ? heads : [reportPath(project.cwd)]
  for (const source of given.filter((one) => !STORE_URL.test(one))) {
    await noting(head, () => {
      readReportFile(head, project, source)
    })
  }
  const base = new Gather()
  const from = bases.length > 0 ? bases : [defaultBaseRef(project.cwd)]
  // A commit may hold a report too: one that is given goes before it.
  for (const source of from) {
    if (source !== undefined && isFile(project, source))
      await noting(base, () => {
        readReportFile(base, project, source)
      })
  }
  const stores = storesOf(project, head.knownReport)
  // Where no test of the head uses a store any more, what is in it is not gone.
  const left = storesOf(project, base.knownReport).filter((store) => !stores.includes(store))
  const named = given.filter((one) => STORE_URL.test(one))
  for (const url of named)
    await noting(head, () => addStore(head, project, url, nameFor(project, head.knownReport)))
  if (named.length === 0) {
    for (const store of [...stores, ...left.filter((one) => isHere(project, one))])
      await noting(head, () => addStore(head, project, store, store, false))
  }
  checkCommit(head, project)

  for (const source of from.filter((one) => !isFile(project, one))) {
    await noting(base, async () => {
      if (source === undefined) {
        base.problems.push(
          refusalOfGit(project.cwd) ?? 'no default branch was found: say what to compare with, --base',
        )
      } else if (STORE_URL.test(source)) {
        await addStore(base, project, source, nameFor(project, head.knownReport))
      } else await addCommit(base, project, source, [...stores, ...left])
    })
  }
  return { base: base.done('no base'), head: head.done('no head') }
}

/** What goes wrong with evidence is said in the result; what was asked wrongly is thrown. */
async function noting(gather: Gather, read: () => Promise<void> | void): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (isReplayError(error) && error.code === 'INVALID_OPTION') throw error
    const code = isReplayError(error) ? `${error.code}: ` : ''
    gather.problems.push(printable(`${code}${(error as Error).message}`))
  }
}

function isFile({ cwd }: GateProject, source: string | undefined): boolean {
  return source !== undefined && statSync(resolve(cwd, source), { throwIfNoEntry: false })?.isFile() === true
}

function readReportFile(gather: Gather, { cwd }: GateProject, source: string): void {
  const path = resolve(cwd, source)
  const name = printable(pathFrom(cwd, path) ?? source)
  gather.names.push(name)
  if (!isFile({ cwd } as GateProject, source)) {
    gather.problems.push(`there is no report ${name}: run the tests first`)
    return
  }
  gather.addReport(readReport(path))
}

/** Stores that are given by a URL are compared under one name, wherever they are: that of the only one that was replayed. */
function nameFor(project: GateProject, report: RunReport | undefined): string {
  const [replayed, ...others] = new Set((report?.rows ?? []).flatMap(({ store }) => store ?? []))
  return replayed === undefined || others.length > 0 ? ownStore(project) : replayed
}

async function addStore(
  gather: Gather,
  project: GateProject,
  url: string,
  name: string,
  isNamed = true,
): Promise<void> {
  if (isNamed) gather.names.push(printable(url))
  const read = await readStore(url, project.cwd, name)
  gather.whenClosed(read.close)
  gather.addBaselines(name, read.baselines, read.snapshot)
}

async function addCommit(
  gather: Gather,
  project: GateProject,
  ref: string,
  stores: readonly string[],
): Promise<void> {
  if (!isRefName(ref)) throw notEvidence(ref)
  const commit = baseCommit(project.cwd, ref)
  if (commit === undefined) {
    gather.names.push(printable(ref))
    gather.problems.push(refusalOfGit(project.cwd) ?? 'it is no report, no store and no commit that is here')
    return
  }
  await readCommit(gather, project, commit, stores)
}

function notEvidence(source: string): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `${JSON.stringify(source.slice(0, 200))} cannot be compared with: give a report, the URL of a store, or the name of a commit.`,
  )
}

/** A report that is left of an earlier commit says nothing about this one. */
function checkCommit(head: Gather, { cwd }: GateProject): void {
  const of = head.knownReport?.commit?.id
  const now = commitOf(cwd, 'HEAD')
  if (of === undefined || now === undefined || of === now) return
  const what = `the report is of commit ${printable(of.slice(0, 10))}, and ${now.slice(0, 10)} is checked out`
  if (isCi()) head.problems.push(what)
  else head.notes.push(what)
}
