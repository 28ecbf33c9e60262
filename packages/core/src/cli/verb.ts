import { Command } from 'commander'
import type { Terminal } from './terminal.js'

/** One verb: its arguments and options, and, as its action, what it does. Actions give the exit code by `ends`. */
export type Verb = (terminal: Terminal, ends: Ends) => Command

/** Makes an action of what resolves with an exit code. */
export type Ends = <Args extends unknown[]>(
  work: (...args: Args) => number | Promise<number>,
) => (...args: Args) => Promise<void>

/** The command that a verb starts from. Examples are what stands behind `retrial`, each with what it does. */
export function newVerb(
  name: string,
  summary: string,
  examples: readonly (readonly [command: string, does: string])[],
): Command {
  const width = Math.max(...examples.map(([command]) => command.length))
  const lines = examples.map(([command, does]) => `  retrial ${command.padEnd(width)}  ${does}`)
  return new Command(name).description(summary).addHelpText('after', `\nExamples:\n${lines.join('\n')}`)
}
