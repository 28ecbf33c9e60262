import { createProject, type Project } from '@retrial/fixtures/adapters'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const DECISIONS = `import { decision } from '@retrial/core/decision'
import { configure } from '@retrial/core'

configure({ limits: { timeoutMs: 20_000 } })
type Answer = { label: string }
export const triage = decision('triage', async (ticket: string): Promise<Answer> => {
  if (process.env.SLOW) await new Promise((resolve) => setTimeout(resolve, 150))
  return { label: \`\${ticket}\${process.env.PHASE ?? ''}\` }
})
`
const RECORD = `import { triage } from './src/triage.ts'
import { capture, openStore } from '@retrial/core'

const store = await openStore('dir:decisions')
for (let index = 0; index < 40; index++) await capture(() => triage('t' + index), { id: 'tickets/' + index, store })
await store.close()
`
/** Runs a TypeScript file as the command line does. */
const RUN = `import { createJiti } from 'jiti'

await createJiti(import.meta.url).import('./record.ts')
`

let project: Project
beforeEach(async () => {
  project = createProject({ 'src/triage.ts': DECISIONS, 'record.ts': RECORD, 'run.mjs': RUN })
  const { code, stderr } = await project.node('run.mjs')
  expect(code, stderr).toBe(0)
})
afterEach(() => {
  project.remove()
})

const rows = (path = '.retrial/report.json') =>
  (JSON.parse(project.read(path)) as { rows: { id: string; verdict: string }[] }).rows

test('decisions in TypeScript are replayed, by an option or by the config', async () => {
  const named = await project.run('retrial', ['replay', '--import', './src/triage.ts'], { CI: '1' })
  expect(named).toMatchObject({ code: 0, stderr: '' })
  expect(named.stdout).toContain('✓ 40 replayed: 40 match')

  expect(await project.run('retrial', ['replay'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No decision is loaded. Name the files that define them: --import'),
  })
  project.write({ 'retrial.config.ts': "export default { imports: ['./src/triage.ts'] }\n" })
  const changed = await project.run('retrial', ['replay', 'tickets/[12]'], { PHASE: '!' })
  expect(changed).toMatchObject({ code: 1 })
  expect(changed.stdout).toContain('✗ 2 of 2 decisions did not hold')
  expect((await project.run('retrial', ['accept', '--all'])).stdout).toBe(
    '  ✓ tickets/1 accepted\n  ✓ tickets/2 accepted\n',
  )
  expect(await project.run('retrial', ['replay', 'tickets/[12]'], { PHASE: '!' })).toMatchObject({ code: 0 })
})

test('shards of it are merged', async () => {
  for (const index of [1, 2, 3]) {
    await project.run('retrial', ['replay', '--import', './src/triage.ts', '--shard', `${index}/3`])
  }
  const merged = await project.run('retrial', ['merge'])
  expect(merged.code, merged.stderr).toBe(0)
  expect(merged.stdout).toContain('✓ 40 replayed: 40 match')
  expect(merged.stdout).not.toContain('obsolete')
})

test('a file that fails says which and why', async () => {
  project.write({
    'src/broken.ts': 'throw new Error("no key")\n',
    'src/none.ts': 'export const a: number = 1\n',
    'src/late.mjs': `import { decision } from '@retrial/core/decision'
export const late = decision('late', async (n) => n)
throw new Error('no port')
`,
  })
  for (const [file, text] of [
    ['src/broken.ts', 'broken.ts could not be imported: Error: no key'],
    ['src/none.ts', 'none.ts: no decision is defined there'],
    ['src/late.mjs', 'late.mjs could not be imported: it fails as it runs. See why: node '],
  ] as const) {
    const { code, stderr } = await project.run('retrial', ['replay', '--import', file])
    expect(stderr).toContain(text)
    expect(code).toBe(2)
  }
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s leaves a partial report, from which it goes on',
  async (signal) => {
    const bin = ['..', '../..'].map((up) =>
      join(project.folder, up, 'node_modules/@retrial/core/dist/cli.cjs'),
    )
    const { CI: _ci, ...env } = process.env
    const child = spawn(
      process.execPath,
      [
        bin.find((path) => existsSync(path)) ?? '',
        'replay',
        '--import',
        './src/triage.ts',
        '--concurrency',
        '1',
      ],
      { cwd: project.folder, env: { ...env, SLOW: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()))
    const journal = join(project.folder, '.retrial/replay.journal')
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    // Once something was found, and long before all was.
    while (!existsSync(journal) || project.read('.retrial/replay.journal').split('\n').length < 4) {
      if (child.exitCode !== null) throw new Error(`It ended early:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill(signal)
    expect(await ended, output).toBe(signal === 'SIGINT' ? 130 : 143)
    expect(output).toContain('not the whole run: it was stopped')
    const before = rows().length
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(40)

    const resumed = await project.run('retrial', ['replay', '--import', './src/triage.ts', '--resume'])
    expect(resumed).toMatchObject({ code: 0 })
    expect(resumed.stderr).toMatch(/^\d+ of them were found by the run that was stopped\.\n$/)
    expect(rows()).toHaveLength(40)
    expect(new Set(rows().map(({ verdict }) => verdict))).toEqual(new Set(['match']))
  },
)
