import type { JestProject } from './project-root.js'

/** What is read of jest's own settings of a run. All but the first are there in some versions only. */
export interface GlobalConfig {
  readonly ci: boolean
  readonly rootDir: string
  readonly projects: readonly JestProject[]
  readonly watch: boolean
  readonly watchAll: boolean
  readonly shard?: { readonly shardIndex: number; readonly shardCount: number }
  readonly [name: string]: unknown
}

/** Settings with which jest runs some of the tests only. */
const SELECTING = [
  ...['nonFlagArgs', 'testPathPattern', 'testNamePattern', 'onlyChanged', 'onlyFailures', 'lastCommit'],
  ...['changedSince', 'findRelatedTests', 'filter', 'runTestsByPath'],
]

/** Options that do the same for one run, and are a matter of course in a config: jest does not say where they came from. */
const SELECTING_BY_COMMAND = new Set([
  ...['selectprojects', 'ignoreprojects', 'projects', 'roots', 'testmatch', 'testregex'],
  ...['testpathignorepatterns', 'modulepathignorepatterns'],
])

/**
 * Why a run is not one of all tests, or undefined where it is.
 *
 * @param words of the command line.
 */
export function partialRun(
  config: GlobalConfig,
  words: readonly string[] = process.argv,
): string | undefined {
  if (config.watch || config.watchAll) return 'this is watch mode'
  const patterns =
    (config['testPathPatterns'] as { patterns?: readonly string[] } | undefined)?.patterns ?? []
  const selects = patterns.length > 0 || SELECTING.some((name) => isSet(config[name]))
  return selects || words.some((word) => SELECTING_BY_COMMAND.has(optionName(word)))
    ? 'only some of the tests were asked for'
    : undefined
}

/** `testMatch` may be written `--testMatch=…` and `--test-match` as well. */
function optionName(word: string): string {
  return word.startsWith('--') ? word.replace(/=.*$/s, '').replaceAll('-', '').toLowerCase() : ''
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
