import { Command, CommanderError } from 'commander'
import { isReplayError } from '../errors.js'
import { printable } from '../reporting/printable.js'
import { EXIT, exitCodeOf, type ExitCode } from './exit-code.js'
import type { Terminal } from './terminal.js'
import type { Ends } from './verb.js'
import { VERBS } from './verbs/index.js'
import { version } from './version.js'

/** Runs the command line: `run(['list', '--json'], terminal)`. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok
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
    terminal.note(describe(error))
    return exitCodeOf(error)
  }
}

function program(terminal: Terminal, ends: Ends): Command {
  const root = new Command('retrial')
    .description('Records decisions of AI-backed code, replays them, and judges what changed.')
    .version(version())
    .showHelpAfterError('(retrial --help lists the verbs; retrial <verb> --help its options)')
  for (const verb of VERBS) root.addCommand(verb(terminal, ends))
  for (const command of [root, ...root.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => {
        terminal.print(text.trimEnd())
      },
      writeErr: (text) => {
        terminal.note(text.trimEnd())
      },
    })
  }
  return root
}

function describe(error: unknown): string {
  if (isReplayError(error)) return `retrial: ${error.code}: ${printable(error.message)}`
  return `retrial: ${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}`
}
