import { createProject, jestRunner, SHARDED, vitestRunner, type Project } from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

describe.each([vitestRunner(), jestRunner({ workers: true })])('three shards of $kind', (runner) => {
  let project: Project
  beforeAll(async () => {
    project = createProject({
      ...runner.files,
      ...SHARDED,
      'test/nothing.test.ts': "test('is replayed', () => {})\n",
    })
    const { code, stdout, stderr } = await runner.run(project)
    expect(code, stdout + stderr).toBe(0)
  })
  afterAll(() => {
    project.remove()
  })
  const runShards = async (env: Readonly<Record<string, string>>, indices = [1, 2, 3]): Promise<void> => {
    for (const index of indices) {
      await runner.run(project, { args: [`--shard=${index}/3`], env: { CI: '1', ...env } })
    }
  }
  const report = () =>
    JSON.parse(project.read('.retrial/report.json')) as {
      rows: { id: string; verdict: string }[]
      files: unknown[]
      missingShards?: number[]
    }

  test('are one run: what changed, and what no test used', async () => {
    await runShards({ PHASE: 'changed', GONE: '1' })
    const merged = await project.run('retrial', ['merge'], { CI: '1' })
    expect(merged.stderr).toBe('')
    expect(merged.stdout).toContain('✗ 1 of 6 decisions did not hold')
    expect(merged.stdout).toContain(`accept them with ${runner.kind} -u`)
    expect(merged.code).toBe(0)
    expect(
      report()
        .rows.map(({ id, verdict }) => `${id} ${verdict}`)
        .sort(),
    ).toEqual([...['five match', 'four match', 'one match', 'six match', 'three mismatch', 'two match']])
    expect(report().files).toHaveLength(7)

    await runShards({ GONE: '1' })
    const whole = await project.run('retrial', ['merge'], { CI: '1' })
    expect(whole.stdout).toContain('✓ 6 replayed: 6 match')
    expect(whole.stdout).toContain('1 baseline is obsolete, no test used it: gone')
    expect((await project.run('retrial', ['report'])).stdout).toBe(whole.stdout)
  })

  test('without one of them are no evidence', async () => {
    const files = project.files('.retrial')
    const [one, , three] = [1, 2, 3].map((index) => files[`.retrial/report-${index}-of-3.json`] ?? '')
    project.write({
      'artifacts/a/report-1-of-3.json': one ?? '',
      'artifacts/c/report-3-of-3.json': three ?? '',
    })
    const { code, stdout } = await project.run('retrial', ['merge', 'artifacts'])
    expect(stdout).toContain('shard 2 is missing')
    expect(stdout).not.toContain('obsolete')
    expect(code).toBe(3)
    expect(report().missingShards).toEqual([2])

    project.write({ 'artifacts/again/report-1-of-3.json': one ?? '' })
    const twice = await project.run('retrial', ['merge', 'artifacts'])
    expect(twice).toMatchObject({ code: 3, stdout: '' })
    expect(twice.stderr).toBe('retrial: REPORT_INVALID: Shard 1 of 3 is there twice.\n')
  })
})

describe.each([vitestRunner(), jestRunner()])('a shard of $kind without a replay', (runner) => {
  test('is a report, so that the whole does not lack it', async ({ onTestFinished }) => {
    const project = createProject({
      ...runner.files,
      'test/a.test.ts': "test('a', () => {})\n",
      'test/b.test.ts': "test('b', () => {})\n",
    })
    onTestFinished(() => {
      project.remove()
    })
    for (const index of [1, 2]) await runner.run(project, { args: [`--shard=${index}/2`] })
    const names = Object.keys(project.files('.retrial')).filter((path) => path.endsWith('.json'))
    expect(names).toEqual(['.retrial/report-1-of-2.json', '.retrial/report-2-of-2.json'])
    expect(await project.run('retrial', ['merge'])).toMatchObject({
      code: 3,
      stdout: 'Retrial  nothing was replayed\n',
    })
  })
})
