import { createProject, plainDecision, vitestRunner } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

/** What a flag of vitest comes to, of a changed decision and one that was never recorded. */
test.concurrent.each([
  { args: ['--update=none'], code: 1, written: {}, says: /changed {2}mismatch[^]*new {2}missing/ },
  { args: ['--update=new'], code: 1, written: { new: 'second' }, says: /changed {2}mismatch/ },
  {
    args: ['--update=all'],
    code: 0,
    written: { changed: 'second', new: 'second' },
    says: /1 recorded; 1 updated/,
  },
  {
    args: ['--update'],
    code: 0,
    written: { changed: 'second', new: 'second' },
    says: /1 recorded; 1 updated/,
  },
])('$args', async ({ args, code, written, says }) => {
  const project = createProject({ ...vitestRunner().files, ...plainDecision('changed', 'one') })
  try {
    await project.run('vitest', ['run'])
    const before = project.files('decisions')
    project.write(plainDecision('new', 'two'))
    const run = await project.run('vitest', ['run', ...args], { PHASE: 'second' })
    const after = project.files('decisions')

    expect(run.code, run.stdout + run.stderr).toBe(code)
    expect(run.stdout + run.stderr).toMatch(says)
    for (const id of ['changed', 'new']) {
      const path = `decisions/${id}.json`
      if (id in written) expect(after[path]).toContain('an answer second')
      else expect(after[path]).toBe(before[path])
    }
    const pending = Object.keys(project.files('.retrial/pending'))
    expect(pending).toHaveLength(args[0] === '--update=new' ? 1 : 0)
  } finally {
    project.remove()
  }
})

const TRIED = `import { plain } from '../src/plain'

let tries = 0
test('again', OPTIONS, async () => {
  await expect(() => plain('an answer')).toHaveNoDiffFrom('plain/one')
  expect(tries++).toBe(FROM)
})
`

test.concurrent.each([
  { options: '{ retry: 1 }', from: '1', code: 0 },
  { options: '{ retry: 1 }', from: '5', code: 1 },
  { options: '{ repeats: 1 }', from: 'expect.any(Number)', code: 0 },
])('what an earlier try wrote is told: $options, $from', async ({ options, from, code }) => {
  const project = createProject({
    ...vitestRunner().files,
    ...plainDecision(),
    'test/plain.test.ts': TRIED.replace('OPTIONS', options)
      .replace('toBe(FROM)', 'toEqual(FROM)')
      .replace('FROM', from),
  })
  try {
    const first = await project.run('vitest', ['run'])
    const second = await project.run('vitest', ['run', '-u'], { PHASE: 'second' })

    for (const [run, line, count] of [
      [first, '1 recorded', 'Snapshots  1 written'],
      [second, '1 updated', 'Snapshots  1 updated'],
    ] as const) {
      expect(run.code, run.stdout + run.stderr).toBe(code)
      expect(run.stdout + run.stderr).toContain(`Retrial  ✓ 1 replayed: 1 match; ${line}`)
      expect(run.stdout).toContain(count)
    }
  } finally {
    project.remove()
  }
})
