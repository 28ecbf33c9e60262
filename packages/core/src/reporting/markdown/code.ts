import { cut } from '../../policy/show.js'

/** What Markdown, tables, mentions, links and HTML are made of. */
const MEANING = /[!#$&*+.:<>?@[\\\]^_`{|}~]/g
/** Characters of a text in a line. */
const SHOWN = 300

/** A printable text as it is, in a line or a cell of a table: nothing in it has a meaning to GitHub. */
export function code(text: string): string {
  const shown = text.length <= SHOWN ? text : `${cut(text, SHOWN)}…`
  return `<code>${shown.replaceAll(MEANING, (character) => `&#${character.charCodeAt(0)};`)}</code>`
}

/** Printable lines in a block, whatever they hold. */
export function codeBlock(lines: readonly string[], language = ''): string {
  const text = lines.join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}
