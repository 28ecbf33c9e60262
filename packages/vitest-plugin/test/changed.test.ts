import { execFileSync } from 'node:child_process'
import { createProject, plainDecision, vitestRunner } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

test.concurrent.each(['decisions/plain/one.json', 'retrial.config.json'])(
  'vitest --changed runs the tests where only a file of Retrial changed: %s',
  async (path) => {
    const project = createProject({
      ...vitestRunner().files,
      ...plainDecision(),
      'retrial.config.json': '{}',
      '.gitignore': 'node_modules\n.retrial\n',
    })
    const git = (...args: string[]): void => {
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com']
      execFileSync('git', [...who, ...args], { cwd: project.folder, stdio: 'ignore' })
    }
    try {
      await project.run('vitest', ['run'])
      git('init')
      git('add', '.')
      git('commit', '-m', 'recorded')
      const unchanged = await project.run('vitest', ['run', '--changed'])
      project.write({ [path]: project.read(path).replace('{', '{\n') })
      const changed = await project.run('vitest', ['run', '--changed'])

      expect(unchanged.stdout).toContain('No test files found')
      expect(changed.stdout + changed.stderr).toContain('1 replayed: 1 match')
    } finally {
      project.remove()
    }
  },
)
