import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', sampleSnapshot('a'), sampleSnapshot('b'), sampleSnapshot('c'))
})

const edit = (id: string, text: (was: string) => string): void => {
  const path = join(project.folder, `decisions/${id}.json`)
  writeFileSync(path, text(readFileSync(path, 'utf8')))
}

test('a sound store', async () => {
  expect(await project.run(['verify'])).toEqual({
    code: 0,
    out: '  3 checked in dir:decisions: 3 sound, 0 not',
    err: '',
  })
})

test('what was edited or cut is named, and ends with 1', async () => {
  edit('a', (text) => text.replace('refund', 'fraud'))
  edit('b', (text) => text.slice(0, 40))
  const { code, out } = await project.run(['verify'])
  expect(code).toBe(1)
  expect(out).toMatch(/✗ a {2}HASH_MISMATCH: .*\n.*✗ b {2}STORE_CORRUPT: .*\n.*: 1 sound, 2 not$/)
  const json = JSON.parse((await project.run(['verify', '--json'])).out)
  expect(json).toMatchObject({ checked: 3, problems: [{ id: 'a' }, { id: 'b' }] })
})

test.each([
  ['an empty store', 'dir:empty', 3, 'there is nothing to check'],
  ['a store that is not there', 'dir:nowhere', 2, 'There is no store'],
  ['a store that cannot be read', 'sqlite:decisions/a.json', 3, 'STORE_CORRUPT'],
])('%s', async (_what, url, code, text) => {
  mkdirSync(join(project.folder, 'empty'))
  const result = await project.run(['verify', '--store', url])
  expect(result.code).toBe(code)
  expect(result.out + result.err).toContain(text)
})
