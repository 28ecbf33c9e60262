import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

const IGNORED = '.retrial/'

/** What stands in `.retrial` is of one machine only. */
export function gitignoreStep({ folder, files }: ProjectFacts): Step {
  if (!files.includes('.gitignore')) return { kind: 'create', path: '.gitignore', text: `${IGNORED}\n` }
  const was = readFileSync(join(folder, '.gitignore'), 'utf8')
  if (was.split(/\r?\n/).some((line) => /^(?:\*\*\/|\/)?\.retrial\/?\s*$/.test(line)))
    return { kind: 'done', what: `.gitignore has ${IGNORED}` }
  const eol = was.includes('\r\n') ? '\r\n' : '\n'
  const text = `${was}${was === '' || was.endsWith('\n') ? '' : eol}${IGNORED}${eol}`
  return { kind: 'edit', path: '.gitignore', was, text, adds: IGNORED }
}

const WORKFLOW = '.github/workflows/retrial.yml'

/** Runs the tests of each pull request, read-only, and keeps the report of the run. */
export function workflowStep({ folder, runners, npm, files }: ProjectFacts): Step[] {
  if (!files.includes('.git') && !files.includes('.github')) return []
  if (existsSync(join(folder, WORKFLOW))) return [{ kind: 'done', what: `${WORKFLOW} is there` }]
  if (!npm) {
    const lines = ['CI=1 makes a run read-only: nothing is recorded, and nobody is called']
    return [{ kind: 'tell', what: 'In the workflow of your package manager, run the tests', lines }]
  }
  const commands = runners.map((name) => (name === 'vitest' ? 'npx vitest run' : 'npx jest --ci'))
  const text = `name: retrial
on: [push, pull_request]
permissions:
  contents: read
jobs:
  decisions:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
${commands.map((command) => `      - run: ${command}\n`).join('')}      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: retrial-report
          path: .retrial/report.json
          include-hidden-files: true
          if-no-files-found: ignore
`
  return [{ kind: 'create', path: WORKFLOW, text }]
}

const ADAPTERS = { vitest: '@retrial/vitest-plugin', jest: '@retrial/jest-preset' } as const

export function installStep({ packages, runners, npm }: ProjectFacts): Step[] {
  const missing = runners.map((runner) => ADAPTERS[runner]).filter((name) => !packages.includes(name))
  const core = packages.includes('@retrial/core') ? [] : ['@retrial/core']
  const add = npm ? 'npm install' : 'with your package manager, add'
  const lines = [
    ...(core.length === 0 ? [] : [`${add} @retrial/core`]),
    ...(missing.length === 0 ? [] : [`${add}${npm ? ' --save-dev' : ''} ${missing.join(' ')}`]),
  ]
  return lines.length === 0 ? [] : [{ kind: 'tell', what: 'Install', lines }]
}
