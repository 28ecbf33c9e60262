/** What stands between two quotes of a text. */
export interface QuotedValue {
  /** As it is written, with its escapes. */
  readonly value: string
  /** The quote after it; empty where the value is cut off. */
  readonly closing: string
}

/**
 * The value that begins at `from`, after `quote`: a quote sign and the backslashes before it, of which there are more
 * the more often the text was quoted. A value that is cut off ends with the quoted text it is in, or with the text.
 */
export function quotedValue(text: string, from: number, quote: string): QuotedValue {
  const sign = quote.slice(-1)
  const backslashes = quote.length - 1
  for (let at = text.indexOf(sign, from); at !== -1; at = text.indexOf(sign, at + 1)) {
    const before = backslashesBefore(text, at, from)
    // A quote of the text around this one.
    if (before < backslashes) return { value: text.slice(from, at - before), closing: '' }
    // A backslash of the value is written as twice as many and two more; with one less a quote of the value follows.
    if (before % (2 * quote.length) === backslashes)
      return { value: text.slice(from, at - backslashes), closing: quote }
  }
  return { value: text.slice(from), closing: '' }
}

/** The value itself, where what was written is JSON. */
export function unquoted(value: string, quote: string): string {
  if (!quote.endsWith('"') || !value.includes('\\')) return value
  try {
    let text = value
    for (let length = quote.length; length >= 1; length /= 2) text = JSON.parse(`"${text}"`) as string
    return text
  } catch {
    return value
  }
}

function backslashesBefore(text: string, at: number, from: number): number {
  let start = at
  while (start > from && text[start - 1] === '\\') start--
  return at - start
}
