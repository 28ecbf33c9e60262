import { execFileSync } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { runCommit } from './run-commit.js'

const hasGit = ((): boolean => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

let folder: string
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim()

beforeEach(() => {
  folder = temporaryFolder()
  for (const name of [
    'GITHUB_HEAD_REF',
    'GITHUB_REF_NAME',
    'CI_COMMIT_REF_NAME',
    'BITBUCKET_BRANCH',
    'CIRCLE_BRANCH',
  ]) {
    vi.stubEnv(name, undefined)
  }
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe.skipIf(!hasGit)('in a repository', () => {
  beforeEach(() => {
    git('init', '-q', '-b', 'trunk')
    writeFileSync(join(folder, 'a.txt'), 'a')
    git('add', '.')
    git('commit', '-qm', 'one')
  })

  test('is what is checked out, and whether it was changed since', () => {
    const id = git('rev-parse', 'HEAD')
    expect(runCommit(folder)).toEqual({ id, branch: 'trunk', changed: false })
    writeFileSync(join(folder, 'new.txt'), 'not tracked')
    expect(runCommit(folder)?.changed).toBe(false)
    appendFileSync(join(folder, 'a.txt'), 'b')
    expect(runCommit(folder)).toEqual({ id, branch: 'trunk', changed: true })
  })

  test('where no branch is checked out, CI may know which one it is', () => {
    git('checkout', '-q', '--detach')
    expect(runCommit(folder)).not.toHaveProperty('branch')
    vi.stubEnv('GITHUB_HEAD_REF', '')
    vi.stubEnv('GITHUB_REF_NAME', 'feature\n::error::x')
    expect(runCommit(folder)).toMatchObject({ branch: 'feature\\n::error::x' })
  })
})

test('is unknown outside of a repository, before the first commit, and without git', () => {
  vi.stubEnv('GIT_CEILING_DIRECTORIES', join(folder, '..'))
  expect(runCommit(folder)).toBeUndefined()
  if (hasGit) git('init', '-q')
  expect(runCommit(folder)).toBeUndefined()
  vi.stubEnv('PATH', folder)
  expect(runCommit(folder)).toBeUndefined()
  expect(runCommit(join(folder, 'gone'))).toBeUndefined()
})
