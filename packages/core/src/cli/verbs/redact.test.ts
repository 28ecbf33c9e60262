import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

const SECRET = 'Sesame-Opensesame-77'
let project: VerbProject

beforeEach(() => {
  project = verbProject()
})

const filled = async (url: string): Promise<void> => {
  // Long, so that it fills pages of its own, which are free once it is redacted.
  const value = { nickname: `${SECRET} `.repeat(1_000) }
  const secret = sampleSnapshot('secret', { inputs: [{ name: 'input', value, dataType: 'object' }] })
  await project.save(url, secret, sampleSnapshot('plain'))
  writeFileSync(join(project.folder, 'retrial.config.json'), '{"redaction":{"names":["nickname"]}}')
}

/** The bytes of every file that is not the config. */
const bytes = (): string =>
  readdirSync(project.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe.each(['dir:decisions', 'sqlite:prod.db'])('redact of %s', (url) => {
  test('by the rules of today: what changed, with a new hash, and no byte of it is left', async () => {
    await filled(url)
    expect(bytes()).toContain(SECRET)
    const before = bytes()
    const dry = await project.run(['redact', '--dry-run', '--store', url])
    expect(dry).toMatchObject({ code: 0, out: '  ~ secret\n  2 read: 1 would change', err: '' })
    expect(bytes()).toBe(before)

    const { code, out, err } = await project.run(['redact', '--store', url])
    expect({ code, out }).toEqual({ code: 0, out: '  ~ secret\n  2 read: 1 redacted' })
    expect(err).toContain('history of git')
    expect(bytes()).not.toContain(SECRET)
    expect((await project.run(['verify', '--store', url])).out).toContain('2 sound, 0 not')
  })

  test('a second time changes nothing', async () => {
    await filled(url)
    await project.run(['redact', '--store', url])
    const before = bytes()
    const { out } = await project.run(['redact', '--store', url, '--json'])
    expect(JSON.parse(out)).toEqual({ store: url, read: 2, changed: [], written: true, problems: [] })
    expect(bytes()).toBe(before)
  })
})

test('one that cannot be read is named, and the others are redacted', async () => {
  await filled('dir:decisions')
  writeFileSync(join(project.folder, 'decisions/plain.json'), '{')
  const { code, err } = await project.run(['redact'])
  expect(code).toBe(1)
  expect(err).toContain('✗ plain  STORE_CORRUPT')
  expect(bytes()).not.toContain(SECRET)
})

test('a rule that fails changes nothing of that recording', async () => {
  await filled('dir:decisions')
  writeFileSync(
    join(project.folder, 'retrial.config.cjs'),
    "module.exports = { redaction: { replace() { throw new Error('no') } } }",
  )
  writeFileSync(join(project.folder, 'retrial.config.json'), '')
  expect((await project.run(['redact'])).err).toContain('INVALID_CONFIG: There are two config files')
})

test('not the baselines in CI, but other stores, and --dry-run anywhere', async () => {
  await filled('dir:decisions')
  process.env['CI'] = '1'
  expect((await project.run(['redact'])).err).toContain('CI_WRITE_REFUSED')
  expect((await project.run(['redact', '--dry-run'])).code).toBe(0)
  expect(bytes()).toContain(SECRET)
  delete process.env['CI']
})

test('a store that is not there is wrong use', async () => {
  expect((await project.run(['redact', '--store', 'dir:nowhere'])).code).toBe(2)
})
