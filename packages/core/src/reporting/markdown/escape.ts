import { cut } from '../../snapshot/show.js'
import { printable } from '../printable.js'

/** What GitHub, GitLab or HTML would act on: markup, mentions, references to issues, links, the bars of a table. */
const ACTIVE = /[\\`*_{}[\]()<>#+!|~&@:$^=-]|(?<=www)\./gi

/** Characters of a text in a line. */
const MOST = 500

/**
 * Any text as it reads, its first 500 characters, inside of a paragraph or the cell of a table: each character that could be markup is written
 * as its number. So nobody is mentioned, nothing is linked, and no tag is one.
 */
export function markdownText(text: string): string {
  return shortLine(printable(text)).replaceAll(ACTIVE, (character) => `&#${character.charCodeAt(0)};`)
}

/** Any text as code on one line, also in the cell of a table. */
export function markdownCode(text: string): string {
  // HTML, since backticks cannot hold a bar in a table, and every text needs others of them.
  return `<code>${markdownText(text)}</code>`
}

/** A text that is not too long for a line. */
export function shortLine(text: string): string {
  return text.length <= MOST ? text : `${cut(text, MOST)}…`
}

/** Lines as a block of code, between fences longer than any run of backticks in them. */
export function markdownFence(lines: readonly string[], language = ''): string {
  const text = lines.map(printable).join('\n')
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(Math.max(3, longest + 1))
  return `${fence}${language}\n${text}\n${fence}`
}
