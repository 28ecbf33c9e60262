import { formatPath, type Step } from '../../src/snapshot/field-path.js'
import type { JsonValue } from '../../src/snapshot/types.js'
import type { Sending } from './sending.js'

export interface ChangedSending {
  readonly sending: Sending
  /** Where a miss must say that the request changed. */
  readonly path: string
  /** What of the request was changed. */
  readonly kind: 'prompt' | 'form' | 'other text' | 'url'
}

interface Leaf {
  readonly steps: Step[]
  readonly text: string
}

/** Members that hold what a model reads. */
const PROSE = new Set([
  'text',
  'content',
  'input',
  'inputs',
  'instructions',
  'prompt',
  'system',
  'message',
  'texts',
])
/** Members that a client checks, or that say how the rest is to be read. */
const WORKING =
  /^(?:role|type|name|id|model|object|status|.*_id|.*Type|.*Mode|format|detail|url|uri|data|.*encoding.*)$/i
const WORD = /[\p{L}\p{N}]{2,}/gu

/**
 * The same request with one word of one text changed: of a prompt where there is one, else of whatever text the body
 * holds, else of the URL. Which text and which word is decided by the index, so that all places have their turn.
 */
export function withOneWordChanged(sending: Sending): ChangedSending {
  const { body, index } = sending
  if (typeof body === 'string' && body.search(WORD) >= 0) {
    return { sending: { ...sending, body: changeFormWord(body) }, path: 'request.body', kind: 'form' }
  }
  const leaves = leavesOf(body, []).filter(({ text }) => text.search(WORD) >= 0)
  const prose = leaves.filter(
    ({ steps }) => steps.some((step) => PROSE.has(String(step))) && !isWorking(steps),
  )
  const others = leaves.filter(({ steps }) => !isWorking(steps))
  const [kind, candidates] =
    prose.length > 0 ? (['prompt', prose] as const) : (['other text', others] as const)
  const leaf = candidates[index % candidates.length]
  if (leaf === undefined)
    return { sending: { ...sending, url: changeId(sending.url) }, path: 'request.url', kind: 'url' }
  const changed = replaceAt(body, leaf.steps, changeWord(leaf.text, index))
  return {
    sending: { ...sending, body: changed },
    path: formatPath(['request', 'body', ...leaf.steps]),
    kind,
  }
}

/** One word of a text by another one. */
function changeWord(text: string, index: number): string {
  const words = [...text.matchAll(WORD)]
  const word = words.at(index % words.length)
  if (word === undefined) return `${text} otherwise`
  const other = word[0] === 'otherwise' ? 'differently' : 'otherwise'
  return text.slice(0, word.index) + other + text.slice(word.index + word[0].length)
}

/** The last word of a form stands in its last part: the parts' own headers stay. */
function changeFormWord(form: string): string {
  const end = form.search(/\r\n--[^\r\n]*--\s*$/)
  const content = end < 0 ? form : form.slice(0, end)
  return changeWord(content, -1) + form.slice(content.length)
}

/** The last word of the path. */
function changeId(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return origin + changeWord(pathname, -1) + search
}

function isWorking(steps: readonly Step[]): boolean {
  return WORKING.test(String(steps.findLast((step) => typeof step === 'string')))
}

function leavesOf(value: JsonValue, steps: Step[]): Leaf[] {
  if (typeof value === 'string') return [{ steps, text: value }]
  if (typeof value !== 'object' || value === null) return []
  const members: [Step, JsonValue][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return members.flatMap(([step, member]) => leavesOf(member, [...steps, step]))
}

function replaceAt(value: JsonValue, [step, ...rest]: readonly Step[], text: string): JsonValue {
  if (step === undefined) return text
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<Step, JsonValue>
  copy[step] = replaceAt(copy[step] ?? null, rest, text)
  return copy
}

/** How many words of two texts differ, position by position; Infinity where one has more words. */
export function wordsApart(before: unknown, after: unknown): number {
  const [was, is] = [String(before).match(WORD) ?? [], String(after).match(WORD) ?? []]
  return was.length === is.length ? was.filter((word, index) => word !== is[index]).length : Infinity
}
