import { execFileSync, spawnSync } from 'node:child_process'
import { LIMITS } from '../../limits.js'
import { printable } from '../../reporting/printable.js'

/** Nothing of a repository's own configuration that would start another program, and no path that is a pattern. */
const SAFELY = ['-c', 'core.fsmonitor=false', '--no-optional-locks', '--literal-pathspecs', '--no-pager']
const TIMEOUT_MS = 60_000
/** What one answer may hold: a blob may be as large as a snapshot, and a bit. */
const ROOM_BYTES = 1024 * 1024

/**
 * What git says, as bytes. Never through a shell.
 *
 * @returns undefined where it fails, or there is no git.
 */
export function git(cwd: string, args: readonly string[], input = ''): Buffer | undefined {
  try {
    return execFileSync('git', [...SAFELY, ...args], {
      ...{ cwd, input, timeout: TIMEOUT_MS, windowsHide: true },
      maxBuffer: 4 * LIMITS.snapshotBytes + ROOM_BYTES,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

/** The first line of what git says. */
export function gitLine(cwd: string, args: readonly string[]): string | undefined {
  const [line = ''] = git(cwd, args)?.toString('utf8').split('\n') ?? []
  return line === '' ? undefined : line
}

/**
 * Why git reads nothing here though there is a repository: it belongs to another user, as in many containers of CI, or
 * there is no git.
 *
 * @returns undefined where that is not so.
 */
export function refusalOfGit(cwd: string): string | undefined {
  const { error, stderr } = spawnSync('git', [...SAFELY, 'rev-parse', '--git-dir'], {
    ...{ cwd, timeout: TIMEOUT_MS, windowsHide: true, encoding: 'utf8' },
    env: { ...process.env, LC_ALL: 'C' },
  })
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    return 'there is no git here: install it'
  const [, folder] = /dubious ownership in repository at '(.+)'/.exec(stderr) ?? []
  if (folder === undefined) return undefined
  return `git reads nothing here, as the repository belongs to another user: git config --global --add safe.directory ${printable(folder)}`
}

/**
 * The hash of the commit that a name stands for.
 *
 * @returns undefined for one that could be read as an option, and where there is none.
 */
export function commitOf(cwd: string, ref: string): string | undefined {
  if (!isRefName(ref)) return undefined
  return gitLine(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
}

/** Whether a text may be handed to git as the name of a commit. */
export function isRefName(ref: string): boolean {
  return ref !== '' && !ref.startsWith('-') && !/[\p{Cc}\s:]/u.test(ref)
}
