import { appendFileSync } from '../../kept-fs.js'
import { InvalidArgumentError } from 'commander'
import { checkGateBudgets, GATE_BUDGETS, type GateBudgets } from '../../config/gate-budgets.js'
import {
  gate as compare,
  gateAnnotations,
  gateMarkdown,
  gateTerminal,
  pathFrom,
  readSides,
  SUMMARY_BYTES,
  topLevel,
  type GateResult,
} from '../../gate/index.js'
import { printable } from '../../reporting/printable.js'
import { loadProject } from '../project.js'
import { writeFile } from '../reports/write-file.js'
import type { Terminal } from '../terminal.js'
import { JSON_OPTION } from '../options/json.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends GateBudgets {
  readonly base?: readonly string[]
  readonly head?: readonly string[]
  readonly markdown?: string
  readonly json?: true
}

const SOURCE = 'a report, the URL of a store, or the name of a commit'

export const gate: Verb = (terminal, ends) =>
  newVerb('gate', 'Says what a pull request changes: compares the run of a head with its base.', [
    ['gate', 'the last run, with the commit where it left the default branch'],
    ['gate --base base-report.json', 'with the report of another run'],
    [
      'gate --base base-report.json --base origin/main',
      'with both: verdicts of the one, recordings of the other',
    ],
    ['gate --allow-removed --max-new-violations 2', 'and let a little through'],
  ])
    .option(
      '--base <source>',
      `what to compare with: ${SOURCE}; repeatable (default: the commit where the default branch was left)`,
      several,
    )
    .option(
      '--head <source>',
      'a report, or the URL of a store; repeatable (default: .retrial/report.json)',
      several,
    )
    .option('--markdown <file>', 'write the result as Markdown too, for a comment on the pull request')
    .option(...JSON_OPTION)
    .option('--max-new-violations <count>', 'new violations that are let through (default: 0)', number)
    .option('--min-pass-rate <share>', 'the share of replayed decisions that must hold, 0 to 1', number)
    .option('--min-coverage <share>', 'the share of baselines that must have been replayed, 0 to 1', number)
    .option('--max-cost-increase-percent <percent>', 'by how much the model calls may cost more', number)
    .option('--max-baseline-age-days <days>', 'name baselines that are older', number)
    .option('--allow-removed', 'baselines may be removed')
    .option('--allow-loosened', 'policies may allow more, or something else')
    .option('--allow-model-change', 'baselines may be of another model, or other parameters')
    .action(
      ends(async ({ base = [], head = [], markdown, json, ...rest }: Options) => {
        const { cwd } = terminal
        const { config, baselines: place } = loadProject(cwd)
        const flags = Object.fromEntries(
          GATE_BUDGETS.flatMap((name) => (name in rest ? [[name, rest[name]]] : [])),
        )
        const budgets = { ...config?.config.gate, ...checkGateBudgets(flags, 'retrial gate') }
        const sides = await readSides({ cwd, place }, base, head)
        try {
          const result = compare(sides.base, sides.head, budgets)
          show(terminal, result, json === true)
          if (markdown !== undefined) writeFile(cwd, markdown, gateMarkdown(result))
          return result.exitCode
        } finally {
          await sides.base.close()
          await sides.head.close()
        }
      }),
    )

function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

function number(text: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number from 0.')
  return Number(text)
}

function show(terminal: Terminal, result: GateResult, json: boolean): void {
  if (json) terminal.print(JSON.stringify(result, undefined, 2))
  else terminal.print(gateTerminal(result, terminal.paint).join('\n'))
  const { GITHUB_ACTIONS: onGitHub, GITHUB_STEP_SUMMARY: summary = '' } = process.env
  if (onGitHub === 'true') {
    const folder = pathFrom(topLevel(terminal.cwd) ?? terminal.cwd, terminal.cwd) ?? ''
    // GitHub reads both streams; that of stdout may be the JSON of a program.
    for (const line of gateAnnotations(result, folder)) terminal.note(line)
  }
  if (summary === '') return
  try {
    appendFileSync(summary, `${gateMarkdown(result, { maxBytes: SUMMARY_BYTES })}\n`)
  } catch (error) {
    // The verdict must not depend on it.
    terminal.note(
      `retrial: the summary of the job could not be written: ${printable((error as Error).message)}`,
    )
  }
}
