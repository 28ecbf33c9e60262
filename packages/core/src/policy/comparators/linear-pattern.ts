import { createRequire } from 'node:module'
import type { RE2JS as Engine } from 're2js'

/** A regular expression that takes time in proportion to the text. */
export interface LinearPattern {
  test(text: string): boolean
}

const FLAGS = /^(?!.*(.).*\1)[ims]*$/
const known = new Map<string, LinearPattern>()

/**
 * Patterns come from configuration and texts from models: a backtracking engine can be made to run for years. RE2's
 * syntax has no lookaround and no back references, and knows classes of characters by fewer names.
 *
 * @throws what RE2 says of a pattern that it cannot run.
 */
export function linearPattern(pattern: string, flags: string): LinearPattern {
  const key = `${flags}/${pattern}`
  const found = known.get(key) ?? compile(pattern, flags)
  known.set(key, found)
  return found
}

/** What is wrong with a pattern, in words that go on from "it". */
export function patternProblem(pattern: unknown, flags: unknown = ''): string | undefined {
  if (typeof pattern !== 'string' || typeof flags !== 'string') return 'takes a pattern and flags, both texts'
  if (!FLAGS.test(flags)) return 'takes the flags i, m and s, each once'
  try {
    linearPattern(pattern, flags)
    return undefined
  } catch (error) {
    return `takes a pattern in RE2 syntax, which has no lookaround and no back references: ${(error as Error).message}`
  }
}

function compile(pattern: string, flags: string): LinearPattern {
  // Only policies with such a rule pay for loading it.
  const { RE2JS } = createRequire(import.meta.url)('re2js') as { RE2JS: typeof Engine }
  const bits = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL }
  const compiled = RE2JS.compile(
    // What JavaScript writes in another way, such as \u00e9 and [^].
    RE2JS.translateRegExp(pattern),
    Object.entries(bits).reduce((sum, [flag, bit]) => (flags.includes(flag) ? sum | bit : sum), 0),
  )
  return { test: (text) => compiled.matcher(text).find() }
}
