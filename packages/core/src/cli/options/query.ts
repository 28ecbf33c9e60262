import { Option, type Command } from 'commander'
import { UsageError } from '../../errors.js'
import type { SnapshotQuery } from '../../store/store.js'

/** What {@link withQuery} adds to the options of a verb. */
export interface QueryOptions {
  readonly function?: string
  readonly module?: string
  readonly model?: string
  readonly tag?: readonly string[]
  readonly since?: string
  readonly until?: string
  readonly limit?: string
}

/** Adds the options that say which recordings are meant. */
export function withQuery(command: Command): Command {
  const repeated = (tag: string, tags: string[] = []): string[] => [...tags, tag]
  return command
    .option('--function <name>', 'only recordings of this decision')
    .option('--module <name>', 'only those of this module')
    .option('--model <name>', 'only those of this model')
    .addOption(
      new Option('--tag <name=value>', 'only those with this tag; may be repeated').argParser(repeated),
    )
    .option('--since <time>', 'only those recorded at or after: 2026-01-31, 2026-01-31T08:00Z, 12h, 7d ago')
    .option('--until <time>', 'only those recorded before')
    .option('--limit <n>', 'at most so many')
}

/** @throws UsageError `INVALID_OPTION` */
export function queryOf(options: QueryOptions, now = Date.now()): SnapshotQuery {
  const { function: functionName, module: moduleName, model: modelName, tag, since, until, limit } = options
  return {
    ...(functionName === undefined ? {} : { functionName }),
    ...(moduleName === undefined ? {} : { moduleName }),
    ...(modelName === undefined ? {} : { modelName }),
    ...(tag === undefined ? {} : { tags: Object.fromEntries(tag.map(tagOf)) }),
    ...(since === undefined ? {} : { startTime: timeOf(since, now) }),
    ...(until === undefined ? {} : { endTime: timeOf(until, now) }),
    ...(limit === undefined ? {} : { limit: countOf('--limit', limit) }),
  }
}

/** @throws UsageError `INVALID_OPTION` unless it is a whole number from 0. */
export function countOf(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new UsageError('INVALID_OPTION', `${option} takes a whole number, not ${JSON.stringify(text)}.`)
}

function tagOf(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)]
  throw new UsageError('INVALID_OPTION', `--tag takes name=value, not ${JSON.stringify(text)}.`)
}

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `7d` is seven days ago; a time is left to the store, which knows what it takes. */
function timeOf(text: string, now: number): string {
  const [, count, unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  if (count === undefined) return text
  return new Date(now - Number(count) * (UNITS[unit] ?? 0) * 1000).toISOString()
}
