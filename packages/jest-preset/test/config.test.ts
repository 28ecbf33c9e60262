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

const CHANGED = { PHASE: 'changed' }

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(files: Files): Project {
  const project = createProject(files)
  projects.push(project)
  return project
}

test.concurrent('with reporters of the project in place of ours the matchers still work', async () => {
  const project = projectOf({
    ...jestRunner({ config: { reporters: ['default'] } }).files,
    ...plainDecision(),
  })

  const first = await project.run('jest', [])
  const changed = await project.run('jest', [], CHANGED)

  expect(first.code, first.stderr).toBe(0)
  expect(first.stderr).toContain('1 snapshot written')
  expect(changed.code).toBe(1)
  expect(changed.stderr).toContain('output: "an answer first" → "an answer changed"')
  expect(first.stderr + changed.stderr).not.toContain('Retrial')
})

test.concurrent(
  'jest projects: baselines in each, one summary where the reporter stands at the root',
  async () => {
    const app = { ...jestRunner().files, ...plainDecision() }
    const project = projectOf({
      ...inFolder('one', app),
      ...inFolder('two', app),
      'jest.config.json': JSON.stringify({
        projects: ['<rootDir>/one', '<rootDir>/two'],
        reporters: ['default', '@retrial/jest-preset/reporter'],
      }),
    })

    const first = await project.run('jest', [])
    const changed = await project.run('jest', [], CHANGED)

    expect(first.code, first.stderr).toBe(0)
    expect(summaryOf(first)[0]).toBe(' Retrial  ✓ 0 replayed; 2 recorded')
    for (const name of ['one', 'two']) {
      expect(Object.keys(project.files(`${name}/decisions`))).toEqual([`${name}/decisions/plain/one.json`])
    }
    expect(changed.code).toBe(1)
    expect(summaryOf(changed)[0]).toBe(' Retrial  ✗ 2 of 2 decisions did not hold')
  },
)

test.concurrent(
  'without globals, from another folder, and nothing stays in the temporary folder',
  async () => {
    const { 'test/plain.test.ts': body, ...files } = plainDecision()
    const project = projectOf({
      ...inFolder('app', {
        ...jestRunner({ config: { injectGlobals: false } }).files,
        ...files,
        'test/plain.test.ts': `import { expect, test } from '@jest/globals'\n${body}`,
      }),
      'temporary/.keep': '',
    })

    const { code, stderr } = await project.run('jest', ['--config', 'app/jest.config.json'], {
      TMPDIR: `${project.folder}/temporary`,
    })

    expect(code, stderr).toBe(0)
    expect(summaryOf({ stderr })[0]).toBe(' Retrial  ✓ 0 replayed; 1 recorded')
    expect(Object.keys(project.files('app/decisions'))).toEqual(['app/decisions/plain/one.json'])
    expect(Object.keys(project.files('temporary')).filter((path) => path.includes('retrial'))).toEqual([])
  },
)

test.concurrent('a run without assertions of ours has no summary', async () => {
  const project = projectOf({ ...jestRunner().files, 'test/other.test.ts': "test('other', () => {})\n" })

  const { code, stderr } = await project.run('jest', [])

  expect(code).toBe(0)
  expect(stderr).not.toContain('Retrial')
})

test.concurrent('the setup file alone reads the config, functions and all', async () => {
  const { preset: _preset, ...settings } = JSON.parse(jestRunner().files['jest.config.json']!)
  const config = { ...settings, setupFilesAfterEnv: ['@retrial/jest-preset/setup'] }
  const project = projectOf({
    ...jestRunner().files,
    'jest.config.json': JSON.stringify(config),
    'retrial.config.ts': `const replace = (text: string): string => text.replace('an answer', '[taken out]')
export default { store: 'dir:own', redaction: { replace } }`,
    ...plainDecision(),
  })
  const { code, stderr } = await project.run('jest', [])

  expect(code, stderr).toBe(0)
  expect(project.read('own/plain/one.json')).toContain('[taken out] first')
})
