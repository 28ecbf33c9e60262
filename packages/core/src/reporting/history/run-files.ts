import { join } from 'node:path'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from '../../kept-fs.js'
import { makeWorkingFolder, workingFolder } from '../../working-folder.js'

/** Its number, and whether something did not hold. Not `.json`: a runner that watches such files would run again. */
const NAME = /^(\d{8})(-failed)?\.run$/

/**
 * Writes the next file of the runs of a root, and removes all but the newest.
 *
 * @throws what the file system does.
 */
export function addRunFile(
  root: string,
  text: string,
  { failed, most }: { failed: boolean; most: number },
): void {
  const folder = join(makeWorkingFolder(root), 'runs')
  mkdirSync(folder, { recursive: true })
  const names = runFileNames(root)
  writeNew(folder, numberOf(names.at(-1)) + 1, failed ? '-failed.run' : '.run', text)
  for (const name of names.slice(0, Math.max(0, names.length + 1 - most)))
    rmSync(join(folder, name), { force: true })
}

/** How many of the runs that are kept had something that did not hold. No file is read for it. */
export function failedRuns(root: string): number {
  return runFileNames(root).filter((name) => name.includes('-failed')).length
}

/** The texts of all of them, the oldest first. None where there are none. */
export function runFileTexts(root: string): string[] {
  return runFileNames(root).flatMap((name) => textOf(join(folderOf(root), name)) ?? [])
}

function folderOf(root: string): string {
  return join(workingFolder(root), 'runs')
}

function runFileNames(root: string): string[] {
  try {
    return readdirSync(folderOf(root))
      .filter((name) => NAME.test(name))
      .sort()
  } catch {
    return []
  }
}

/** Of two runs that end at once each gets a file. */
function writeNew(folder: string, number: number, ending: string, text: string): void {
  try {
    writeFileSync(join(folder, String(number).padStart(8, '0') + ending), text, { flag: 'wx' })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error
    writeNew(folder, number + 1, ending, text)
  }
}

function numberOf(name: string | undefined): number {
  return Number(NAME.exec(name ?? '')?.[1] ?? 0)
}

/** One that another run has just removed is no run. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
