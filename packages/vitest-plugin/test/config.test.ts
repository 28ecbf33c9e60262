import {
  createProject,
  inFolder,
  plainDecision,
  summaryOf,
  vitestRunner,
  type Files,
  type Project,
} from '@retrial/fixtures/adapters'
import { afterAll, expect, test } from 'vitest'

const CHANGED = { PHASE: 'changed' }
const withConfig = (config: string): Files =>
  vitestRunner({ config: `import { retrial } from '@retrial/vitest-plugin'\n\nexport default ${config}\n` })
    .files

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(files: Files): Project {
  const project = createProject(files)
  projects.push(project)
  return project
}

test.concurrent.each([true, false])(
  'vitest projects: the matchers and baselines of each, one summary for all; isolate: %s',
  async (isolate) => {
    const project = projectOf({
      ...withConfig(`{
        plugins: [retrial()],
        test: {
          globals: true,
          isolate: ${isolate},
          projects: [
            { extends: true, root: './one', test: { name: 'one' } },
            { extends: true, root: './two', test: { name: 'two' } },
          ],
        },
      }`),
      ...inFolder('one', plainDecision('same/id', 'one')),
      ...inFolder('two', plainDecision('same/id', 'two')),
    })

    const first = await project.run('vitest', ['run'])
    const changed = await project.run('vitest', ['run'], CHANGED)

    expect(first.code, first.stdout + first.stderr).toBe(0)
    expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 2 recorded')
    for (const name of ['one', 'two']) {
      expect(Object.keys(project.files(`${name}/decisions`))).toEqual([`${name}/decisions/same/id.json`])
    }
    expect(changed.code).toBe(1)
    expect(changed.stderr.match(/^ Retrial {2}/gm)).toHaveLength(1)
    expect(summaryOf(changed)[0]).toBe(' Retrial  ✗ 2 of 2 decisions did not hold')
  },
)

test.concurrent('blob reports of shards keep their rows through a merge', async () => {
  const project = projectOf({
    ...vitestRunner().files,
    ...plainDecision('one', 'one'),
    ...plainDecision('two', 'two'),
  })
  const shard = (number: number, env = {}) =>
    project.run('vitest', ['run', '--reporter=blob', `--shard=${number}/2`], env)

  await project.run('vitest', ['run'])
  const shards = await Promise.all([shard(1, CHANGED), shard(2)])
  const merged = await project.run('vitest', ['--merge-reports'])

  expect(shards.map(({ code }) => code)).toEqual([1, 0])
  expect(shards.map((run) => summaryOf(run)[0])).toEqual([
    ' Retrial  ✗ 1 of 1 decisions did not hold',
    ' Retrial  ✓ 1 replayed: 1 match',
  ])
  expect(merged.code).toBe(1)
  expect(summaryOf(merged)).toEqual(
    expect.arrayContaining([
      ' Retrial  ✗ 1 of 2 decisions did not hold',
      expect.stringMatching(/✗ (one|two) {2}mismatch {2}plain · \1 holds/),
      '   2 replayed: 1 match, 1 mismatch',
    ]),
  )
})

test.concurrent(
  'setup files and reporters of the project stay, and relative stores start from its root',
  async () => {
    const files = {
      ...withConfig(`{
      plugins: [retrial({ store: 'dir:baselines' })],
      test: { globals: true, setupFiles: ['./own-setup.ts'], reporters: ['default', './own-reporter.ts'] },
    }`),
      'own-setup.ts': "process.env.PHASE = 'of the setup file'\n",
      'own-reporter.ts': "export default class { onTestRunEnd() { console.log('the own reporter') } }\n",
      ...plainDecision(),
    }
    const project = projectOf(inFolder('app', files))

    const { code, stdout, stderr } = await project.run('vitest', ['run', '--root', 'app'])

    expect(code, stdout + stderr).toBe(0)
    expect(stdout).toContain('the own reporter')
    expect(stderr).toContain('1 recorded')
    expect(Object.keys(project.files('app/baselines'))).toEqual(['app/baselines/plain/one.json'])
    expect(project.read('app/baselines/plain/one.json')).toContain('an answer of the setup file')
  },
)

test.concurrent('a run without assertions of ours has no summary', async () => {
  const project = projectOf({ ...vitestRunner().files, 'test/other.test.ts': "test('other', () => {})\n" })

  const { code, stderr } = await project.run('vitest', ['run'])

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test.concurrent.each([
  ["{ stoer: 'dir:own' }", 'retrial() has no option "stoer". Did you mean "store"?'],
  ["{ store: 'decisions' }", 'The store URL "decisions" has no scheme'],
  ['{ redaction: { replace: (text) => text } }', 'put it into retrial.config.ts'],
])('retrial(%s) stops the run', async (options, says) => {
  const project = projectOf({ ...withConfig(`{ plugins: [retrial(${options})] }`), ...plainDecision() })
  const { code, stdout, stderr } = await project.run('vitest', ['run'])

  expect(code).toBe(1)
  expect(stdout + stderr).toContain(says)
})

test.concurrent(
  'options of the plugin go before the config file, and vitest projects have their own',
  async () => {
    const project = projectOf({
      ...withConfig(`{
      plugins: [retrial({ mode: 'strict' })],
      test: {
        globals: true,
        projects: [
          { extends: true, root: './one', test: { name: 'one' } },
          { extends: true, root: './two', test: { name: 'two' } },
        ],
      },
    }`),
      ...inFolder('one', plainDecision('same/id', 'one')),
      ...inFolder('two', plainDecision('same/id', 'two')),
      'retrial.config.ts': "export default { store: 'dir:shared', mode: 'tolerant' }",
      'two/retrial.config.json': '{ "store": "dir:own" }',
    })
    const first = await project.run('vitest', ['run'])
    const spaced = await project.run('vitest', ['run'], { PHASE: ' first' })

    expect(first.code, first.stdout + first.stderr).toBe(0)
    expect(Object.keys(project.files('shared'))).toEqual(['shared/same/id.json'])
    expect(Object.keys(project.files('two/own'))).toEqual(['two/own/same/id.json'])
    expect(spaced.code).toBe(1)
    expect(summaryOf(spaced)[0]).toBe(' Retrial  ✗ 2 of 2 decisions did not hold')
  },
)
