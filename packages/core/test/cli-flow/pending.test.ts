import { createProject, plainDecision, vitestRunner, type Project } from '@retrial/fixtures/adapters'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const runner = vitestRunner()
const IDS = ['plain/a', 'plain/b', 'plain/c']
const FILES = Object.assign({}, ...IDS.map((id) => plainDecision(id, id.replace('/', '-'))))

let project: Project
/** Three baselines, and a change of each that a run has found. */
beforeEach(async () => {
  project = createProject({ ...runner.files, ...FILES })
  await runner.run(project)
  const { code } = await runner.run(project, { env: { PHASE: 'changed' } })
  expect(code).toBe(1)
})
afterEach(() => {
  project.remove()
})

const changed = (): string[] =>
  IDS.filter((id) => project.read(`decisions/${id}.json`).includes('an answer changed'))
const pendingIds = async (): Promise<string[]> => {
  const { stdout } = await project.run('retrial', ['pending', '--json'])
  return (JSON.parse(stdout) as { id: string }[]).map(({ id }) => id)
}

test('what a run found is listed, accepted and rejected; then the run is green', async () => {
  const listed = await project.run('retrial', ['pending'])
  expect(listed.stdout).toContain('output: "an answer first" → "an answer changed"')
  expect(listed).toMatchObject({ code: 0 })

  expect(await project.run('retrial', ['accept', 'plain/a', 'nothing'])).toMatchObject({
    code: 2,
    stdout: '',
  })
  expect(await project.run('retrial', ['accept', '--all'], { CI: '1' })).toMatchObject({
    code: 2,
    stdout: '',
  })
  expect(changed()).toEqual([])

  expect(await project.run('retrial', ['accept', 'plain/[ab]'])).toMatchObject({ code: 0 })
  expect(await project.run('retrial', ['accept', '--variant', 'plain/c'])).toMatchObject({ code: 0 })
  expect(await project.run('retrial', ['reject', 'plain/c'])).toMatchObject({ code: 2 })
  expect(await pendingIds()).toEqual([])
  const run = await runner.run(project, { env: { PHASE: 'changed', CI: '1' } })
  expect(run.code, run.stdout + run.stderr).toBe(0)
})

test('review without a terminal prints commands that do what they say', async () => {
  const { code, stdout } = await project.run('retrial', ['review'])
  expect(code).toBe(0)
  const commands = stdout.split('\n').filter((line) => line.startsWith('retrial accept plain'))
  expect(commands).toEqual(IDS.map((id) => `retrial accept ${id}`))
  for (const command of commands) {
    expect(await project.run('retrial', command.split(' ').slice(1))).toMatchObject({ code: 0 })
  }
  expect(changed()).toEqual(IDS)
})

const python = ['python3', '/usr/bin/python3'].find(
  (command) => spawnSync(command, ['-c', 'import pty']).status === 0,
)

/** Gives a command a terminal of 100 columns, and itself reads and writes on it. */
const PTY = `import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
import threading
def keys():
    while True:
        data = os.read(0, 1)
        if not data: return
        os.write(fd, data)
threading.Thread(target=keys, daemon=True).start()
while True:
    try: data = os.read(fd, 65536)
    except OSError: break
    if not data: break
    os.write(1, data)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`

describe.skipIf(python === undefined)('review on a terminal', () => {
  /** Types each key when what it answers is asked for the next time. */
  async function review(keys: readonly string[]): Promise<{ code: number | null; output: string }> {
    project.write({ 'terminal.py': PTY })
    const bin = join(project.folder, '../node_modules/@retrial/core/dist/cli.cjs')
    const elsewhere = join(project.folder, '../../node_modules/@retrial/core/dist/cli.cjs')
    const { CI: _ci, NO_COLOR: _plain, ...env } = process.env
    const child = spawn(
      python ?? '',
      ['terminal.py', process.execPath, existsSync(bin) ? bin : elsewhere, 'review'],
      { cwd: project.folder, env: { ...env, TERM: 'xterm-256color' }, stdio: ['pipe', 'pipe', 'pipe'] },
    )
    let output = ''
    let asked = 0
    const left = [...keys]
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const questions = output.split(/Is this change meant\?[^]*?quit\S*\s/).length - 1
      if (questions <= asked) return
      asked = questions
      const key = left.shift()
      if (key !== undefined) child.stdin.write(key)
    })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))

    return { code, output: output.replace(/\u001b\[[\d;?]*[A-Za-z]/g, '') }
  }

  test('asks for each, beside what was recorded', async () => {
    const { code, output } = await review(['a', 'r', 's'])
    expect(output).toMatch(/- an answer first +│ \+ an answer changed/)
    expect(output).toContain('1 accepted, 1 rejected, 1 left as they are')
    expect(code).toBe(0)
    expect(changed()).toEqual(['plain/a'])
    expect(await pendingIds()).toEqual(['plain/c'])
  })

  test('Ctrl-C leaves what was decided decided, and the rest untouched', async () => {
    const { output } = await review(['a', '\u0003'])
    expect(output).toContain('1 accepted, 0 rejected, 2 left as they are')
    expect(changed()).toEqual(['plain/a'])
    expect(await pendingIds()).toEqual(['plain/b', 'plain/c'])
  })

  test('accepts all of a decision at once', async () => {
    const { output } = await review(['d'])
    expect(output).toContain('3 accepted')
    expect(changed()).toEqual(IDS)
  })
})
