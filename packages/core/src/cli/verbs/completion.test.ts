import { beforeEach, expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', sampleSnapshot('refunds/gold'), sampleSnapshot('refunds/silver'))
})

const completed = async (...words: string[]) => {
  const { code, out } = await project.run(['complete', '--', ...words])
  expect(code).toBe(0)
  const lines = out.split('\n')
  return { paths: lines.at(-1) === ':0', values: lines.slice(0, -1).map((line) => line.split('\t')[0]) }
}

test.each([
  [['li'], ['list'], false],
  [['list', '--js'], ['--json'], false],
  [['list', '--json', '--no'], ['--no-color'], false],
  [['show', ''], ['refunds/gold', 'refunds/silver'], false],
  [['show', 'refunds/g'], ['refunds/gold'], false],
  [['show', '--store', 'x', 'refunds/s'], ['refunds/silver'], false],
  [['show', 'refunds/gold', ''], [], false],
  [['diff', 'refunds/gold', 'refunds/s'], ['refunds/silver'], false],
  [['validate', 'a', 'b', 'refunds/s'], ['refunds/silver'], false],
  [['import', '--from', 'o'], ['opentelemetry'], false],
  [['import', '--from', 'jsonl', ''], [], true],
  [['validate', '--policy', ''], [], true],
  [['completion', 'z'], ['zsh'], false],
  [['nosuch', ''], [], false],
])('after %j may come %j', async (words, values, paths) => {
  const found = await completed(...words)
  expect(found).toEqual({ values: words[0] === 'nosuch' ? found.values : values, paths })
})

test('an empty word is any verb, but not the one for scripts', async () => {
  const { values } = await completed('')
  expect(values).toEqual(expect.arrayContaining(['list', 'show', 'doctor']))
  expect(values).not.toContain('complete')
})

test('a broken project is no error at a Tab', async () => {
  process.env['RETRIAL_STORE'] = 'nosuch:x'
  expect((await completed('show', '')).values).toEqual([])
  delete process.env['RETRIAL_STORE']
})

test('an unknown shell is wrong use', async () => {
  const { code, err } = await project.run(['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(err).toContain('Allowed choices are bash, zsh, fish, powershell')
})
