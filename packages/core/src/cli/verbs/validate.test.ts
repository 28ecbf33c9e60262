import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', sampleSnapshot('a'), sampleSnapshot('b', { functionName: 'other' }))
})

const withPolicy = (rules: object[]) => {
  writeFileSync(join(project.folder, 'p.json'), JSON.stringify({ name: 'p', rules }))
  return ['--policy', 'p.json']
}

test('sound recordings, and what nobody could check', async () => {
  expect(await project.run(['validate'])).toEqual({
    code: 0,
    out: [
      '  ! not checked: inputSchema (the decision is not registered)',
      '  2 checked: 2 sound, 0 not',
    ].join('\n'),
    err: '',
  })
})

test('one that was edited by hand', async () => {
  const path = join(project.folder, 'decisions/a.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace('refund', 'fraud'))
  const { code, out } = await project.run(['validate'])
  expect(code).toBe(1)
  expect(out).toContain('✗ a  error\n      INVALID_SNAPSHOT: "a" is not as it was recorded')
  expect((await project.run(['validate', 'b'])).code).toBe(0)
})

test('the absolute rules of a policy', async () => {
  const bad = withPolicy([{ field: 'output.label', comparator: 'matches', pattern: '^bug$' }])
  const { code, out } = await project.run(['validate', ...bad])
  expect(code).toBe(1)
  expect(out).toContain('✗ a  violation')
  const json = JSON.parse((await project.run(['validate', ...bad, '--function', 'other', '--json'])).out)
  expect(json).toMatchObject([{ id: 'b', verdict: 'violation', violations: [{ field: 'output.label' }] }])
  const good = withPolicy([{ field: 'output.label', comparator: 'matches', pattern: '^refund$' }])
  expect((await project.run(['validate', ...good])).code).toBe(0)
})

test('rules that compare are not checked, which is no pass', async () => {
  const { code, out } = await project.run([
    'validate',
    ...withPolicy([{ field: 'output.label', comparator: 'exactMatch' }]),
  ])
  expect(code).toBe(3)
  expect(out).toContain('not checked: exactMatch')
})

test.each([
  [['nosuch'], 2, 'SNAPSHOT_NOT_FOUND'],
  [['--policy', 'nosuch.json'], 2, 'INVALID_POLICY'],
  [['--function', 'nosuch'], 3, '0 checked'],
])('%j', async (args, code, text) => {
  const result = await project.run(['validate', ...args])
  expect(result.code).toBe(code)
  expect(result.out + result.err).toContain(text)
})
