import { printable } from '../../reporting/printable.js'
import { confirmed } from '../confirm.js'
import { EXIT } from '../exit-code.js'
import { carryOut } from '../init/carry-out.js'
import { planOf } from '../init/plan.js'
import type { Step } from '../init/step.js'
import type { Terminal } from '../terminal.js'
import { newVerb, type Verb } from '../verb.js'

export const init: Verb = (terminal, ends) =>
  newVerb('init', 'Sets a project up: shows what it would do, then asks.', [
    ['init', 'look at this project, and ask'],
    ['init --yes', 'do it without asking'],
  ])
    .option('--yes', 'do it without asking')
    .action(
      ends(async ({ yes }: { readonly yes?: true }) => {
        const steps = planOf(terminal.cwd)
        for (const step of steps) terminal.print(stepLines(step, terminal).join('\n'))
        const count = steps.filter(({ kind }) => kind === 'create' || kind === 'edit').length
        if (count === 0) {
          terminal.note('  there is nothing to write')
          return EXIT.ok
        }
        if (yes === true || (terminal.interactive && (await confirmed('Write this?')))) {
          for (const step of steps) carryOut(terminal.cwd, step)
          terminal.note(
            `  ${count} written. Run the tests: the example is recorded, and replayed from then on.`,
          )
        } else terminal.note('  nothing was written: retrial init --yes does it')
        return EXIT.ok
      }),
    )

function stepLines(step: Step, { paint }: Terminal): string[] {
  const dim = (lines: readonly string[]): string[] =>
    lines.map((line) => paint('dim', `      | ${printable(line)}`))
  switch (step.kind) {
    case 'create':
      return [`  ${paint('green', '+')} ${step.path}`, ...dim(step.text.trimEnd().split('\n'))]
    case 'edit':
      return [`  ${paint('yellow', '~')} ${step.path}`, ...dim([step.adds])]
    case 'tell':
      return [`  ${paint('cyan', '→')} ${step.what}:`, ...dim(step.lines)]
    case 'done':
      return [`  ${paint('dim', `✓ ${step.what}`)}`]
  }
}
