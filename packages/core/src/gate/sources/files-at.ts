import { dirname, join } from 'node:path'
import { mkdirSync, writeFileSync } from '../../kept-fs.js'
import { LIMITS } from '../../limits.js'
import { git } from './git.js'

/** A file of a commit. */
export interface FileAt {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly object: string
  readonly bytes: number
}

/** Every file of a commit at or under a path; links and submodules are none. */
export function filesAt(cwd: string, commit: string, path: string): FileAt[] {
  const scope = path === '' ? [] : ['--', path]
  const listed = git(cwd, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit, ...scope])
  if (listed === undefined) return []
  return listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, object, bytes, file] = /^100\d{3} blob ([\da-f]+) +(\d+)\t(.+)$/s.exec(line) ?? []
      return object === undefined || file === undefined ? [] : [{ path: file, object, bytes: Number(bytes) }]
    })
}

/** The text of a file of a commit. */
export function textAt(cwd: string, { object }: FileAt): string | undefined {
  return git(cwd, ['cat-file', 'blob', object])?.toString('utf8')
}

/** Bytes asked for at once. */
const BATCH_BYTES = 32 * 1024 * 1024

/**
 * Writes files of a commit into a folder, under their path less `under`. What is too large for a recording is cut to
 * nothing, so that the store says so instead of not knowing it.
 *
 * @returns false where git does not give one of them.
 */
export function extract(cwd: string, files: readonly FileAt[], under: string, folder: string): boolean {
  const batches: FileAt[][] = [[]]
  let room = BATCH_BYTES
  for (const file of files) {
    room -= file.bytes
    if (room < 0) {
      batches.push([])
      room = BATCH_BYTES - file.bytes
    }
    batches.at(-1)?.push(file)
  }
  return batches.every((batch) => extractBatch(cwd, batch, under, folder))
}

function extractBatch(cwd: string, files: readonly FileAt[], under: string, folder: string): boolean {
  const wanted = files.filter(({ bytes }) => bytes <= LIMITS.snapshotBytes)
  const answer = git(cwd, ['cat-file', '--batch'], wanted.map(({ object }) => `${object}\n`).join(''))
  if (answer === undefined) return false
  let at = 0
  for (const { path, object, bytes } of wanted) {
    const end = answer.indexOf('\n', at)
    if (answer.toString('utf8', at, end) !== `${object} blob ${bytes}`) return false
    write(folder, path.slice(under.length), answer.subarray(end + 1, end + 1 + bytes))
    at = end + 1 + bytes + 1
  }
  for (const { path } of files.filter((file) => !wanted.includes(file))) {
    write(folder, path.slice(under.length), Buffer.alloc(0))
  }
  return true
}

/** A commit made by hand may hold any path. */
function write(folder: string, path: string, bytes: Buffer): void {
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.some((segment) => segment === '..' || segment === '.' || /[\\:\0]/.test(segment))) return
  const target = join(folder, ...segments)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, bytes)
}
