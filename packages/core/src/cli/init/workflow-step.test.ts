import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { ProjectFacts } from './project-facts.js'
import { workflowStep } from './workflow-step.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retrial-workflow-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Workflow {
  readonly on: object
  readonly permissions: object
  readonly jobs: {
    readonly decisions: { readonly steps: readonly { uses?: string; run?: string; if?: string }[] }
  }
}

function workflowText(): string {
  const facts: ProjectFacts = {
    ...{ folder, runners: ['vitest', 'jest'], packages: [], typescript: false, esm: false },
    ...{ jestInManifest: false, files: ['.git'], npm: true },
  }
  const [step] = workflowStep(facts)
  if (step?.kind !== 'create') throw new Error('no workflow was planned')
  return step.text
}

const stepsOf = (text: string) => (parse(text) as Workflow).jobs.decisions.steps

test('it runs on pull requests without a right to write, and never with secrets of the base', () => {
  const { on, permissions } = parse(workflowText()) as Workflow
  expect(Object.keys(on)).toEqual(['pull_request', 'push'])
  expect(permissions).toEqual({ contents: 'read', actions: 'read' })
})

test('its actions are those of the documentation, by commit', () => {
  const documented = readFileSync(new URL('../../../../../docs/gate.md', import.meta.url), 'utf8')
  const uses = workflowText().match(/uses: .+/g) ?? []
  expect(uses).toHaveLength(3)
  for (const line of uses) {
    expect(line).toMatch(/@[\da-f]{40} # v\d/)
    expect(documented).toContain(line)
  }
})

test('the tests of each runner run before the gate, which comes also after failed tests', () => {
  const steps = stepsOf(workflowText())
  const runs = steps.map(({ run = '' }) => run)
  expect(runs.indexOf('npx vitest run')).toBeGreaterThan(runs.indexOf('npm ci'))
  expect(runs.indexOf('npx jest --ci')).toBeGreaterThan(0)
  expect(steps.at(-1)).toMatchObject({
    if: "${{ !cancelled() && github.event_name == 'pull_request' }}",
    run: expect.stringContaining('npx retrial gate'),
  })
})

// The shell of the runners of GitHub.
describe.skipIf(spawnSync('bash', ['--version']).status !== 0)('the step of the gate', () => {
  function asked(gh: string, gate = 0): { status: number | null; args: string } {
    const command = (name: string, text: string): void => {
      writeFileSync(join(folder, name), `#!/bin/bash\n${text}\n`)
      chmodSync(join(folder, name), 0o755)
    }
    command('gh', gh)
    command('npx', `printf '%s|' "$@" > "$RUNNER_TEMP/args"; exit ${gate}`)
    const env = {
      PATH: [folder, process.env['PATH']].join(delimiter),
      RUNNER_TEMP: folder,
      BASE_REF: 'main; exit 9',
    }
    const script = stepsOf(workflowText()).at(-1)?.run ?? ''
    const { status } = spawnSync('bash', ['-e', '-c', script], { env })
    const path = join(folder, 'args')
    return { status, args: existsSync(path) ? readFileSync(path, 'utf8') : '' }
  }

  test.each([
    ['there is a report of the base', 'if [ "$2" = list ]; then echo 7; fi', true],
    ['there was no run', 'exit 0', false],
    ['runs cannot be listed', 'exit 1', false],
    ['the run left no report', 'if [ "$2" = list ]; then echo 7; else exit 1; fi', false],
  ])('%s', (_what, gh, withReport) => {
    const report = withReport ? `--base|${folder}/base/report.json|` : ''
    expect(asked(gh)).toEqual({ status: 0, args: `retrial|gate|--base|HEAD^1|${report}` })
  })

  test('it ends as the gate ends', () => {
    expect(asked('exit 0', 3).status).toBe(3)
  })
})
