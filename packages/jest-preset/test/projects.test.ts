import {
  createProject,
  inFolder,
  jestRunner,
  plainDecision,
  summaryOf,
  type Files,
  type Project,
} from '@retrial/fixtures/adapters'
import { afterAll, expect, test } from 'vitest'

const REPORTERS = ['default', '@retrial/jest-preset/reporter']
const CHANGED = { PHASE: 'changed' }
const { 'jest.config.json': PRESET_CONFIG = '', ...OTHERS } = jestRunner().files
const { preset, ...SETTINGS } = JSON.parse(PRESET_CONFIG) as Record<string, unknown>

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(root: object, files: Files): Project {
  const project = createProject({ 'jest.config.json': JSON.stringify(root), ...files })
  projects.push(project)
  return project
}

/** A project of one config, which jest runs in its own folder. */
const inProject = (name: string, more: object): object => ({
  ...SETTINGS,
  ...more,
  displayName: name,
  rootDir: `<rootDir>/${name}`,
  transform: { '\\.ts$': '<rootDir>/../transform.cjs' },
})

test.concurrent('the preset in each project, options of each by its config file', async () => {
  const project = projectOf(
    {
      projects: [inProject('one', { preset }), inProject('two', { preset })],
      reporters: REPORTERS,
    },
    {
      ...OTHERS,
      ...inFolder('one', { ...plainDecision(), 'retrial.config.json': '{ "store": "dir:baselines" }' }),
      ...inFolder('two', { ...plainDecision(), 'retrial.config.json': '{ "mode": "strict" }' }),
    },
  )

  const first = await project.run('jest', [])
  const spaced = await project.run('jest', [], { PHASE: ' first' })

  expect(first.code, first.stderr).toBe(0)
  expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 2 recorded')
  expect(Object.keys(project.files('one/baselines'))).toEqual(['one/baselines/plain/one.json'])
  expect(Object.keys(project.files('two/decisions'))).toEqual(['two/decisions/plain/one.json'])
  expect(spaced.code).toBe(1)
  expect(spaced.stderr.match(/^ Retrial {2}/gm)).toHaveLength(1)
  expect(summaryOf(spaced)[0]).toBe(' Retrial  ✗ 1 of 2 decisions did not hold')
})

test.concurrent('the preset in one project, beside one that has nothing of ours', async () => {
  const project = projectOf(
    { projects: [inProject('one', { preset }), inProject('two', {})], reporters: REPORTERS },
    {
      ...OTHERS,
      ...inFolder('one', plainDecision()),
      'two/test/other.test.ts': "test('other', () => { expect(1).toBe(1) })\n",
    },
  )

  const first = await project.run('jest', [])
  const changed = await project.run('jest', ['--selectProjects', 'one'], CHANGED)

  expect(first.code, first.stderr).toBe(0)
  expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 1 recorded')
  expect(changed.code).toBe(1)
  expect(summaryOf(changed)[0]).toBe(' Retrial  ✗ 1 of 1 decisions did not hold')
})

test.concurrent('a project that the preset does not reach fails, and does not pass unchecked', async () => {
  // jest takes nothing of what stands beside `projects` into them.
  const project = projectOf(
    { preset, projects: [inProject('one', {})] },
    { ...OTHERS, ...inFolder('one', plainDecision()) },
  )

  const { code, stderr } = await project.run('jest', [])

  expect(code).toBe(1)
  expect(stderr).toContain('toHaveNoDiffFrom is not a function')
  expect(project.files('one/decisions')).toEqual({})
})

test.concurrent('without our reporter at the root each project still judges its own', async () => {
  const project = projectOf(
    { projects: [inProject('one', { preset }), inProject('two', { preset })] },
    { ...OTHERS, ...inFolder('one', plainDecision()), ...inFolder('two', plainDecision()) },
  )

  const first = await project.run('jest', [])
  const changed = await project.run('jest', [], CHANGED)

  expect(first.code, first.stderr).toBe(0)
  expect(first.stderr).toContain('2 snapshots written')
  expect(Object.keys(project.files('two/decisions'))).toEqual(['two/decisions/plain/one.json'])
  expect(changed.code).toBe(1)
  expect(changed.stderr).toContain('2 snapshots failed')
  expect(summaryOf(changed)).toEqual([])
})

test.concurrent('an option that does not exist stops the run, in whichever project it stands', async () => {
  const project = projectOf(
    { projects: [inProject('one', { preset }), inProject('two', { preset })], reporters: REPORTERS },
    {
      ...OTHERS,
      ...inFolder('one', plainDecision()),
      ...inFolder('two', { ...plainDecision(), 'retrial.config.json': '{ "redacton": {} }' }),
    },
  )

  const { code, stdout, stderr } = await project.run('jest', [])

  expect(code).toBe(1)
  expect(stdout + stderr).toContain('two/retrial.config.json')
  expect(stdout + stderr).toContain('has no option "redacton". Did you mean "redaction"?')
  expect(project.files('one/decisions')).toEqual({})
})

test.concurrent('one folder of tests in two projects, each row in its own', async () => {
  const inFolderOf = (name: string): object => ({ ...SETTINGS, preset, displayName: name })
  const project = projectOf(
    { projects: [inFolderOf('one'), inFolderOf('two')], reporters: REPORTERS },
    { ...OTHERS, ...plainDecision() },
  )

  const first = await project.run('jest', ['-i'])
  const { code, stderr } = await project.run('jest', ['-i'])
  const { files, rows } = JSON.parse(project.read('.retrial/report.json')) as {
    files: { project: string }[]
    rows: { project: string; occurrence?: number }[]
  }

  expect(first.code, first.stderr).toBe(0)
  expect(code, stderr).toBe(0)
  expect(files.map((file) => file.project)).toEqual(['one', 'two'])
  expect(rows.map((row) => [row.project, row.occurrence])).toEqual([
    ['one', undefined],
    ['two', undefined],
  ])
})

test.concurrent('one folder of tests in two projects without a name, also in shards', async () => {
  const { files } = plainDecisions(3)
  const unnamed = { ...SETTINGS, preset }
  const project = projectOf({ projects: [unnamed, unnamed], reporters: REPORTERS }, { ...OTHERS, ...files })
  const gateOf = (report: string) => project.run('retrial', ['gate', '--base', 'base.json', '--head', report])

  const first = await project.run('jest', ['-i'])
  const whole = await project.run('jest', ['-i'])
  project.write({ 'base.json': project.read('.retrial/report.json') })
  await project.run('jest', ['-i'])
  const gated = await gateOf('.retrial/report.json')
  // Of six runs of files each shard has two, so that one file is in two shards.
  for (const index of [1, 2, 3, 4]) await project.run('jest', ['-i', `--shard=${index}/4`])
  const merged = await project.run('retrial', ['merge'])
  const ofShards = await gateOf('.retrial/report.json')
  const report = JSON.parse(project.read('.retrial/report.json')) as { files: object[]; rows: object[] }

  expect(first.code, first.stderr).toBe(0)
  expect(whole.code, whole.stderr).toBe(0)
  expect(gated.stdout + gated.stderr).toContain('Retrial gate: passed · 3 of 3 decisions hold')
  expect(merged.code, merged.stdout + merged.stderr).toBe(0)
  expect([report.files.length, report.rows.length]).toEqual([6, 6])
  expect(ofShards.stdout + ofShards.stderr).toContain('Retrial gate: passed · 3 of 3 decisions hold')
})

/** Test files with a decision each. */
function plainDecisions(count: number): { files: Files } {
  const one = (n: number): string => `import { plain } from '../src/plain'

test('holds', async () => { await expect(() => plain('an answer')).toHaveNoDiffFrom('plain/${n}') })
`
  const { 'test/plain.test.ts': _own, ...source } = plainDecision()
  return {
    files: {
      ...source,
      ...Object.fromEntries(Array.from({ length: count }, (_, n) => [`test/${n}.test.ts`, one(n)])),
    },
  }
}
