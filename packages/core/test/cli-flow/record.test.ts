import { createProject, type Project } from '@retrial/fixtures/adapters'
import { openStore } from '@retrial/core'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const SERVICE = `import { decision } from '@retrial/core/decision'
import { setTimeout as sleep } from 'node:timers/promises'

const double = decision('double', async (n) => 2 * n)
// Until the store is open.
await sleep(2_000)
const [count, code, wait] = process.argv.slice(2).map(Number)
for (let n = 0; n < count; n++) await double(n)
console.log('served', process.argv.slice(2).join(' '))
process.once('SIGTERM', () => { console.log('told to end'); process.exit(7) })
if (wait) await sleep(60_000)
process.exitCode = code
`

let project: Project
beforeEach(() => {
  project = createProject({ 'service.mjs': SERVICE })
})
afterEach(() => {
  project.remove()
})

async function answers(url: string): Promise<unknown[]> {
  const store = await openStore(url, { cwd: project.folder, readOnly: true })
  const found: unknown[] = []
  for await (const { outputs } of store.query()) found.push(outputs[0]?.value)
  await store.close()
  return found
}

test('a command is recorded, and ends as it ends by itself', async () => {
  const run = await project.run('retrial', ['record', '--', process.execPath, 'service.mjs', '5', '3'])
  expect(run).toEqual({
    code: 3,
    stdout: 'served 5 3\n',
    stderr: 'Retrial  5 recorded in sqlite:.retrial/recorded.db\n',
  })
  expect(await answers('sqlite:.retrial/recorded.db')).toEqual([0, 2, 4, 6, 8])
  const again = await project.run('retrial', ['record', '--', process.execPath, 'service.mjs', '2', '0'])
  expect(again).toMatchObject({ code: 0, stderr: 'Retrial  2 recorded in sqlite:.retrial/recorded.db\n' })
})

test('where nothing was recorded, it says what may be why', async () => {
  const run = await project.run('retrial', ['record', '--', process.execPath, '-e', '0'])
  expect(run).toMatchObject({ code: 0, stdout: '' })
  expect(run.stderr).toContain('Retrial  0 recorded')
  expect(run.stderr).toContain('before the store is open')
})

test('into another store, and a share of the calls', async () => {
  const sampled = [
    'record',
    '--store',
    'dir:prod',
    '--sample',
    '0.2',
    '--',
    process.execPath,
    'service.mjs',
    '300',
  ]
  expect(await project.run('retrial', sampled)).toMatchObject({ code: 0 })
  const { length } = await answers('dir:prod')
  // 60 of 300: less than 20 or more than 120 do not happen by chance.
  expect(length).toBeGreaterThan(20)
  expect(length).toBeLessThan(120)
})

test.each<[string[], string]>([
  [['record', '--', 'no-such-command-here'], 'could not be started'],
  [['record', '--store', 'memory:', '--', 'node'], 'A store in memory ends with the command'],
  [['record', '--sample', '2', '--', 'node'], '--sample takes a share'],
  [['record'], "missing required argument 'command'"],
])('refuses %j', async (args, text) => {
  const { code, stderr } = await project.run('retrial', args)
  expect(stderr).toContain(text)
  expect(code).toBe(2)
})

test('CI records no baselines so', async () => {
  const args = ['record', '--store', 'dir:decisions', '--', process.execPath, 'service.mjs', '1']
  expect(await project.run('retrial', args, { CI: '1' })).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('CI_WRITE_REFUSED'),
  })
})

test('a signal reaches the command, and what it recorded is kept', async () => {
  const bin = ['..', '../..'].map((up) => join(project.folder, up, 'node_modules/@retrial/core/dist/cli.cjs'))
  const child = spawn(
    process.execPath,
    [
      bin.find((path) => existsSync(path)) ?? '',
      'record',
      '--',
      process.execPath,
      'service.mjs',
      '3',
      '0',
      '1',
    ],
    { cwd: project.folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let output = ''
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString()
    if (text.includes('served')) setTimeout(() => child.kill('SIGTERM'), 300)
  })
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(7)
  expect(output).toContain('told to end')
  expect(await answers('sqlite:.retrial/recorded.db')).toEqual([0, 2, 4])
})
