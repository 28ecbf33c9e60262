import {
  createProject,
  inFolder,
  installed,
  plainDecision,
  summaryOf,
  type Files,
  type Project,
} from '@retrial/fixtures/adapters'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'

const SPACED = { PHASE: ' first' }

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(files: Files): Project {
  const project = createProject(files)
  projects.push(project)
  return project
}

const config = (text: string): Files => ({
  'vitest.config.mjs': `import { retrial } from '@retrial/vitest-plugin'\n\nexport default ${text}\n`,
})

test.concurrent(
  'folders with configs of their own: each has its options, and there is one summary',
  async () => {
    const project = projectOf({
      'vitest.config.mjs': "export default { test: { projects: ['packages/*'] } }\n",
      ...inFolder('packages/one', {
        ...config("{ plugins: [retrial({ store: 'dir:baselines' })], test: { name: 'one', globals: true } }"),
        ...plainDecision('same/id', 'one'),
      }),
      ...inFolder('packages/two', {
        ...config("{ plugins: [retrial({ mode: 'strict' })], test: { name: 'two', globals: true } }"),
        ...plainDecision('same/id', 'two'),
      }),
    })

    const first = await project.run('vitest', ['run'])
    const spaced = await project.run('vitest', ['run'], SPACED)

    expect(first.code, first.stdout + first.stderr).toBe(0)
    expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 2 recorded')
    expect(Object.keys(project.files('packages')).filter((path) => path.includes('same/'))).toEqual([
      'packages/one/baselines/same/id.json',
      'packages/two/decisions/same/id.json',
    ])
    expect(spaced.code).toBe(1)
    expect(spaced.stderr.match(/^ Retrial {2}/gm)).toHaveLength(1)
    expect(summaryOf(spaced)[0]).toBe(' Retrial  ✗ 1 of 2 decisions did not hold')
    expect(spaced.stderr).toMatch(/✗ same\/id {2}mismatch {2}plain · two holds/)
  },
)

test.concurrent(
  'projects in folders: a report names their files from the root of the run, and their stores',
  async () => {
    const folder = (name: string): Files =>
      inFolder(`packages/${name}`, {
        ...config(`{ plugins: [retrial()], test: { name: '${name}', globals: true } }`),
        ...plainDecision('same/id', 'same'),
      })
    const project = projectOf({
      'vitest.config.mjs': "export default { test: { projects: ['packages/*'] } }\n",
      ...folder('one'),
      ...folder('two'),
    })
    await project.run('vitest', ['run'])

    const run = await project.run('vitest', ['run'], { PHASE: 'changed', GITHUB_ACTIONS: 'true' })
    const report = project.read('.retrial/report.json')
    for (const shard of [1, 2]) await project.run('vitest', ['run', '--reporter=blob', `--shard=${shard}/2`])
    await project.run('vitest', ['--merge-reports'])
    const merged = project.read('.retrial/report.json')

    const files = ['one', 'two'].map((name) => ({
      file: `packages/${name}/test/same.test.ts`,
      project: name,
    }))
    for (const text of [report, merged]) {
      expect(JSON.parse(text)).toMatchObject({ files, rows: files })
    }
    expect(run.stderr).toContain(
      '✗ same/id (dir:packages/one/decisions), same/id (dir:packages/two/decisions)',
    )
    expect(run.stderr).toMatch(/^::error file=packages\/one\/test\/same.test.ts,line=/m)
  },
)

test.concurrent('projects of one config, each with a line of its own', async () => {
  const project = projectOf({
    ...config(`{
      test: {
        projects: [
          { plugins: [retrial({ store: 'dir:own' })], root: './one', test: { name: 'one', globals: true } },
          { plugins: [retrial()], root: './two', test: { name: 'two', globals: true } },
          { root: './three', test: { name: 'three', globals: true } },
        ],
      },
    }`),
    ...inFolder('one', plainDecision()),
    ...inFolder('two', plainDecision()),
    'three/other.test.ts': "test('other', () => { expect(1).toBe(1) })\n",
  })

  const first = await project.run('vitest', ['run'])
  const one = await project.run('vitest', ['run', '--project', 'one'], { PHASE: 'changed' })

  expect(first.code, first.stdout + first.stderr).toBe(0)
  expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 2 recorded')
  expect(Object.keys(project.files('one/own'))).toEqual(['one/own/plain/one.json'])
  expect(Object.keys(project.files('two/decisions'))).toEqual(['two/decisions/plain/one.json'])
  expect(one.code).toBe(1)
  expect(summaryOf(one)[0]).toBe(' Retrial  ✗ 1 of 1 decisions did not hold')
})

// What is at the root reaches the projects by itself since vitest 5.
const { version } = JSON.parse(readFileSync(installed('vitest/package.json')!, 'utf8')) as { version: string }
const inherits = Number.parseInt(version) >= 5

test.concurrent(
  `a project that the plugin does not reach ${inherits ? 'is none' : 'fails, and does not pass unchecked'}`,
  async () => {
    const project = projectOf({
      ...config("{ plugins: [retrial()], test: { projects: [{ test: { name: 'one', globals: true } }] } }"),
      ...plainDecision(),
    })

    const { code, stdout, stderr } = await project.run('vitest', ['run'])

    expect(code, stdout + stderr).toBe(inherits ? 0 : 1)
    if (!inherits) expect(stderr).toContain('Invalid Chai property: toHaveNoDiffFrom')
    expect(Object.keys(project.files('decisions'))).toHaveLength(inherits ? 1 : 0)
  },
)

test.concurrent('an option that does not exist stops the run, in whichever project it stands', async () => {
  const project = projectOf({
    ...config(`{
      test: {
        projects: [
          { plugins: [retrial()], root: './one', test: { name: 'one', globals: true } },
          { plugins: [retrial()], root: './two', test: { name: 'two', globals: true } },
        ],
      },
    }`),
    ...inFolder('one', plainDecision()),
    ...inFolder('two', { ...plainDecision(), 'retrial.config.json': '{ "redacton": {} }' }),
  })

  const { code, stdout, stderr } = await project.run('vitest', ['run'])

  expect(code).toBe(1)
  expect(stdout + stderr).toContain('two/retrial.config.json')
  expect(stdout + stderr).toContain('has no option "redacton". Did you mean "redaction"?')
  expect(project.files('one/decisions')).toEqual({})
})
