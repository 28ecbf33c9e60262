import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const ROOT = new URL('../../../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly shell?: string
}
interface Workflow {
  readonly on?: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs?: Readonly<Record<string, { steps: Step[]; permissions?: Readonly<Record<string, string>> }>>
  readonly runs?: { readonly using: string; readonly steps: Step[] }
}

const documented = [...read('docs/gate.md').matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
const sources: [string, string][] = [
  ['action.yml', read('action.yml')],
  ...documented.map((text, index): [string, string] => [`docs/gate.md, ${index + 1}`, text]),
]

/** What is wrong with a workflow, a line each. */
function faults(text: string): string[] {
  const { on = {}, permissions, jobs, runs } = parse(text) as Workflow
  const found: string[] = []
  if ('pull_request_target' in on || 'workflow_run' in on) found.push('runs with the rights of the base')
  if (jobs !== undefined && permissions === undefined && 'on' in (parse(text) as object))
    found.push('does not say what it may')
  const jobsOf = Object.values(jobs ?? {})
  for (const rights of [permissions, ...jobsOf.map((job) => job.permissions)]) {
    for (const [what, right] of Object.entries(rights ?? {}))
      if (right === 'write' && what !== 'pull-requests') found.push(`may write ${what}`)
  }
  for (const { uses, run, shell } of [...(runs?.steps ?? []), ...jobsOf.flatMap((job) => job.steps)]) {
    if (uses !== undefined && !/@[\da-f]{40}$/.test(uses)) found.push(`${uses} is not pinned`)
    // Anything of an expression would be read by the shell.
    if (run?.includes('${{') === true) found.push(`an expression in: ${run}`)
    if (runs !== undefined && run !== undefined && shell === undefined) found.push('a step without a shell')
  }
  return found
}

test.each(sources)('%s is pinned, may do little, and puts nothing into a script', (_name, text) => {
  expect(faults(text)).toEqual([])
})

test('what would be wrong is seen', () => {
  const wrong = `
on: { pull_request_target: {} }
jobs:
  a:
    permissions: { contents: write }
    steps: [{ uses: actions/checkout@v4 }, { run: 'echo \${{ github.event.pull_request.title }}' }]
`
  expect(faults(wrong)).toHaveLength(5)
})

test('every yaml of the docs is looked at', () => {
  expect(documented).toHaveLength(2)
})
