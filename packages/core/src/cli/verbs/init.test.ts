import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contentOf } from '../../store/testing/temporary-folder.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

const VITEST = { 'package.json': '{"type":"module","devDependencies":{"vitest":"*","typescript":"*"}}' }
const JEST = { 'package.json': '{"devDependencies":{"jest":"*"}}' }

function projectOf(files: Readonly<Record<string, string>>): VerbProject {
  const project = verbProject()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project.folder, path)), { recursive: true })
    writeFileSync(join(project.folder, path), text)
  }
  return project
}

const read = ({ folder }: VerbProject, path: string): string => readFileSync(join(folder, path), 'utf8')

describe('init', () => {
  test('without a terminal shows the plan, and writes nothing', async () => {
    const project = projectOf(VITEST)
    const before = contentOf(project.folder)
    const { code, out, err } = await project.run(['init'])
    expect(code).toBe(0)
    for (const path of ['vitest.config.ts', 'test/retrial-example.test.ts', '.gitignore'])
      expect(out).toContain(`+ ${path}`)
    expect(out).toContain('npm install --save-dev @retrial/vitest-plugin')
    expect(err).toContain('retrial init --yes')
    expect(contentOf(project.folder)).toEqual(before)
  })

  test('--yes writes it, and a second time changes nothing', async () => {
    const project = projectOf({ ...VITEST, '.git/HEAD': '' })
    expect((await project.run(['init', '--yes'])).err).toContain('4 written')
    expect(read(project, '.github/workflows/retrial.yml')).toContain('npx vitest run')
    expect(read(project, 'vitest.config.ts')).toContain('plugins: [retrial()]')
    const before = contentOf(project.folder)
    const { code, err } = await project.run(['init', '--yes'])
    expect(code).toBe(0)
    expect(err).toContain('nothing to write')
    expect(contentOf(project.folder)).toEqual(before)
  })

  test.each([
    ['CommonJS', JEST, 'module.exports =', "require('@retrial/core')", 'js'],
    [
      'ES modules',
      { 'package.json': '{"type":"module","devDependencies":{"jest":"*"}}' },
      'export default',
      'import {',
      'js',
    ],
    [
      'TypeScript',
      { 'package.json': '{"devDependencies":{"jest":"*","typescript":"*","ts-jest":"*"}}' },
      'module.exports =',
      'text: string',
      'ts',
    ],
  ])('jest with %s', async (_what, files, config, example, extension) => {
    const project = projectOf({ ...files, '__tests__/x.txt': '' })
    await project.run(['init', '--yes'])
    expect(read(project, 'jest.config.js')).toContain(config)
    expect(read(project, `__tests__/retrial-example.test.${extension}`)).toContain(example)
  })

  test('both runners', async () => {
    const project = projectOf({ 'package.json': '{"devDependencies":{"jest":"*","vitest":"*"}}' })
    await project.run(['init', '--yes'])
    expect(readdirSync(project.folder).sort()).toEqual([
      '.gitignore',
      'jest.config.js',
      'package.json',
      'test',
      'vitest.config.mjs',
    ])
  })
})

describe('a config of vitest that is there', () => {
  const HEAD = "import { defineConfig } from 'vitest/config'\n\n"
  const IMPORT = "import { retrial } from '@retrial/vitest-plugin'\n"
  test.each([
    [
      'without plugins',
      `${HEAD}export default defineConfig({\n  test: {},\n})\n`,
      `${IMPORT}${HEAD}export default defineConfig({\n  plugins: [retrial()],\n  test: {},\n})\n`,
    ],
    [
      'with plugins',
      `${HEAD}export default defineConfig({\n  plugins: [vue()],\n})\n`,
      `${IMPORT}${HEAD}export default defineConfig({\n  plugins: [retrial(), vue()],\n})\n`,
    ],
    [
      'with an empty list of plugins',
      `${HEAD}export default defineConfig({\n  plugins: [],\n})\n`,
      `${IMPORT}${HEAD}export default defineConfig({\n  plugins: [retrial()],\n})\n`,
    ],
  ])('%s gets the plugin', async (_what, was, will) => {
    const project = projectOf({ ...VITEST, 'vitest.config.ts': was })
    await project.run(['init', '--yes'])
    expect(read(project, 'vitest.config.ts')).toBe(will)
  })

  test.each([
    ['a function', `${HEAD}export default defineConfig(() => ({}))\n`],
    ['projects', `${HEAD}export default defineConfig({ test: { projects: [] } })\n`],
    ['a comment', `${HEAD}// plugins: [x]\nexport default defineConfig({})\n`],
    ['plugins of elsewhere', `${HEAD}export default defineConfig({ plugins })\n`],
    [
      'two mentions',
      `${HEAD}const plugins = []\nexport default defineConfig({\n  plugins: [...plugins],\n})\n`,
    ],
    ['require', `const { defineConfig } = require('vitest/config')\nmodule.exports = defineConfig({})\n`],
  ])('with %s is left as it is, and the lines are told', async (_what, was) => {
    const project = projectOf({ ...VITEST, 'vitest.config.ts': was })
    const { out } = await project.run(['init', '--yes'])
    expect(read(project, 'vitest.config.ts')).toBe(was)
    expect(out).toContain('→ In vitest.config.ts, add the plugin:')
    expect(out).toContain("| import { retrial } from '@retrial/vitest-plugin'")
  })
})

test.each(['jest.config.js', 'jest.config.ts'])('%s that is there is never touched', async (path) => {
  const project = projectOf({ ...JEST, [path]: "module.exports = { preset: 'x' }\n" })
  const { out } = await project.run(['init', '--yes'])
  expect(read(project, path)).toBe("module.exports = { preset: 'x' }\n")
  expect(out).toContain(`→ In ${path}, add the preset`)
})

test.each([
  ['', '.retrial/\n'],
  ['node_modules', 'node_modules\n.retrial/\n'],
  ['a\r\nb\r\n', 'a\r\nb\r\n.retrial/\r\n'],
  ['/.retrial\n', '/.retrial\n'],
])('.gitignore %j becomes %j', async (was, will) => {
  const project = projectOf({ ...VITEST, '.gitignore': was })
  await project.run(['init', '--yes'])
  expect(read(project, '.gitignore')).toBe(will)
})

test('another package manager gets no workflow that would not run', async () => {
  const project = projectOf({ ...VITEST, '.git/HEAD': '', 'pnpm-lock.yaml': '' })
  const { out } = await project.run(['init', '--yes'])
  expect(out).toContain('In the workflow of your package manager')
  expect(out).toContain('retrial gate --base HEAD^1')
  expect(readdirSync(project.folder)).not.toContain('.github')
})

test.each([
  ['ES modules', { type: 'module', devDependencies: { jest: '*' } }, true],
  [
    'ES modules that a transform turns',
    { type: 'module', devDependencies: { jest: '*', 'ts-jest': '*' } },
    false,
  ],
  ['CommonJS', { devDependencies: { jest: '*' } }, false],
  ['ES modules in vitest', { type: 'module', devDependencies: { vitest: '*' } }, false],
])('the flag that jest takes for %s: told and in the workflow', async (_what, manifest, needed) => {
  const project = projectOf({ 'package.json': JSON.stringify(manifest), '.git/HEAD': '' })
  const { out } = await project.run(['init', '--yes'])
  expect(out.includes('NODE_OPTIONS=--experimental-vm-modules npx jest')).toBe(needed)
  const workflow = read(project, '.github/workflows/retrial.yml')
  expect(workflow.includes('NODE_OPTIONS: --experimental-vm-modules')).toBe(needed)
})

test.each([
  ['no package.json', {}, 'There is no'],
  ['a broken package.json', { 'package.json': '{' }, 'is not JSON'],
  ['no runner', { 'package.json': '{}' }, 'Neither vitest nor jest'],
])('%s is wrong use', async (_what, files, text) => {
  const { code, err } = await projectOf(files).run(['init', '--yes'])
  expect(code).toBe(2)
  expect(err).toContain(text)
})
