import { createProject, jestRunner, plainDecision, summaryOf } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

const BODY = `
import { plain } from '../src/plain'

test('by a function', async () => {
  SPY
  await expect(() => plain('an answer')).toHaveNoDiffFrom('plain/one')
})
test('by its id', async () => {
  await expect('plain/one').toReplayMatching()
})
`
const GONE = "() => { throw Object.assign(new Error('made up'), { code: 'ENOENT' }) }"
const LOOKS = ['statSync', 'lstatSync', 'existsSync', 'realpathSync'].map((name) => `${name}: ${GONE}`)

/** jest hands its mocks of \`node:fs\` to all code of a test file, and spies change the module that all share. */
test.concurrent.each([
  ['a mock of all', `jest.mock('fs')`, ''],
  [
    'a mock of writes',
    `jest.mock('node:fs', () => ({ ...jest.requireActual('fs'), writeFileSync: () => {} }))`,
    '',
  ],
  [
    'a mock of reads',
    `jest.mock('fs', () => ({ ...jest.requireActual('fs'), readFileSync: () => '{}' }))`,
    '',
  ],
  ['a mock of looks', `jest.mock('fs', () => ({ ...jest.requireActual('fs'), ${LOOKS.join(', ')} }))`, ''],
  ['a spy', '', `jest.spyOn(require('fs'), 'writeFileSync').mockImplementation(() => {})`],
  ['a spy of renames', '', `jest.spyOn(require('fs'), 'renameSync').mockImplementation(() => {})`],
])('%s reaches neither baselines nor rows', async (_what, mock, spy) => {
  const runner = jestRunner()
  const project = createProject({ ...runner.files, ...plainDecision() })
  try {
    await runner.run(project)
    project.write({ 'test/plain.test.ts': `${mock}\n${BODY.replace('SPY', spy)}` })
    const held = await runner.run(project)
    const changed = await runner.run(project, { args: ['--ci'], env: { PHASE: 'changed' } })
    const updated = await runner.run(project, { args: ['-u'], env: { PHASE: 'changed' } })

    expect(held.code, held.stdout + held.stderr).toBe(0)
    expect(summaryOf(held)[0]).toBe(' Retrial  ✓ 2 replayed: 2 match')
    expect(changed.code, changed.stdout + changed.stderr).toBe(1)
    expect(summaryOf(changed)[0]).toBe(' Retrial  ✗ 2 of 2 decisions did not hold')
    expect(updated.code, updated.stdout + updated.stderr).toBe(0)
    expect(JSON.parse(project.read('decisions/plain/one.json'))).toMatchObject({
      outputs: [{ value: 'an answer changed' }],
    })
  } finally {
    project.remove()
  }
})
