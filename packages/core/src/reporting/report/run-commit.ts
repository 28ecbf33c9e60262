import { execFileSync } from 'node:child_process'
import { printable } from '../printable.js'
import type { RunCommit } from './run-report.js'

/** A repository so large that git needs longer is asked in vain. */
const TIMEOUT_MS = 5_000
const MOST_BYTES = 64 * 1024 * 1024
/** One question for all, which takes no lock and starts no other program. */
const STATUS = ['-c', 'core.fsmonitor=false', '--no-optional-locks', 'status']
const PORCELAIN = ['--porcelain=v2', '--branch', '--untracked-files=no', '--ignore-submodules=all']
/** Where CI services, which check out no branch, say which one it is. */
const BRANCH = [
  'GITHUB_HEAD_REF',
  'GITHUB_REF_NAME',
  'CI_COMMIT_REF_NAME',
  'BITBUCKET_BRANCH',
  'CIRCLE_BRANCH',
]

/** The commit that is checked out in a folder; nothing where there is no git, no repository or no commit. */
export function runCommit(folder: string): RunCommit | undefined {
  let text: string
  try {
    text = execFileSync('git', [...STATUS, ...PORCELAIN], {
      ...{ cwd: folder, encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: MOST_BYTES, windowsHide: true },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
  const lines = text.split('\n')
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length)
  const id = header('oid')
  if (id === undefined || !/^[\da-f]{40,64}$/.test(id)) return undefined
  const branch = branchOf(header('head'))
  return {
    id,
    ...(branch === undefined ? {} : { branch: printable(branch) }),
    changed: lines.some((line) => line !== '' && !line.startsWith('#')),
  }
}

function branchOf(head: string | undefined): string | undefined {
  if (head !== undefined && head !== '(detached)') return head
  return BRANCH.map((name) => process.env[name]).find((value) => value !== undefined && value !== '')
}
