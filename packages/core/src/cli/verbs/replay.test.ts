import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../../decision/decision.js'
import { listPending } from '../../pending/list-pending.js'
import { capture } from '../../recording/capture.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { mergeReports } from '../../reporting/report/merge-reports.js'
import { parseReport } from '../../reporting/report/parse-report.js'
import { openStore } from '../../store/open-store.js'
import { Interrupted } from '../interrupted.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

/** What the decision adds to its answer; and which inputs it has seen. */
let suffix = ''
let seen: string[] = []
const label = decision('replayed by command', async (ticket: string) => {
  seen.push(ticket)
  if (ticket === 'stop') stopper.abort(new Interrupted('SIGINT'))
  return { label: ticket + suffix, length: 1 }
})
let stopper: AbortController

let project: VerbProject
beforeEach(async () => {
  vi.stubEnv('RETRIAL_MODE', undefined)
  suffix = ''
  stopper = new AbortController()
  project = verbProject()
  await record('a/one', 'a/two', 'b/one')
  seen = []
})

async function record(...ids: string[]): Promise<void> {
  const store = await openStore('dir:decisions', { cwd: project.folder })
  for (const id of ids)
    await capture(() => label(id.replace(/.*stop.*/, 'stop')), { id, store, tags: { folder: id[0] ?? '' } })
  await store.close()
}
const replay = (...args: string[]) => project.run(['replay', ...args], { signal: stopper.signal })
const read = (path: string): string => readFileSync(join(project.folder, path), 'utf8')
const report = (path = '.retrial/report.json'): RunReport => parseReport(read(path), path)
const pending = (): string[] => listPending({ root: project.folder }).map(({ id }) => id)

describe('retrial replay', () => {
  test('replays all baselines, and leaves a report', async () => {
    const { code, out } = await replay()
    expect(out).toContain('Retrial  ✓ 3 replayed: 3 match')
    expect(code).toBe(0)
    const { runner, rows, partial } = report()
    expect({ runner, partial }).toEqual({ runner: 'cli' })
    expect(rows.map(({ id, verdict, store, effects }) => [id, verdict, store, effects].join(' '))).toEqual(
      ['a/one', 'a/two', 'b/one'].map((id) => `${id} match dir:decisions recorded`),
    )
    expect(existsSync(join(project.folder, '.retrial/replay.journal'))).toBe(false)
  })

  test('a decision that changed fails, waits for review, and is taken back', async () => {
    suffix = '!'
    const { code, out } = await replay('a/*')
    expect(code).toBe(1)
    expect(out).toContain('✗ 2 of 2 decisions did not hold')
    expect(out).toContain('output.label: "a/one" → "a/one!"')
    expect(out).toContain('accept them with retrial review')
    expect(pending()).toEqual(['a/one', 'a/two'])
    suffix = ''
    expect(await replay('a/one')).toMatchObject({ code: 0 })
    expect(pending()).toEqual(['a/two'])
  })

  test('keeps nothing as pending in CI', async () => {
    suffix = '!'
    vi.stubEnv('CI', '1')
    expect(await replay()).toMatchObject({ code: 1 })
    vi.unstubAllEnvs()
    expect(pending()).toEqual([])
  })

  test.each<[string[], string[]]>([
    [['b/one'], ['b/one']],
    [['**/one'], ['a/one', 'b/one']],
    [
      ['--tag', 'folder=a'],
      ['a/one', 'a/two'],
    ],
    [['--tag', 'folder=a', '**/one'], ['a/one']],
    [['--function', 'replayed by command', '--limit', '1'], ['a/one']],
  ])('%j are some of them, and the report says so', async (args, ids) => {
    expect(await replay(...args)).toMatchObject({ code: 0 })
    expect(seen).toEqual(ids)
    expect(report().partial).toBe('only some of the recordings were asked for')
  })

  test('judges by a policy, as trials', async () => {
    suffix = '!'
    writeFileSync(
      join(project.folder, 'p.json'),
      JSON.stringify({ name: 'steady', rules: [{ field: 'output.label', comparator: 'ignore' }] }),
    )
    expect(
      await replay('--policy', 'p.json', '--trials', '2', '--pass', 'majority', '--mode', 'strict'),
    ).toMatchObject({
      code: 0,
    })
    const { rows, policies } = report()
    expect(rows[0]).toMatchObject({ policy: 'steady', mode: 'strict' })
    expect(rows[0]).toMatchObject({ trials: { passed: 2, total: 2 }, pass: 'majority' })
    expect(policies).toMatchObject([{ hash: rows[0]?.policyHash, policy: { name: 'steady' } }])
  })

  test('shards are the whole, each recording in one', async () => {
    await record(...Array.from({ length: 20 }, (_, index) => `c/${index}`))
    seen = []
    for (const index of [1, 2, 3]) await replay('--shard', `${index}/3`)
    expect(seen).toHaveLength(23)
    const merged = mergeReports([1, 2, 3].map((index) => report(`.retrial/report-${index}-of-3.json`)))
    expect(new Set(merged.rows.map(({ id }) => id)).size).toBe(23)
    expect(merged.missingShards).toBeUndefined()
    const before = report('.retrial/report-2-of-3.json').rows.map(({ id }) => id)
    await record('d/new')
    await replay('--shard', '2/3')
    expect(report('.retrial/report-2-of-3.json').rows.map(({ id }) => id)).toEqual(
      expect.arrayContaining(before),
    )
  })

  test('writes the report where it is told', async () => {
    expect(await replay('-o', 'out/r.json')).toMatchObject({ code: 0 })
    expect(report('out/r.json').rows).toHaveLength(3)
    expect(existsSync(join(project.folder, '.retrial/report.json'))).toBe(false)
  })

  test.each<[string, string[], number, string]>([
    [
      'an id that is not there',
      ['a/on'],
      2,
      'SNAPSHOT_NOT_FOUND: No recording in dir:decisions is meant by "a/on". Did you mean "a/one"',
    ],
    ['a pattern that means none', ['z/*'], 2, 'SNAPSHOT_NOT_FOUND'],
    ['a mode that is none', ['--mode', 'loose'], 2, '--mode takes strict or tolerant'],
    ['no mode for validation', ['--mode', 'validation-only'], 2, 'retrial validate'],
    ['a shard that is none', ['--shard', '4/3'], 2, '--shard takes'],
    ['a pass without trials', ['--pass', 'any'], 2, 'give --trials as well'],
    ['a pass that is none', ['--trials', '2', '--pass', '1.5'], 2, '--pass takes'],
    ['no trial', ['--trials', '0'], 2, '--trials takes'],
    ['a budget of what costs nothing', ['--max-calls', '3'], 2, '--max-calls is for --live'],
    ['a file that is not there', ['--import', './no.ts'], 2, 'There is no file'],
    ['a policy that is not there', ['--policy', 'no.json'], 2, 'INVALID_POLICY'],
    ['a store that is not there', ['--store', 'dir:no'], 2, 'There is no store'],
    ['no recordings at all', ['--since', '2999-01-01'], 3, 'nothing was checked'],
  ])('refuses %s', async (_what, args, code, text) => {
    const shown = await replay(...args)
    expect(shown.err).toContain(text)
    expect(shown.code).toBe(code)
    expect(seen).toEqual([])
  })

  test('RETRIAL_MODE=off runs nothing', async () => {
    vi.stubEnv('RETRIAL_MODE', 'off')
    const shown = await replay()
    vi.unstubAllEnvs()
    expect(shown).toMatchObject({ code: 3, err: expect.stringContaining('SWITCHED_OFF') })
  })

  test('one that cannot be read is a failure of its own', async () => {
    writeFileSync(join(project.folder, 'decisions/a/two.json'), '{"form')
    const { code, out } = await replay()
    expect(code).toBe(1)
    expect(out).toContain('3 replayed: 2 match, 1 error')
    expect(out).toContain('STORE_CORRUPT')
  })
})

describe('a run that was stopped', () => {
  beforeEach(async () => {
    await record('b/stop', 'c/one')
    seen = []
    // Recording it has pulled the brake.
    stopper = new AbortController()
  })

  test('says so, and goes on where it was', async () => {
    const { code, out, err } = await replay('--concurrency', '1')
    expect(seen).toEqual(['a/one', 'a/two', 'b/one', 'stop'])
    expect(code).toBe(3)
    expect(out).toContain('not the whole run: it was stopped, 2 of 5 recordings are left')
    expect(err).toContain('Go on with: retrial replay --resume')
    expect(report().rows).toHaveLength(3)

    seen = []
    stopper = new AbortController()
    await record('a/two2')
    const store = await openStore('dir:decisions', { cwd: project.folder })
    await store.delete('b/stop')
    await store.delete('a/one')
    await capture(() => label('a/one changed'), { id: 'a/one', store })
    await store.close()
    seen = []
    const resumed = await replay('--concurrency', '1', '--resume')
    // The new one, the one that was left, and the one whose baseline changed.
    expect(seen).toEqual(['a/one changed', 'a/two2', 'c/one'])
    expect(resumed).toMatchObject({ code: 0, err: '2 of them were found by the run that was stopped.' })
    expect(report().rows).toHaveLength(5)
    expect(report().partial).toBeUndefined()
    expect(existsSync(join(project.folder, '.retrial/replay.journal'))).toBe(false)
  })

  test('does not go on with other options, nor without being told', async () => {
    await replay('--concurrency', '1')
    stopper = new AbortController()
    seen = []
    const other = await replay('--resume', '--mode', 'strict', 'a/*')
    expect(other.err).toContain('had other options, another policy or other code: this one begins anew')
    expect(seen).toEqual(['a/one', 'a/two'])
    seen = []
    await replay('a/*')
    expect(seen).toEqual(['a/one', 'a/two'])
    expect((await replay('a/*', '--resume')).err).toContain('no run was stopped here')
  })

  test('keeps what it has where half a line was written', async () => {
    await replay('--concurrency', '1')
    const path = join(project.folder, '.retrial/replay.journal')
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -30))
    stopper = new AbortController()
    seen = []
    await replay('--resume', 'a/*', 'b/one')
    expect(seen).toEqual(['b/one'])
  })
})
