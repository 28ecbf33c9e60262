import { normalText } from '../snapshot/tolerant.js'

/** Where line ends and indentation mean nothing: SQL, a formula, a command line that goes on. */
const FREE_FORM = /^(?:=[A-Z]+\(|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\s)|\\\r?\n/
/** Braces, and statements that end with one or with a semicolon. */
const BRACED = /\{[^]*\}$/
/** What ends with its line: joined with the next it would say something else. */
const LINE_BOUND =
  /\/\/|`|^[ \t]*#|[ \t]--[ \t]|^[ \t]*(?:def|class|for|while|if|elif|else|try|with)\b[^{\n]{0,300}:[ \t]*$|\b(?:return|throw|break|continue)[ \t]*\r?\n/m
/** Characters of code that is taken apart. */
const LONGEST = 100_000
const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}\p{N}_$@.%-]*[\p{L}\p{N}_$]|[{}()[\];,]|[^\s\p{L}\p{N}_$"'{}()[\];,]+|["']/gu

/**
 * Whether two texts of code are the same but for white space. Line ends and indentation count where the language may
 * give them a meaning.
 */
export function sameCode(recorded: string, replayed: string): boolean {
  if (normalText(recorded) === normalText(replayed)) return true
  const both = [recorded, replayed]
  if (both.some((code) => code.length > LONGEST || LINE_BOUND.test(code))) return false
  if (!both.some((code) => FREE_FORM.test(code.trim()) || BRACED.test(code.trim()))) return false
  return tokensOf(recorded) === tokensOf(replayed)
}

/** What stands between white space, and where no white space need stand: signs and words by themselves. */
function tokensOf(code: string): string {
  return (
    code
      .normalize('NFC')
      .replaceAll(/\\\r?\n/g, ' ')
      .match(TOKEN) ?? []
  ).join('\n')
}
