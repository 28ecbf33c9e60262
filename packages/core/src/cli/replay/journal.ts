import { join } from 'node:path'
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from '../../kept-fs.js'
import { makeWorkingFolder, workingFolder } from '../../working-folder.js'

const FORMAT = 'retrial-journal/1'

interface Entry {
  readonly id: string
  readonly hash: string
  readonly value: unknown
}

/**
 * What a run has found so far, so that one that was stopped can go on: a line each, in `.retrial`. It is of one kind of
 * run, named by `key`, and holds for a recording as long as its content is the same.
 */
export class Journal<T> {
  private constructor(
    private readonly path: string,
    private readonly entries: Map<string, T[]>,
    /** Why nothing was taken over; undefined where something was, or was not to be. */
    readonly refused?: string,
  ) {}

  /** @param resume whether what a run of the same key has left is taken over. Else it is begun anew. */
  static open<T>(root: string, key: string, resume: boolean): Journal<T> {
    const path = join(workingFolder(root), 'replay.journal')
    const found = resume && existsSync(path) ? readFileSync(path, 'utf8') : undefined
    const [head = '', ...lines] = found?.split('\n') ?? []
    const header = JSON.stringify({ format: FORMAT, key })
    if (found !== undefined && head === header) {
      // A process that was killed leaves half a line: it must not swallow the next one.
      if (!found.endsWith('\n')) appendFileSync(path, '\n')
      return new Journal(path, byRecording<T>(lines))
    }
    makeWorkingFolder(root)
    writeFileSync(path, `${header}\n`)
    const refused =
      resume &&
      (found === undefined
        ? 'no run was stopped here: this one begins anew'
        : 'the run that was stopped had other options, another policy or other code: this one begins anew')
    return refused === false ? new Journal(path, new Map()) : new Journal(path, new Map(), refused)
  }

  /** What was found of a recording, in its order. */
  known(id: string, hash: string): readonly T[] {
    return this.entries.get(nameOf(id, hash)) ?? []
  }

  add(id: string, hash: string, value: T): void {
    appendFileSync(this.path, `${JSON.stringify({ id, hash, value } satisfies Entry)}\n`)
  }

  /** The run is whole: there is nothing to go on with. */
  remove(): void {
    rmSync(this.path, { force: true })
  }
}

function byRecording<T>(lines: readonly string[]): Map<string, T[]> {
  const entries = new Map<string, T[]>()
  for (const line of lines) {
    const entry = parsed(line)
    if (entry === undefined) continue
    const name = nameOf(entry.id, entry.hash)
    entries.set(name, [...(entries.get(name) ?? []), entry.value as T])
  }
  return entries
}

function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined
  }
}

function nameOf(id: string, hash: string): string {
  return JSON.stringify([id, hash])
}
