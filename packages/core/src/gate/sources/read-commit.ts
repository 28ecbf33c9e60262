import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { existsSync, mkdtempSync, readFileSync, rmSync } from '../../kept-fs.js'
import { findConfigFile } from '../../config/find-config-file.js'
import { parseReport } from '../../reporting/report/parse-report.js'
import { printable } from '../../reporting/printable.js'
import { parseSnapshot } from '../../snapshot/serialize.js'
import { parseStoreUrl } from '../../store/store-url.js'
import type { KnownBaseline } from '../evidence.js'
import type { BaseCommit } from './base-commit.js'
import { extract, filesAt, textAt, type FileAt } from './files-at.js'
import type { Gather } from './gather.js'
import { git } from './git.js'
import { pathFrom, topLevel, type GateProject } from './project.js'
import { knownBaseline, readStore } from './read-store.js'

/**
 * Reads the baselines of a commit, out of git into a temporary folder, and the report of a run where one is committed.
 *
 * @param stores what reports call the stores that the other side has.
 */
export async function readCommit(
  gather: Gather,
  project: GateProject,
  commit: BaseCommit,
  stores: readonly string[],
): Promise<void> {
  const { cwd } = project
  const top = topLevel(cwd) ?? cwd
  gather.names.push(commit.name)
  if (commit.note !== undefined) gather.notes.push(commit.note)
  const known: string[] = []
  for (const store of stores) {
    const location = parseStoreUrl(store, cwd)
    const path = location.kind === 'memory' ? undefined : pathFrom(top, location.path)
    if (location.kind === 'memory' || path === undefined) {
      gather.notes.push(
        `${printable(store)} is not in this repository: what it held on the base is not known`,
      )
      continue
    }
    known.push(path)
    const files = filesAt(cwd, commit.id, path)
    if (files.length > 0) await readFiles(gather, cwd, { store, kind: location.kind, path, files })
    else gather.addBaselines(store, [], () => undefined)
  }
  const elsewhere = recordedElsewhere(cwd, top, commit.id, known)
  noteLeftOut(gather, cwd, top, elsewhere)
  for (const [store, baselines] of goneOf(elsewhere, cwd, top, commit.id)) {
    gather.addBaselines(store, baselines, () => undefined)
  }
  readCommittedReport(gather, cwd, top, commit.id)
  noteChangedConfig(gather, cwd, top, commit.id)
}

async function readFiles(
  gather: Gather,
  cwd: string,
  { store, kind, path, files }: { store: string; kind: string; path: string; files: readonly FileAt[] },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-gate-'))
  gather.whenClosed(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  // A file is written by its name, a folder without it.
  const under = kind === 'dir' ? path : path.slice(0, -basename(path).length)
  if (!extract(cwd, files, under, folder)) {
    gather.problems.push(`git does not give all files of ${printable(store)}`)
    return
  }
  const url = kind === 'dir' ? `dir:${folder}` : `${kind}:${join(folder, basename(path))}`
  const read = await readStore(url, cwd, store)
  gather.whenClosed(read.close)
  gather.addBaselines(store, read.baselines, read.snapshot)
}

const MARK = '"format": "retrial/1"'

/** Files of the commit that hold recordings, and are in no store of the head. */
function recordedElsewhere(cwd: string, top: string, commit: string, known: readonly string[]): string[] {
  const here = pathFrom(top, cwd) ?? ''
  const scope = here === '' ? [] : ['--', here]
  const found = git(top, ['grep', '-l', '-z', '-I', '--full-name', '-F', '-e', MARK, commit, ...scope])
  return (found?.toString('utf8') ?? '')
    .split('\0')
    .map((line) => line.slice(commit.length + 1))
    .filter((path) => path.endsWith('.json'))
    .filter((path) => !known.some((store) => store === '' || path.startsWith(`${store}/`)))
}

/** Those that are still there are of another project, or examples, or of tests that are gone: nothing here tells. */
function noteLeftOut(gather: Gather, cwd: string, top: string, elsewhere: readonly string[]): void {
  const here = elsewhere.filter((path) => existsSync(join(top, path)))
  const [first] = here
  if (first === undefined) return
  const place = printable(pathFrom(cwd, join(top, first)) ?? first)
  const more = here.length === 1 ? '' : ` and ${here.length - 1} more`
  gather.notes.push(
    `not compared, as no store of this run holds it: ${place}${more}. A report of the base tells whether tests of it are gone`,
  )
}

/** Those that are gone from where they were: a store that was moved, or that the head does not use any more. */
function goneOf(
  elsewhere: readonly string[],
  cwd: string,
  top: string,
  commit: string,
): Map<string, KnownBaseline[]> {
  const stores = new Map<string, KnownBaseline[]>()
  for (const path of elsewhere.filter((one) => !existsSync(join(top, one)))) {
    const [file] = filesAt(cwd, commit, path)
    const baseline = file && baselineAt(cwd, top, file)
    if (baseline !== undefined) stores.set(baseline.store, [...(stores.get(baseline.store) ?? []), baseline])
  }
  return stores
}

function baselineAt(cwd: string, top: string, file: FileAt): KnownBaseline | undefined {
  try {
    const snapshot = parseSnapshot(textAt(cwd, file) ?? '')
    const end = `${snapshot.id}.json`
    if (!file.path.endsWith(end)) return undefined
    const folder = join(top, file.path.slice(0, -end.length))
    return knownBaseline(snapshot, `dir:${printable(pathFrom(cwd, folder) ?? folder)}`)
  } catch {
    return undefined
  }
}

function readCommittedReport(gather: Gather, cwd: string, top: string, commit: string): void {
  if (gather.knownReport !== undefined) return
  const here = pathFrom(top, cwd) ?? ''
  const path = [here, '.retrial/report.json'].filter((part) => part !== '').join('/')
  const [file] = filesAt(cwd, commit, path)
  const text = file && textAt(cwd, file)
  if (text !== undefined) gather.addReport(parseReport(text, `${commit.slice(0, 10)}:${path}`))
}

/** The budgets of the gate may stand in it, and a pull request can change them as well. */
function noteChangedConfig(gather: Gather, cwd: string, top: string, commit: string): void {
  const config = findConfigFile(cwd)
  const path = config === undefined ? undefined : pathFrom(top, config)
  if (config === undefined || path === undefined) return
  const [file] = filesAt(cwd, commit, path)
  if (file !== undefined && textAt(cwd, file) === readFileSync(config, 'utf8')) return
  gather.notes.push(`${printable(path)} is not as on the base: look at what it says of the gate`)
}
