import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { writeReport } from '../../reporting/report/report-file.js'
import { sampleReport, sampleRow } from '../../reporting/testing/sample-report.js'
import { listIdsSync } from '../../store/list-ids.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
const LONG_AGO = new Date('2026-01-01')
const END = '2026-02-01T00:00:00.000Z'

beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', ...['a', 'b/one', 'b/two'].map((id) => sampleSnapshot(id)))
  for (const id of ['a', 'b/one', 'b/two'])
    utimesSync(join(project.folder, `decisions/${id}.json`), LONG_AGO, LONG_AGO)
})

const report = (overrides: Parameters<typeof sampleReport>[0] = {}): void => {
  const rows = [sampleRow({ id: 'a', store: 'dir:decisions' })]
  writeReport(project.folder, sampleReport({ createdAt: END, rows, ...overrides }))
}
const left = (): string[] => listIdsSync('dir:decisions', { cwd: project.folder })

test('shows what no test used, and deletes nothing', async () => {
  report()
  const { code, out, err } = await project.run(['prune'])
  expect(code).toBe(0)
  expect(out).toBe(
    `  - b/one  dir:decisions\n  - b/two  dir:decisions\n  2 baselines were used by no test in the run of ${END}`,
  )
  expect(err).toContain('nothing was deleted: retrial prune --yes')
  expect(left()).toEqual(['a', 'b/one', 'b/two'])
})

test.each([[[]], [['--report', 'other.json']]])('without a report says what leaves one: %j', async (args) => {
  const { code, err } = await project.run(['prune', ...args])
  expect(code).toBe(3)
  expect(err).toContain('REPORT_INVALID: There is no report')
  expect(err).toContain('A run of the tests leaves one')
})

test('--yes deletes them, and a second time there is nothing', async () => {
  report()
  expect((await project.run(['prune', '--yes'])).err).toContain('2 deleted')
  expect(left()).toEqual(['a'])
  const { out } = await project.run(['prune', '--yes', '--json'])
  expect(JSON.parse(out)).toEqual({ judged: true, obsolete: [], newer: [], deleted: false })
})

test.each<[string, Parameters<typeof sampleReport>[0], string]>([
  ['a shard', { shard: undefined as never, missingShards: [2] }, 'shard 2 is missing'],
  ['part of the tests', { partial: 'only some' }, 'only some'],
  ['a broken file', { files: [{ file: 'x.test.ts', whole: false }] }, 'x.test.ts'],
  ['no baseline', { rows: [] }, 'no baseline at all'],
])('the evidence of %s is refused with 3', async (_what, { shard: _shard, ...overrides } = {}, why) => {
  report(overrides)
  const { code, out, err } = await project.run(['prune', '--yes'])
  expect({ code, out }).toEqual({ code: 3, out: '' })
  expect(err).toContain(why)
  expect(left()).toHaveLength(3)
})

test('no report, or none that can be read, is no evidence', async () => {
  expect((await project.run(['prune', '--yes'])).code).toBe(3)
  mkdirSync(join(project.folder, '.retrial'))
  writeFileSync(join(project.folder, '.retrial/report.json'), '{')
  const { code, err } = await project.run(['prune', '--yes'])
  expect(code).toBe(3)
  expect(err).toContain('REPORT_INVALID')
  expect(left()).toHaveLength(3)
})

test('what came after the run stays', async () => {
  await project.save('dir:decisions', sampleSnapshot('c', { createdAt: '2026-03-01T00:00:00.000Z' }))
  utimesSync(join(project.folder, 'decisions/c.json'), LONG_AGO, LONG_AGO)
  const now = new Date()
  utimesSync(join(project.folder, 'decisions/b/one.json'), now, now)
  report()
  const { err } = await project.run(['prune', '--yes'])
  expect(err).toContain('b/one is newer than that run')
  expect(left()).toEqual(['a', 'b/one', 'c'])
})

test('never in CI', async () => {
  report()
  process.env['CI'] = 'true'
  const { code, err } = await project.run(['prune', '--yes'])
  expect(code).toBe(2)
  expect(err).toContain('CI_WRITE_REFUSED')
  expect((await project.run(['prune'])).code).toBe(0)
  expect(left()).toHaveLength(3)
  process.env['RETRIAL_ALLOW_CI_WRITES'] = '1'
  expect((await project.run(['prune', '--yes'])).code).toBe(0)
  expect(left()).toEqual(['a'])
  delete process.env['CI']
})
