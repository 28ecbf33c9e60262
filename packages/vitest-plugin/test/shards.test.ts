import {
  createProject,
  describeShards,
  SHARDED,
  summaryOf,
  vitestRunner,
  type Project,
} from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

describeShards(vitestRunner())

describe('blob reports of three shards', () => {
  let project: Project
  let elsewhere: Project
  beforeAll(async () => {
    project = createProject({ ...vitestRunner().files, ...SHARDED })
    elsewhere = createProject(vitestRunner().files)
    await project.run('vitest', ['run'])
    for (const shard of [1, 2, 3]) {
      await project.run('vitest', ['run', '--reporter=blob', `--shard=${shard}/3`], {
        ...{ CI: '1', PHASE: 'changed', GONE: '1' },
      })
    }
    // Where vitest 4 leaves them, and vitest 5.
    for (const folder of ['.vitest-reports', '.vitest/blob']) elsewhere.write(project.files(folder))
  })
  afterAll(() => {
    project.remove()
    elsewhere.remove()
  })

  test.each(['in their folder', 'in another one'])('keep their rows through a merge %s', async (where) => {
    const { run, read } = where === 'in their folder' ? project : elsewhere
    const merged = await run('vitest', ['--merge-reports'])

    expect(merged.code).toBe(1)
    expect(summaryOf(merged)[0]).toBe(' Retrial  ✗ 1 of 6 decisions did not hold')
    expect(summaryOf(merged)).toContain('   6 replayed: 5 match, 1 mismatch')
    const { rows, files, shard, partial } = JSON.parse(read('.retrial/report.json'))
    expect(rows).toHaveLength(6)
    expect(new Set(rows.map(({ file }: { file: string }) => file)).size).toBe(6)
    expect({ files: files.length, shard, partial }).toEqual({
      files: 6,
      ...(where === 'in their folder' ? {} : { partial: 'the test files are not here' }),
    })
  })

  test.for([
    ['one that has rows', SHARDED, '2-3'],
    ['none that has rows', { 'test/fine.test.ts': "test('fine', () => {})\n" }, '1-3'],
  ] as const)(
    'of which some are missing are no run that passed: left is %s',
    async ([, tests, left], { onTestFinished }) => {
      const some = createProject({ ...vitestRunner().files, ...tests })
      onTestFinished(() => {
        some.remove()
      })
      await some.run('vitest', ['run', '--reporter=blob', `--shard=${left.replace('-', '/')}`])
      const merged = await some.run('vitest', ['--merge-reports'])

      expect(merged.code, merged.stdout + merged.stderr).toBe(1)
      expect(merged.stderr).toContain('the report of shard 3 of 3 is missing: what it found is unknown')
    },
  )
})
