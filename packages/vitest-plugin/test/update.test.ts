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
