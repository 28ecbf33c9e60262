import type { Argument, Command, Option } from 'commander'

export interface Completions {
  readonly found: readonly { readonly value: string; readonly description: string }[]
  /** Whether a path may stand here as well. */
  readonly paths: boolean
}

/**
 * What may come next on the command line.
 *
 * @param words what stands there behind `retrial`; the last one is being written, and may be empty.
 * @param ids gives the ids of recordings, where an id is asked for.
 */
export function completeWords(root: Command, words: readonly string[], ids: () => string[]): Completions {
  const before = words.slice(0, -1)
  const begun = words.at(-1) ?? ''
  const verb = root.commands.find((command) => command.name() === before[0])
  if (verb === undefined) {
    const verbs = root.createHelp().visibleCommands(root)
    const named = verbs.map((one) => ({ value: one.name(), description: one.description() }))
    return { found: starting(begun.startsWith('-') ? optionsOf(root) : named, begun), paths: false }
  }
  const asking = verb.options.find((option) => option.long === before.at(-1) && option.required)
  if (asking !== undefined) return valuesOf(asking, begun)
  if (begun.startsWith('-')) return { found: starting(optionsOf(verb), begun), paths: false }
  const argument = argumentAt(verb, before.slice(1))
  if (argument !== undefined && /^(?:ids?|[ab])$/.test(argument.name()))
    return { found: starting(ids().map(bare), begun), paths: false }
  return argument === undefined ? { found: [], paths: false } : valuesOf(argument, begun)
}

function valuesOf({ argChoices }: Argument | Option, begun: string): Completions {
  return { found: starting((argChoices ?? []).map(bare), begun), paths: argChoices === undefined }
}

function argumentAt(
  { registeredArguments, options }: Command,
  given: readonly string[],
): Argument | undefined {
  let position = 0
  for (const [index, word] of given.entries()) {
    const isValue = options.some((option) => option.long === given[index - 1] && option.required)
    if (!word.startsWith('-') && !isValue) position++
  }
  const last = registeredArguments.at(-1)
  return registeredArguments[position] ?? (last?.variadic === true ? last : undefined)
}

function optionsOf(command: Command) {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (typeof long === 'string' ? [{ value: long, description }] : []))
}

function bare(value: string) {
  return { value, description: '' }
}

function starting<T extends { readonly value: string }>(items: readonly T[], begun: string): T[] {
  return items.filter(({ value }) => value.startsWith(begun))
}
