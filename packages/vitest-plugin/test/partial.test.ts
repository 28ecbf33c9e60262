import { createRequire } from 'node:module'
import { createProject, vitestRunner, type Project } from '@retrial/fixtures/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

interface Report {
  readonly partial?: string
  readonly testFiles?: number
  readonly files: readonly { file: string }[]
}

const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc')

const plain = `import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decision } from '@retrial/core/decision'

const plain = decision('plain', async (text: string) => text)
const held = async (): Promise<void> => {
  await expect(() => plain('a')).toHaveNoDiffFrom('a')
}

`
const SOME = 'only some of the tests were asked for'
const CUT = 'test/two.test.ts did not run to its end'

describe('how much of a run the report says that it was', () => {
  let project: Project
  beforeAll(async () => {
    const settings = { typecheck: { checker: TSC, include: ['test/one.test.ts'], ignoreSourceErrors: true } }
    project = createProject({
      ...vitestRunner({ settings }).files,
      'tsconfig.json':
        '{ "compilerOptions": { "skipLibCheck": true, "noEmit": true }, "include": ["test/one.test.ts"] }',
      'test/one.test.ts': `${plain}test('a', held)\ntest('b', held)\n`,
    })
    two(`test('c', held)`)
    await project.run('vitest', ['run'])
  })
  afterAll(() => {
    project.remove()
  })
  const two = (body: string): void => {
    project.write({ 'test/two.test.ts': plain + body })
  }
  const reportOf = async (args: readonly string[] = []): Promise<Report> => {
    await project.run('vitest', ['run', ...args])
    return JSON.parse(project.read('.retrial/report.json')) as Report
  }

  test.each<[string, string | undefined, string]>([
    ['whole', undefined, `test('c', held)`],
    [
      'with skipped tests and a hook that fails behind them',
      undefined,
      `test('c', held); test.skip('d', held); test.todo('e'); afterAll(() => { throw new Error('behind') })`,
    ],
    ['with a test that fails', undefined, `test('c', () => { throw new Error('ordinary') })`],
    ['whose import fails', CUT, `throw new Error('at import')`],
    ['that is no code', CUT, `const = 3`],
    ['whose hook fails', CUT, `beforeAll(() => { throw new Error('before') }); test('c', held)`],
    [
      'with a suite whose hook fails',
      CUT,
      `test('c', held); describe('x', () => { beforeAll(() => { throw new Error('before') }); test('d', held) })`,
    ],
    [
      'that kills its worker',
      CUT,
      `test('c', held); test('d', () => { process.kill(process.pid, 'SIGKILL') })`,
    ],
  ])('a file %s: %s', async (_name, partial, body) => {
    two(body)
    const report = await reportOf()

    expect(report).toMatchObject({ testFiles: 2, files: [{ file: 'test/one.test.ts' }, {}] })
    expect(report.partial).toBe(partial)
  })

  test('of shards whose blobs are merged', async () => {
    two(`throw new Error('at import')`)
    for (const shard of ['1', '2'])
      await project.run('vitest', ['run', '--reporter=blob', `--shard=${shard}/2`])
    await project.run('vitest', ['--merge-reports'])

    expect(JSON.parse(project.read('.retrial/report.json'))).toMatchObject({ testFiles: 2, partial: CUT })
  })

  test.each([
    ['by name', ['-t', 'a']],
    ['by line', ['test/one.test.ts:9']],
  ])('tests that are chosen %s', async (_name, args) => {
    two(`test('c', held)`)
    expect(await reportOf(args)).toMatchObject({ partial: SOME })
  })

  test('a file whose types are checked as well is there once', async () => {
    two(`test('c', held)`)
    const report = await reportOf(['--typecheck.enabled'])

    expect(report).toMatchObject({
      testFiles: 2,
      files: [
        { file: 'test/one.test.ts', whole: true },
        { file: 'test/two.test.ts', whole: true },
      ],
    })
    expect(report.partial).toBeUndefined()
  })
})
