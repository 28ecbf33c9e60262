import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { gate } from '../gate.js'
import { report, replay } from '../testing/sides.js'
import { readSides } from './read-evidence.js'
import { commitOf, isRefName } from './git.js'

let folder: string
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const commit = (message: string): void => {
  git('add', '-A')
  git('commit', '-q', '--allow-empty', '-m', message)
}
async function save(url: string, ...ids: string[]): Promise<void> {
  const store = await openStore(url, { cwd: folder })
  for (const id of ids) await store.save(sampleSnapshot(id), { replace: true })
  await store.close()
}

beforeEach(async () => {
  folder = temporaryFolder()
  git('init', '-q', '-b', 'main')
  for (const [name, value] of [
    ['user.email', 'a@example.com'],
    ['user.name', 'A'],
    ['commit.gpgsign', 'false'],
  ])
    git('config', name!, value!)
  await save('dir:decisions', 'a', 'deep/b')
  commit('base')
})

/** The sides as the command reads them, closed again. */
async function read(bases: string[], heads: string[] = [], store = 'dir:decisions') {
  const sides = await readSides({ cwd: folder, place: { store, storeRoot: folder } }, bases, heads)
  const result = gate(sides.base, sides.head)
  await sides.base.close()
  await sides.head.close()
  return { ...sides, result }
}
const ids = (side: { baselines?: readonly { store: string; id: string }[] }): string[] =>
  (side.baselines ?? []).map(({ store, id }) => `${store} ${id}`)
const BOTH = ['dir:decisions a', 'dir:decisions deep/b']

describe('a commit', () => {
  test('is the one where the head left a branch; its recordings are read out of git', async () => {
    git('checkout', '-q', '-b', 'pr')
    rmSync(join(folder, 'decisions/deep'), { recursive: true })
    commit('change')
    git('checkout', '-q', 'main')
    await save('dir:decisions', 'later')
    commit('later')
    git('checkout', '-q', 'pr')
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('retrial-gate-'))
    const { base, head, result } = await read(['main'])

    expect(base.name).toMatch(/^main \([\da-f]{10}\)$/)
    expect(ids(base)).toEqual(BOTH)
    expect(ids(head)).toEqual(['dir:decisions a'])
    expect(result.removedBaselines).toMatchObject([{ id: 'deep/b' }])
    expect(git('status', '--porcelain')).toBe('')
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('retrial-gate-'))).toEqual(before)
  })

  test('by default of the default branch', async () => {
    expect((await read([])).base.name).toMatch(/^main/)
  })

  test('with a report that is committed', async () => {
    write('.retrial/report.json', JSON.stringify(report([replay('a')])))
    git('add', '-f', '.retrial/report.json')
    commit('report')
    expect((await read(['main'])).base.report?.rows).toHaveLength(1)
  })

  test('with a database', async () => {
    await save('sqlite:some.db', 'x')
    commit('database')
    expect(ids((await read(['main'], [], 'sqlite:some.db')).base)).toEqual(['sqlite:some.db x'])
  })

  test('with diffs of what changed', async () => {
    const path = join(folder, 'decisions/a.json')
    const store = await openStore('dir:decisions', { cwd: folder })
    const snapshot = sampleSnapshot('a')
    await store.save(
      { ...snapshot, outputs: [{ ...snapshot.outputs[0]!, value: 'other' }] },
      { replace: true },
    )
    await store.close()
    const { result } = await read(['main'])

    expect(path).toContain('a.json')
    expect(result.changedBaselines).toMatchObject([{ id: 'a', changes: [{ newValue: '"other"' }] }])
  })

  test('whose recordings have left the stores of the head: they are not forgotten', async () => {
    git('mv', 'decisions', 'elsewhere')
    commit('moved')
    const { result } = await read(['HEAD^'], [], 'dir:other')
    expect(result.removedBaselines.map(({ store, id }) => `${store} ${id}`)).toEqual(BOTH)

    await save('dir:empty')
    const kept = await read(['HEAD^'], [], 'dir:elsewhere')
    expect(kept.result).toMatchObject({ removedBaselines: [], movedBaselines: [{}, {}] })
  })

  test('from a folder of the repository', async () => {
    const top = folder
    folder = join(top, 'packages/api')
    mkdirSync(folder, { recursive: true })
    await save('dir:decisions', 'inner')
    commit('inner')
    expect(ids((await read(['main'])).base)).toEqual(['dir:decisions inner'])
  })

  test.each(['-x', '--upload-pack=touch pwned', '--output=pwned', 'a b', 'main:decisions', 'x\ny', ''])(
    'is not %j',
    async (ref) => {
      expect(isRefName(ref)).toBe(false)
      expect(commitOf(folder, ref)).toBeUndefined()
      await expect(read([ref])).rejects.toMatchObject({ code: 'INVALID_OPTION' })
      expect(readdirSync(folder).sort()).toEqual(['.git', 'decisions'])
    },
  )

  test.each(['$(touch pwned)', '`touch`', ';ls', 'main;touch', 'nosuch', "'"])(
    'is not known: %s',
    async (ref) => {
      if (!isRefName(ref)) return
      const { base } = await read([ref])
      expect(base.problems).toEqual(['it is no report, no store and no commit that is here'])
      expect(readdirSync(folder).sort()).toEqual(['.git', 'decisions'])
    },
  )
})

describe('a repository of another user', () => {
  beforeEach(() => {
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test.each([
    ['a branch', ['main']],
    ['no base', []],
  ])('is said to be one, with what to do: %s', async (_what, bases) => {
    const { base } = await read(bases)
    expect(base.problems).toEqual([expect.stringContaining('git config --global --add safe.directory /')])
  })
})

test('that there is no git is said', async () => {
  vi.stubEnv('PATH', join(folder, 'empty'))
  const { base } = await read(['main'])
  vi.unstubAllEnvs()
  expect(base.problems).toEqual(['there is no git here: install it'])
})

describe('reports and stores', () => {
  test('come together', async () => {
    write('base.json', JSON.stringify(report([replay('a')])))
    const { base } = await read(['main', 'base.json'])

    expect(base.name).toMatch(/^base\.json \+ main /)
    expect(base.report?.rows).toHaveLength(1)
    expect(ids(base)).toEqual(BOTH)
  })

  test('a store that only the base used is looked into: what it holds is not replayed any more, and is not gone', async () => {
    await save('dir:api/decisions', 'kept', 'taken')
    commit('second store')
    const rows = ['kept', 'taken'].map((id) => replay(id, { store: 'dir:api/decisions' }))
    write('base.json', JSON.stringify(report([replay('a'), ...rows])))
    write('.retrial/report.json', JSON.stringify(report([replay('a')])))
    rmSync(join(folder, 'api/decisions/taken.json'))
    const { result } = await read(['base.json', 'main'])

    expect(result.lostCoverage).toMatchObject([{ store: 'dir:api/decisions', id: 'kept' }])
    expect(result.removedBaselines).toMatchObject([{ store: 'dir:api/decisions', id: 'taken' }])

    rmSync(join(folder, 'api'), { recursive: true })
    expect((await read(['base.json', 'main'])).result).toMatchObject({
      lostCoverage: [],
      removedBaselines: [{ id: 'kept' }, { id: 'taken' }],
    })
  })

  test('what no store of the head holds, and nobody says more of, is not compared, and that is said', async () => {
    await save('dir:api/decisions', 'x', 'y')
    commit('second store')
    write('.retrial/report.json', JSON.stringify(report([replay('a')])))

    expect((await read(['main'])).result.notes).toContainEqual(
      'not compared, as no store of this run holds it: api/decisions/x.json and 1 more. A report of the base tells whether tests of it are gone',
    )
  })

  test('a store by its URL is compared under the name that it has here', async () => {
    await save('sqlite:other.db', 'a', 'more')
    const { base, result } = await read(['sqlite:other.db'])
    expect(ids(base)).toEqual(['dir:decisions a', 'dir:decisions more'])
    expect(result).toMatchObject({ exitCode: 3, removedBaselines: [{ id: 'more' }] })
  })

  test.each<[string, string | undefined, string]>([
    ['that is not there', undefined, 'no report .retrial/report.json: run the tests first'],
    ['that ends early', '{ "format": "retrial-report/1", "rows"', 'REPORT_INVALID'],
    ['that is empty', '', 'REPORT_INVALID'],
    ['of a later version', '{ "format": "retrial-report/9" }', 'REPORT_TOO_NEW'],
  ])('a report %s gets no verdict', async (_what, text, says) => {
    if (text !== undefined) write('.retrial/report.json', text)
    const { head, result } = await read(['main'])
    expect(head.problems?.join()).toContain(says)
    expect(result.exitCode).toBe(3)
  })

  test('a recording that cannot be read gets none either', async () => {
    write('decisions/a.json', '{ "format": "retrial/1"')
    const { head, result } = await read(['main'])
    expect(head.problems?.join()).toContain('STORE_CORRUPT')
    expect(result.exitCode).toBe(3)
  })

  test('a report that names a store outside of the repository has it not looked into', async () => {
    const outside = temporaryFolder()
    const store = await openStore(`dir:${outside}`)
    await store.save(sampleSnapshot('secret'))
    await store.close()
    write('.retrial/report.json', JSON.stringify(report([replay('a', { store: `dir:${outside}` })])))
    expect(JSON.stringify((await read(['main'])).head.baselines)).not.toContain('secret')
  })

  test('a report of another commit is said to be one, and in CI it is none', async () => {
    const of = { commit: { id: 'f'.repeat(40), changed: false } }
    write('.retrial/report.json', JSON.stringify(report([replay('a')], of)))
    const ci = process.env['CI']
    try {
      delete process.env['CI']
      expect((await read(['main'])).head.notes?.join()).toContain('the report is of commit ffffffffff')
      process.env['CI'] = '1'
      expect((await read(['main'])).head.problems?.join()).toContain('the report is of commit ffffffffff')
    } finally {
      if (ci === undefined) delete process.env['CI']
      else process.env['CI'] = ci
    }
  })
})
