import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createProject, type Files, type Project, type Run } from '@retrial/fixtures'
import type { vitestRunner } from '@retrial/fixtures/adapters'
import type { GateResult } from '../../src/gate/gate-result.js'

const FILES: Files = {
  'src/model.ts': "export const MODEL = 'small'\n",
  'src/triage.ts': `import { decision } from '@retrial/core/decision'
import { MODEL } from './model'

export const triage = decision(
  'triage',
  async (text: string) => ({ label: /refund/.test(text) ? 'refund' : 'question', reply: 'About: ' + text }),
  { modelParameters: { modelName: MODEL, parameters: { temperature: 0 } } },
)
`,
  'src/policies.ts': `import { policy } from '@retrial/core'

export const steady = policy('steady').exactMatch('output.label').exactMatch('output.reply')
`,
  'test/triage.test.ts': `import { triage } from '../src/triage'
import { steady } from '../src/policies'

test('triage holds', async () => {
  await expect(triage).toReplayMatching(steady)
})
`,
  'test/other.test.ts': `import { decision } from '@retrial/core/decision'

const plain = decision('plain', async () => 'plain')
test('plain holds', async () => {
  await expect(() => plain()).toHaveNoDiffFrom('plain')
})
`,
  '.gitignore': '.retrial\nnode_modules\nbase-report.json\n',
}

/** Records what the tests replay, by the runner itself; no test of the project. */
const RECORDER: Files = {
  'test/record.test.ts': `import { triage } from '../src/triage'

const tickets = { 'refunds/one': 'a refund please', 'refunds/two': 'my refund is late', 'questions/one': 'how are you' }
test.each(Object.entries(tickets))('%s', async (id, text) => {
  await expect(() => triage(text)).toHaveNoDiffFrom(id)
})
`,
}

type TestRunner = ReturnType<typeof vitestRunner>

/** What a pull request changes: texts of files, undefined for one that goes. */
export type Changes = Readonly<Record<string, string | undefined>>

/** A repository whose `main` was run, and pull requests on it. */
export class Repository {
  readonly project: Project

  constructor(private readonly runner: TestRunner) {
    this.project = createProject({ ...runner.files, ...FILES })
  }

  async makeBase(): Promise<void> {
    this.git('init', '-q', '-b', 'main')
    this.git('config', 'user.email', 'a@example.com')
    this.git('config', 'user.name', 'A')
    this.git('config', 'commit.gpgsign', 'false')
    await this.record()
    await this.runner.run(this.project, { only: ['other'] })
    this.commit('base')
    await this.run()
    this.project.write({ 'base-report.json': this.project.read('.retrial/report.json') })
  }

  /** A new branch of `main` with changes; `recordAnew` accepts what they come to. */
  async open(changes: Changes, { recordAnew = false } = {}): Promise<void> {
    this.git('checkout', '-q', '-f', '-B', 'pr', 'main')
    this.git('clean', '-fdq')
    for (const [path, text] of Object.entries(changes)) {
      if (text === undefined) rmSync(join(this.project.folder, path))
      else this.project.write({ [path]: text })
    }
    if (recordAnew) await this.record()
    this.commit('change')
  }

  /** Runs all tests as CI does; an old report is gone. */
  async run(args: readonly string[] = [], env: Readonly<Record<string, string>> = { CI: '1' }): Promise<Run> {
    rmSync(join(this.project.folder, '.retrial'), { recursive: true, force: true })
    return this.runner.run(this.project, { args, env })
  }

  /** The text of a file of `main`, with something else in a place. */
  edited(path: string, from: string, to: string): Changes {
    const text = this.git('show', `main:${path}`)
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`)
    return { [path]: text.replace(from, to) }
  }

  gate(args: readonly string[] = ['--base', 'base-report.json', '--base', 'main']): {
    readonly code: number
    readonly result: GateResult
  } {
    const { code, stdout, stderr } = this.command(['gate', '--json', ...args])
    try {
      return { code, result: JSON.parse(stdout) as GateResult }
    } catch {
      throw new Error(`the gate ended with ${code}:\n${stdout}${stderr}`)
    }
  }

  /** The command as it is installed in the project. */
  command(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): { code: number; stdout: string; stderr: string } {
    const command = join(this.project.folder, '../node_modules/@retrial/core/dist/cli.cjs')
    const { PATH, HOME } = process.env
    try {
      const stdout = execFileSync(process.execPath, [command, ...args], {
        ...{ cwd: this.project.folder, encoding: 'utf8', stdio: 'pipe' },
        env: { PATH, HOME, NO_COLOR: '1', CI: '1', ...env },
      })
      return { code: 0, stdout, stderr: '' }
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
      return { code: status, stdout, stderr }
    }
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.project.folder, encoding: 'utf8', stdio: 'pipe' })
  }

  private commit(message: string): void {
    this.git('add', '-A')
    this.git('commit', '-q', '--allow-empty', '-m', message)
  }

  /** Recorded on a machine of a developer. */
  private async record(): Promise<void> {
    this.project.write(RECORDER)
    await this.runner.run(this.project, { only: ['record'], args: ['-u'], env: { RETRIAL_MODE: 'record' } })
    rmSync(join(this.project.folder, 'test/record.test.ts'))
  }
}
