import { printable } from '../../reporting/printable.js'
import { commitOf, gitLine } from './git.js'

export interface BaseCommit {
  readonly id: string
  /** What messages call it. */
  readonly name: string
  /** What is odd about it. */
  readonly note?: string
}

/**
 * The commit to compare with: where the checked-out commit and `ref` parted, so that what came to `ref` since is no
 * change of the head. Without a common one (a shallow clone) that of `ref` itself.
 */
export function baseCommit(cwd: string, ref: string): BaseCommit | undefined {
  const tip = commitOf(cwd, ref)
  if (tip === undefined) return undefined
  const merged = gitLine(cwd, ['merge-base', tip, 'HEAD'])
  const id = merged ?? tip
  const name = `${printable(ref)} (${id.slice(0, 10)})`
  if (merged !== undefined) return { id, name }
  return {
    ...{ id, name },
    note: `no common commit of ${printable(ref)} and the head is here: what ${printable(ref)} got since reads as removed. Fetch the whole history, fetch-depth: 0`,
  }
}

/** Where a change request goes to, as CI services say, and else the names that default branches have. */
export function defaultBaseRef(cwd: string): string | undefined {
  const { GITHUB_BASE_REF: github = '', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: gitlab = '' } = process.env
  const ofRemote = gitLine(cwd, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])
  const named = [github, gitlab].filter((name) => name !== '').flatMap((name) => [`origin/${name}`, name])
  const usual = ['origin/main', 'origin/master', 'main', 'master']
  // Where CI says what the target is, another branch will not do.
  const candidates = named.length > 0 ? named : [...(ofRemote === undefined ? [] : [ofRemote]), ...usual]
  return candidates.find((ref) => commitOf(cwd, ref) !== undefined)
}
