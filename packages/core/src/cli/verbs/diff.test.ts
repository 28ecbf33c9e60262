import { beforeEach, expect, test } from 'vitest'
import { writePending } from '../../pending/pending-file.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
const inputs = [{ name: 'input', value: 'same', dataType: 'string' }]
const labelled = (id: string, label: string) =>
  sampleSnapshot(id, { inputs, outputs: [{ name: 'result', value: { label }, dataType: 'object' }] })

beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', labelled('a', 'refund'), labelled('b', 'bug'), labelled('c', 'refund'))
})

test('each change on a line, and 1 as the exit code', async () => {
  expect(await project.run(['diff', 'a', 'b'])).toEqual({
    code: 1,
    err: '',
    out: [
      '  - a  dir:decisions  2026-01-15T12:00:00.000Z',
      '  + b  dir:decisions  2026-01-15T12:00:00.000Z',
      '    output.label: "refund" → "bug"',
      '  1 change',
    ].join('\n'),
  })
})

test('nothing that differs is 0', async () => {
  const { code, out } = await project.run(['diff', 'a', 'c'])
  expect(code).toBe(0)
  expect(out).toContain('nothing differs')
})

test('across stores', async () => {
  await project.save('sqlite:prod.db', labelled('a', 'fraud'))
  expect((await project.run(['diff', 'a', 'sqlite:prod.db#a'])).out).toContain('"refund" → "fraud"')
  expect((await project.run(['diff', 'a', 'a', '--store', 'sqlite:prod.db'])).code).toBe(0)
})

test('as JSON', async () => {
  const { code, out } = await project.run(['diff', 'a', 'b', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    a: { store: 'dir:decisions', id: 'a' },
    b: { store: 'dir:decisions', id: 'b' },
    diff: { outputsChanged: true, changes: [{ fieldPath: 'output.label', newValue: 'bug' }] },
  })
  expect(JSON.parse((await project.run(['diff', 'a', 'c', '--json'])).out)).toMatchObject({
    diff: { changes: [] },
  })
})

test('with one id: the change that is pending', async () => {
  writePending(project.folder, {
    ...{ id: 'a', store: 'dir:decisions', storeRoot: project.folder, baseline: 'sha256:x' },
    ...{ verdict: 'mismatch', foundAt: '2026-01-15T12:00:00.000Z', snapshot: labelled('a', 'new') },
  })
  expect((await project.run(['diff', 'a'])).out).toContain('"refund" → "new"')
  const { code, err } = await project.run(['diff', 'b'])
  expect(code).toBe(2)
  expect(err).toContain('SNAPSHOT_NOT_FOUND: No change of "b" is pending')
})

test('an id that is not there is wrong use', async () => {
  expect((await project.run(['diff', 'a', 'nosuch'])).code).toBe(2)
})
