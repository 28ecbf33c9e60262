import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject

const gold = sampleSnapshot('refunds/gold', {
  tags: { team: 'refunds', tier: 'gold' },
  modelParameters: { modelName: 'gpt-5-mini', parameters: {} },
})
const late = sampleSnapshot('late', {
  functionName: 'summarise',
  moduleName: 'src/a.ts',
  createdAt: '2026-03-01T00:00:00.000Z',
})

beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', gold, late)
})

const ids = async (...args: string[]): Promise<unknown[]> => {
  const { code, out } = await project.run(['list', '--json', ...args])
  expect(code).toBe(0)
  return (JSON.parse(out) as { id: unknown }[]).map(({ id }) => id)
}

test('a row for each recording: id, decision, model, time, tags', async () => {
  expect(await project.run(['list'])).toEqual({
    code: 0,
    err: '',
    out: [
      '  late          summarise              2026-03-01T00:00:00Z',
      '  refunds/gold  triage     gpt-5-mini  2026-01-15T12:00:00Z  team=refunds tier=gold',
    ].join('\n'),
  })
})

test.each([
  [[], ['late', 'refunds/gold']],
  [['--function', 'triage'], ['refunds/gold']],
  [['--module', 'src/a.ts'], ['late']],
  [['--model', 'gpt-5-mini'], ['refunds/gold']],
  [['--tag', 'team=refunds', '--tag', 'tier=gold'], ['refunds/gold']],
  [['--tag', 'team=refunds', '--tag', 'tier=silver'], []],
  [['--since', '2026-02-01'], ['late']],
  [['--until', '2026-02-01'], ['refunds/gold']],
  [['--since', '1w', '--until', '1h'], []],
  [['--limit', '1'], ['late']],
  [['--limit', '0'], []],
])('list %j gives %j', async (args, found) => {
  expect(await ids(...args)).toEqual(found)
})

test.each([
  [['--tag', 'team'], '--tag takes name=value, not "team"'],
  [['--limit', 'x'], '--limit takes a whole number, not "x"'],
  [['--since', 'yesterday'], 'startTime of a snapshot query must be an ISO 8601 date'],
  [['--store', 'dir:nowhere'], 'There is no store "dir:nowhere"'],
  [['--store', 'memory:'], 'There is no store "memory:"'],
])('list %j is wrong use', async (args, text) => {
  const { code, out, err } = await project.run(['list', ...args])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(text)
})

describe('without recordings', () => {
  test('says that none are there, and JSON is an empty list', async () => {
    const empty = verbProject()
    expect(await empty.run(['list'])).toEqual({
      code: 0,
      out: '',
      err: 'Nothing has been recorded yet in dir:decisions.',
    })
    expect((await empty.run(['list', '--json'])).out).toBe('[]')
    expect((await project.run(['list', '--function', 'x'])).err).toBe(
      'No recordings of this kind are in dir:decisions.',
    )
  })
})

test('one that cannot be read is named, and keeps the others not', async () => {
  writeFileSync(join(project.folder, 'decisions/late.json'), '{"format"')
  const { code, out, err } = await project.run(['list', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([{ id: 'refunds/gold' }])
  expect(err).toMatch(/^✗ late {2}STORE_CORRUPT: /)
})

test('text that acts on terminals and CI is made harmless', async () => {
  const hostile = '\u001b]52;c;x\u0007\n::error::x\u202e##[error]y'
  await project.save(
    'dir:hostile',
    sampleSnapshot('h', { functionName: hostile, tags: { [hostile]: hostile } }),
  )
  const { out } = await project.run(['list', '--store', 'dir:hostile'])
  expect(out.split('\n')).toHaveLength(1)

  expect(out).not.toMatch(/[\u0000-\u0009\u001b\u202e]|##\[/)
  const json = (await project.run(['list', '--store', 'dir:hostile', '--json'])).out
  expect(json).not.toMatch(/\u001b|\u202e|##\[/)
  expect(JSON.parse(json)).toMatchObject([{ functionName: hostile, tags: { [hostile]: hostile } }])
})

test('many are printed by the page, one document, and end where nobody reads', async () => {
  const many = Array.from({ length: 450 }, (_, index) => sampleSnapshot(`n${String(index).padStart(3, '0')}`))
  await project.save('sqlite:many.db', ...many)
  const { out } = await project.run(['list', '--store', 'sqlite:many.db', '--json'])
  expect(JSON.parse(out)).toHaveLength(450)
  let printed = 0
  await project.run(['list', '--store', 'sqlite:many.db'], {
    print: () => printed++,
    isRead: () => printed === 0,
  })
  expect(printed).toBe(1)
})
