import { markdownCode, markdownFence, markdownText, shortLine } from '../../reporting/markdown/escape.js'
import type { GateResult } from '../gate-result.js'
import { gateSections, type GateItem, type GateSection } from './gate-sections.js'

/** What a comment of ours is known by, so that there is one, kept up to date. */
export const COMMENT_MARKER = '<!-- retrial-gate -->'

/** UTF-8 bytes: GitHub takes comments of 65,536 characters, and job summaries of 1 MiB. */
const COMMENT_BYTES = 60_000
export const SUMMARY_BYTES = 900_000

export interface GateMarkdownOptions {
  /** At most so many bytes. Default: those of a comment. */
  readonly maxBytes?: number
}

const SIGNS: Readonly<Record<GateResult['outcome'], string>> = {
  passed: '✅',
  failed: '❌',
  incomparable: '⚠️',
}

/** A result as Markdown, for a comment on a pull request or the summary of a job. What does not fit is counted. */
export function gateMarkdown(
  result: GateResult,
  { maxBytes = COMMENT_BYTES }: GateMarkdownOptions = {},
): string {
  const { outcome, verdict, reasons, notes, base, head } = result
  const start = [
    COMMENT_MARKER,
    `### ${SIGNS[outcome]} ${markdownText(verdict)}`,
    '',
    ...listOf(reasons.map(({ message }) => message)),
    '',
  ].join('\n')
  const end = [
    ...listOf(notes.map((note) => `note: ${note}`)),
    '',
    `<sub>base ${markdownCode(base.name)} · head ${markdownCode(head.name)}</sub>`,
    '',
  ].join('\n')
  const text = new Bounded(maxBytes - Buffer.byteLength(end) - RESERVE, start)
  for (const one of gateSections(result)) addSection(text, one)
  return `${text.written}\n${end}`
}

/** For the line that counts what is left out, and the ends of folds. */
const RESERVE = 300

/** Lists above this are in the JSON. */
const MOST_LINES = 20

function listOf(lines: readonly string[]): string[] {
  const shown = lines.slice(0, MOST_LINES).map((line) => `- ${markdownText(line)}`)
  const more = lines.length - shown.length
  return more > 0 ? [...shown, `- … and ${more} more`] : shown
}

function addSection(text: Bounded, { title, open, items }: GateSection): void {
  if (!text.add(`\n<details${open ? ' open' : ''}><summary>${title}</summary>\n`)) return
  const left = items.findIndex((item) => !text.add(itemText(item)))
  if (left !== -1) text.force(`\n- … and ${items.length - left} more, in the JSON of the gate\n`)
  text.force('\n</details>\n')
}

function itemText({ name, facts, details }: GateItem): string {
  const head = `- ${markdownCode(name)}${facts.map((fact) => ` · ${markdownText(fact)}`).join('')}`
  if (details.length === 0) return `${head}\n`
  const block = markdownFence(details.map(shortLine))
  return `${head}\n\n${block.replaceAll(/^/gm, '  ')}\n`
}

/** Text that takes what still fits. */
class Bounded {
  private bytes: number
  private full = false

  constructor(
    private readonly max: number,
    public written: string,
  ) {
    this.bytes = Buffer.byteLength(written)
  }

  add(text: string): boolean {
    this.full ||= this.bytes + Buffer.byteLength(text) > this.max
    if (!this.full) this.force(text)
    return !this.full
  }

  force(text: string): void {
    this.written += text
    this.bytes += Buffer.byteLength(text)
  }
}
