import { expect, test } from 'vitest'
import { partialRun, type GlobalConfig } from './run-extent.js'

/** What jest has where nothing was asked for. */
const WHOLE: GlobalConfig = {
  ...{ ci: false, rootDir: '/', projects: [], watch: false, watchAll: false },
  ...{ nonFlagArgs: [], testNamePattern: '', onlyChanged: false, onlyFailures: false, lastCommit: false },
  ...{ findRelatedTests: false, testPathPatterns: { patterns: [] } },
}

test.each<[string, Partial<GlobalConfig>, string | undefined]>([
  ['all', {}, undefined],
  ['a shard', { shard: { shardIndex: 1, shardCount: 2 } }, undefined],
  ['files by name, jest 30', { testPathPatterns: { patterns: ['one'] } }, 'asked for'],
  ['files by name, jest 29', { testPathPattern: 'one' }, 'asked for'],
  ['files by name, as given', { nonFlagArgs: ['one'] }, 'asked for'],
  ['tests by name', { testNamePattern: 'one' }, 'asked for'],
  ['what changed', { onlyChanged: true }, 'asked for'],
  ['what failed', { onlyFailures: true }, 'asked for'],
  ['what is related', { findRelatedTests: true }, 'asked for'],
  ['what a filter left', { filter: './filter.js' }, 'asked for'],
  ['watching', { watch: true }, 'watch mode'],
  ['watching all', { watchAll: true }, 'watch mode'],
])('%s', (_name, config, why) => {
  const found = partialRun({ ...WHOLE, ...config })
  if (why === undefined) expect(found).toBeUndefined()
  else expect(found).toContain(why)
})

test.each([
  '--selectProjects',
  '--ignoreProjects=web',
  '--projects',
  '--roots=test/sub',
  '--testMatch=**/a.test.ts',
  '--test-match',
  '--testRegex',
  '--testPathIgnorePatterns',
  '--test-path-ignore-patterns=e2e',
  '--modulePathIgnorePatterns',
])('%s', (word) => {
  expect(partialRun(WHOLE, ['node', 'jest', word])).toContain('asked for')
})

test.each(['--ci', '--maxWorkers=2', '--json', 'testMatch', '--config=jest.roots.json'])(
  'all, with %s',
  (word) => {
    expect(partialRun(WHOLE, ['node', 'jest', word])).toBeUndefined()
  },
)
