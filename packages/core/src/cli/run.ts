import { Command, CommanderError } from 'commander'
import { describeError } from './describe-error.js'
import { EXIT, exitCodeOf } from './exit-code.js'
import { printable } from '../reporting/printable.js'
import { Interrupted, STOPPED_BY } from './interrupted.js'
import type { Terminal } from './terminal.js'
import type { Ends } from './verb.js'
import { VERBS } from './verbs/index.js'
import { version } from './version.js'

/**
 * Runs the command line: `run(['list', '--json'], terminal)`. Never throws.
 *
 * @returns what the process ends with: an exit code, or that of the signal which stopped it.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok
  const ends: Ends =
    (work) =>
    async (...given) => {
      code = await work(...given)
    }
  try {
    await program(terminal, ends).parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    // Commander has said what is wrong; help and version come by here too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    if (error instanceof Interrupted) {
      terminal.note('retrial: stopped.')
      return STOPPED_BY[error.by]
    }
    terminal.note(describeError(error, terminal.paintNote))
    return exitCodeOf(error)
  }
}

/** The command with all its verbs, as commander knows it. */
function program(terminal: Terminal, ends: Ends): Command {
  const root = new Command('retrial')
    .enablePositionalOptions()
    .helpCommand('help [verb]', 'Prints how a verb is used.')
    .description('Records decisions of AI-backed code, replays them, and judges what changed.')
    .version(version())
    .showHelpAfterError('(retrial --help lists the verbs)')
  for (const verb of VERBS) {
    const command = verb(terminal, ends)
    command.showHelpAfterError(`(retrial ${command.name()} --help shows how it is used)`)
    root.addCommand(command, { hidden: command.name() === 'complete' })
  }
  for (const command of [root, ...root.commands]) {
    command
      // Read before anything else is: see processTerminal.
      .option('--no-color', 'print without colours')
      .helpOption('-h, --help', 'print this')
      .exitOverride()
      .configureOutput({
        writeOut: (text) => {
          terminal.print(text.trimEnd())
        },
        writeErr: (text) => {
          terminal.note(text.trimEnd())
        },
        outputError: (text, write) => {
          write(terminal.paintNote('red', errorText(text.trimEnd())))
        },
        getOutHelpWidth: () => terminal.columns,
        getErrHelpWidth: () => terminal.columns,
      })
  }
  return root
}

/** What was typed may come from anywhere, as in a script; the hint of commander stands on a line of its own. */
function errorText(text: string): string {
  const hint = text.lastIndexOf('\n(Did you mean ')
  return hint === -1
    ? printable(text)
    : `${printable(text.slice(0, hint))}\n${printable(text.slice(hint + 1))}`
}
