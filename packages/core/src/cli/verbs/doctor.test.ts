import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkNode, checkSqlite } from '../doctor/check-installation.js'
import type { Finding } from '../doctor/finding.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'
import { version } from '../version.js'

const findings = async (project: VerbProject) => {
  const { code, out } = await project.run(['doctor', '--json'])
  const { findings: found } = JSON.parse(out) as { findings: Finding[] }
  return { code, of: (check: string) => found.find((finding) => finding.check === check) }
}

const install = ({ folder }: VerbProject, name: string, installed: string): void => {
  const path = join(folder, 'node_modules', name, 'package.json')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify({ version: installed }))
}

test('a new project: all is well, and a call was recorded and replayed', async () => {
  const { code, of } = await findings(verbProject())
  expect(code).toBe(0)
  for (const check of ['node', 'sqlite', 'config', 'store', 'tap: fetch', 'tap: node:http'])
    expect(of(check), check).toMatchObject({ state: 'ok' })
})

test('a line each for a person', async () => {
  const { out } = await verbProject().run(['doctor'])
  expect(out).toMatch(/^ {2}✓ node {11}Node \d+/)
  expect(out).toContain('recorded a call of this machine')
})

describe('finds', () => {
  test('runners, their versions, and those of the adapters', async () => {
    const project = verbProject()
    install(project, 'vitest', '3.2.4')
    install(project, 'jest', '29.7.0')
    install(project, '@retrial/jest-preset', '0.0.999')
    let found = await findings(project)
    expect(found.code).toBe(1)
    expect(found.of('vitest')).toMatchObject({
      state: 'failed',
      message: 'vitest 3.2.4 is not one of 4.1 to 5',
    })
    expect(found.of('jest')).toMatchObject({ state: 'failed' })
    install(project, 'vitest', '5.0.1')
    install(project, '@retrial/jest-preset', version())
    found = await findings(project)
    expect(found.code).toBe(0)
    expect(found.of('vitest')).toMatchObject({ state: 'warning' })
    expect(found.of('jest')).toMatchObject({ state: 'ok' })
  })

  test('a config that is wrong', async () => {
    const project = verbProject()
    writeFileSync(join(project.folder, 'retrial.config.json'), '{"stor":"dir:x"}')
    const { code, of } = await findings(project)
    expect(code).toBe(1)
    expect(of('config')?.message).toContain('"store"')
  })

  test('a store with a damaged recording, and one that cannot be opened', async () => {
    const project = verbProject()
    await project.save('dir:decisions', sampleSnapshot('a'))
    expect((await findings(project)).of('store')?.message).toContain('1 recordings, all sound')
    writeFileSync(join(project.folder, 'decisions/a.json'), '{')
    expect((await findings(project)).of('store')?.message).toContain('1 of 1 are not sound')
    writeFileSync(join(project.folder, 'x.db'), 'no database')
    process.env['RETRIAL_STORE'] = 'sqlite:x.db'
    expect((await findings(project)).of('store')).toMatchObject({ state: 'failed' })
    delete process.env['RETRIAL_STORE']
  })

  test('baselines that git ignores', async () => {
    const project = verbProject()
    spawnSync('git', ['init', '-q'], { cwd: project.folder })
    expect((await findings(project)).of('git')).toMatchObject({ state: 'ok' })
    expect((await findings(project)).of('.gitignore')).toMatchObject({ state: 'warning' })
    writeFileSync(join(project.folder, '.gitignore'), 'decisions\n.retrial/\n')
    const { code, of } = await findings(project)
    expect(code).toBe(1)
    expect(of('git')?.message).toContain('git ignores the baselines in decisions')
    expect(of('.gitignore')).toMatchObject({ state: 'ok' })
  })
})

test.each([
  ['20.18.3', 'failed'],
  ['20.19.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s is %s', (node, state) => {
  expect(checkNode(node)).toMatchObject({ state })
})

test('a better-sqlite3 that may abort runs is a warning that says what to do, and one that does not is none', () => {
  const addon = Buffer.from('\0_ZN4node28RemoveEnvironmentCleanupHookE\0')
  expect(checkSqlite(addon, '22.0.0')).toMatchObject({ check: 'sqlite', state: 'ok' })
  expect(checkSqlite(Buffer.alloc(0), '24.21.0')).toMatchObject({ state: 'ok' })
  const found = checkSqlite(addon, '24.21.0')
  expect(found).toMatchObject({ check: 'sqlite', state: 'warning' })
  expect(found.message).toMatch(/may abort.*npm rebuild better-sqlite3.*npm_config_target=24\.0\.0/)
})
