import { join } from 'node:path'
import { existsSync } from '../../kept-fs.js'
import { takesModulesFlag } from './jest-step.js'
import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

const FILE = 'retrial.yml'
const WORKFLOW = `.github/workflows/${FILE}`

/** Runs the tests of each pull request, read-only, and asks the gate what it changes; keeps the report of each push. */
export function workflowStep(facts: ProjectFacts): Step[] {
  const { folder, npm, files } = facts
  if (!files.includes('.git') && !files.includes('.github')) return []
  if (existsSync(join(folder, WORKFLOW))) return [{ kind: 'done', what: `${WORKFLOW} is there` }]
  if (npm) return [{ kind: 'create', path: WORKFLOW, text: workflow(facts) }]
  const lines = [
    'CI=1 makes a run read-only: nothing is recorded, and nobody is called',
    'then, with the whole history checked out: retrial gate --base HEAD^1',
  ]
  return [{ kind: 'tell', what: 'In the workflow of your package manager, run the tests', lines }]
}

// A failed test does not end the job: the gate says what is new in it. The tests have the last word all the same.
function workflow({ runners, esm, packages }: ProjectFacts): string {
  const tests = runners.map((name) => {
    const run = name === 'vitest' ? 'npx vitest run' : 'npx jest --ci'
    const modules = name === 'jest' && takesModulesFlag({ esm, packages })
    return `      - run: ${run}\n${modules ? '        env: { NODE_OPTIONS: --experimental-vm-modules }\n' : ''}`
  })
  return `name: retrial
on:
  pull_request:
  push: { branches: [main, master] }
permissions:
  contents: read
  actions: read # the report of the base is an artifact
jobs:
  decisions:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with: { node-version: 22, cache: npm }
      - run: npm ci
${tests.join('')}      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        if: \${{ !cancelled() && github.event_name == 'push' }}
        with:
          name: retrial-report
          path: .retrial/report.json
          include-hidden-files: true
          if-no-files-found: ignore
      - name: What the pull request changes
        if: \${{ !cancelled() && github.event_name == 'pull_request' }}
        env:
          GH_TOKEN: \${{ github.token }}
          BASE_REF: \${{ github.base_ref }}
        run: |
          base=(--base HEAD^1)
          run=$(gh run list --workflow ${FILE} --branch "$BASE_REF" --event push --limit 1 --json databaseId --jq '.[0].databaseId // empty' || true)
          # Before the first push with this workflow there is no report: recordings are compared with git alone.
          if [ -n "$run" ] && gh run download "$run" --name retrial-report --dir "$RUNNER_TEMP/base"; then
            base+=(--base "$RUNNER_TEMP/base/report.json")
          fi
          npx retrial gate "\${base[@]}"
`
}
