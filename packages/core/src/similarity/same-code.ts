import { normalText } from '../snapshot/tolerant.js'

/** Where line ends and indentation mean nothing: braces, SQL, a formula, a command line that goes on. */
const FREE_FORM =
  /^\s*(?:=[A-Z]+\(|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)\s)|[{;]\s*$|[{;][^]*\}\s*$|\\\r?\n/m
/** What ends with a line: joining lines would change what it says. */
const LINE_BOUND =
  /\/\/|^\s*#|\s--\s|^\s*(?:def|class|for|while|if|elif|else|try|with)\b[^{]*:\s*$|`|\b(?:return|throw|break|continue)\s*\n/m
const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}\p{N}_$@.%-]*[\p{L}\p{N}_$]|[{}()[\];,]|[^\s\p{L}\p{N}_$"'{}()[\];,]+|["']/gu

/**
 * Whether two texts of code are the same but for white space. Line ends and indentation count where the language may
 * give them a meaning.
 */
export function sameCode(recorded: string, replayed: string): boolean {
  if (normalText(recorded) === normalText(replayed)) return true
  const both = [recorded, replayed]
  if (both.some((code) => LINE_BOUND.test(code)) || !both.some((code) => FREE_FORM.test(code))) return false
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
