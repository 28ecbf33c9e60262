import { createProject, jestRunner, plainDecision, type Project } from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, expect, test } from 'vitest'

const again = (line = ''): string => `import { plain } from '../src/plain'

${line}
test('fails', () => { if (process.env.WHEN === 'failing') throw new Error('not of ours') })
test('again', async () => { await expect(() => plain('an answer')).toHaveNoDiffFrom('plain/one') })
`
const runner = jestRunner()
let project: Project

beforeAll(async () => {
  project = createProject({
    ...runner.files,
    ...plainDecision(),
    'test/again.test.ts': again(),
    'test/third.test.ts': again("if (process.env.WHEN === 'broken') throw new Error('broken')"),
  })
  const { code, stdout, stderr } = await runner.run(project)
  expect(code, stdout + stderr).toBe(0)
  await runner.run(project)
  project.write({ 'base.json': project.read('.retrial/report.json') })
})
afterAll(() => {
  project.remove()
})

/** Every decision is replayed by another file as well. */
test.each([
  ['a file that cannot be loaded', 'broken', []],
  ['a run that stops at its first failure', 'failing', ['--bail']],
] as const)('%s leaves no verdict to the gate, and nothing obsolete', async (_what, when, args) => {
  const run = await runner.run(project, { args, env: { WHEN: when } })
  const gated = await project.run('retrial', [
    'gate',
    '--base',
    'base.json',
    '--head',
    '.retrial/report.json',
  ])
  const pruned = await project.run('retrial', ['prune'])

  expect(run.code).toBe(1)
  expect(gated.code, gated.stdout + gated.stderr).toBe(3)
  expect(gated.stdout + gated.stderr).toMatch(/only [12] of 3 test files ran/)
  expect(pruned.code).toBe(3)
})
