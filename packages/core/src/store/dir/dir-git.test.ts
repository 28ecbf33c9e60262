import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { withContentHash } from '../../snapshot/content-hash.js'
import { openStore } from '../open-store.js'
import type { SnapshotStore } from '../store.js'
import { streamedReply } from '../testing/streamed-reply.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

const FILE = 'decisions/replies/angry-customer.json'
const LATER = { createdAt: '2027-01-01T00:00:00.000Z', executionTimeMs: 99, ownTimeMs: 9 }
/** Nothing of the machine's own settings takes part. */
const ENVIRONMENT = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }
const SETTINGS = ['user.name=A', 'user.email=a@example.com', 'core.hooksPath=none', 'init.defaultBranch=main']

interface Repository {
  readonly store: SnapshotStore
  readonly path: string
  git(...args: string[]): string
  commit(message: string): void
}

/** A git repository in which one reply is committed. */
async function repository(...settings: string[]): Promise<Repository> {
  const root = temporaryFolder()
  const options = [...SETTINGS, ...settings].flatMap((setting) => ['-c', setting])
  const git = (...args: string[]): string =>
    execFileSync('git', [...options, ...args], {
      cwd: root,
      env: ENVIRONMENT,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  const commit = (message: string): void => {
    git('add', '.')
    git('commit', '-m', message)
  }
  git('init')
  const store = await openStore(`dir:${join(root, 'decisions')}`)
  await store.save(streamedReply({}))
  commit('Record')
  return { store, path: join(root, FILE), git, commit }
}

const conflict = expect.objectContaining({ stdout: expect.stringContaining('CONFLICT') as string }) as Error

/** The lines of a diff that begin with + or -, without its head. */
function changedLines(diff: string): string[] {
  return diff.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line))
}

describe.skipIf(spawnSync('git', ['--version']).status !== 0)('in git', () => {
  test('a change of one word is its line and that of the facts', async () => {
    const { store, git } = await repository()
    const { effects } = streamedReply({ durationMs: 31 })
    const changed = streamedReply({ output: 'We will refund you.', facts: LATER })
    await store.save({ ...changed, effects }, { replace: true })
    expect(git('diff', '--numstat')).toBe(`2\t2\t${FILE}\n`)
    expect(changedLines(git('diff'))).toEqual([
      '-        "reply": "We refund you.",',
      '+        "reply": "We will refund you.",',
      expect.stringMatching(
        /^- {2}"createdAt": "2026-01-15T12:00:00.000Z", "executionTimeMs": 40, "ownTimeMs": 4, "contentHash": "sha256:[\da-f]{64}", "effectDurationsMs": \[30,30\]$/,
      ),
      expect.stringMatching(
        /^\+ {2}"createdAt": "2027-01-01T00:00:00.000Z", "executionTimeMs": 99, "ownTimeMs": 9, "contentHash": "sha256:[\da-f]{64}", "effectDurationsMs": \[31,31\]$/,
      ),
    ])
  })

  test('a word that a model streamed otherwise is a line of its event', async () => {
    const { store, git } = await repository()
    await store.save(streamedReply({ output: 'We repay you.', facts: LATER }), { replace: true })
    expect(changedLines(git('diff')).slice(0, 4)).toEqual([
      '-        "reply": "We refund you.",',
      '+        "reply": "We repay you.",',
      String.raw`-            "data: {\"text\":\"We refund you.\"}",`,
      String.raw`+            "data: {\"text\":\"We repay you.\"}",`,
    ])
    expect(git('diff', '--numstat')).toBe(`3\t3\t${FILE}\n`)
  })

  test.each([[], ['core.autocrlf=true']])(
    'the same recorded again is no change (%s)',
    async (...settings: string[]) => {
      const { store, git, path } = await repository(...settings)
      // Checked out anew, with the line ends that the settings ask for.
      git('rm', '--cached', '-r', '-q', '.')
      git('reset', '--hard')
      expect(readFileSync(path, 'utf8').includes('\r\n')).toBe(settings.length > 0)
      expect(await store.verify()).toEqual({ checked: 1, problems: [] })
      await store.save(streamedReply({ durationMs: 1_000, facts: LATER }), { replace: true })
      expect(git('status', '--porcelain')).toBe('')
    },
  )

  test('two branches that change one word are a conflict that is named, until it is resolved', async () => {
    const { store, path, git, commit } = await repository()
    git('checkout', '-b', 'theirs')
    await store.save(streamedReply({ output: 'We repay you.' }), { replace: true })
    commit('Theirs')
    git('checkout', 'main')
    await store.save(streamedReply({ output: 'We will refund you.' }), { replace: true })
    commit('Ours')
    expect(() => git('merge', 'theirs')).toThrow(conflict)
    const refused = { code: 'STORE_CONFLICT', message: expect.stringContaining('(line 24)') as string }
    await expect(store.load('replies/angry-customer')).rejects.toMatchObject(refused)
    expect((await store.verify()).problems).toMatchObject([{ id: 'replies/angry-customer', ...refused }])

    const ours = readFileSync(path, 'utf8').replaceAll(
      /^<{7}.*\n((?:.*\n)*?)={7}\n(?:.*\n)*?>{7}.*\n/gm,
      '$1',
    )
    writeFileSync(path, ours.replace('We will refund', 'We shall refund'))
    const resolved = await store.load('replies/angry-customer')
    expect(resolved.outputs[0]!.value).toMatchObject({ reply: 'We shall refund you.' })
    expect((await store.verify()).problems).toMatchObject([{ code: 'HASH_MISMATCH' }])

    git('checkout', '--ours', FILE)
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
    expect(await store.load('replies/angry-customer')).toStrictEqual(
      streamedReply({ output: 'We will refund you.' }),
    )
  })

  test('two branches that change different words still conflict, in the line of the facts', async () => {
    const { store, git, commit } = await repository()
    const { contentHash: _hash, ...base } = streamedReply({})
    git('checkout', '-b', 'theirs')
    await store.save(withContentHash({ ...base, effects: [] }), { replace: true })
    commit('Theirs')
    git('checkout', 'main')
    await store.save(withContentHash({ ...base, tags: { team: 'returns' } }), { replace: true })
    commit('Ours')
    expect(() => git('merge', 'theirs')).toThrow(conflict)
    await expect(store.load(base.id)).rejects.toMatchObject({ code: 'STORE_CONFLICT' })
  })
})
