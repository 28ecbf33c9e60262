const SIGNS = /[*?[\]]/

/** Whether a text is a pattern of ids and no id: none of its signs may stand in one. */
export function isIdPattern(text: string): boolean {
  return SIGNS.test(text)
}

/**
 * Which ids a pattern means, as a shell reads one: `*` is any part of a segment, `**` any number of segments, `?` one
 * character, `[a-c]` one of these and `[!a-c]` one of all others. A text without such signs means the id itself.
 */
export function idPattern(text: string): (id: string) => boolean {
  if (!isIdPattern(text)) return (id) => id === text
  const pattern = text.replace(
    /\*\*+\/|\*\*+|\*|\?|\[(!?)(\]?[^\]/]*)\]|[^*?[]+|\[/g,
    (sign: string, not?: string, set?: string) => {
      if (set !== undefined && set !== '') return `(?!/)[${not === '!' ? '^' : ''}${escapedSet(set)}]`
      if (/^\*\*+\/$/.test(sign)) return '(?:.*/)?'
      if (/^\*\*+$/.test(sign)) return '.*'
      if (sign === '*') return '[^/]*'
      return sign === '?' ? '[^/]' : escaped(sign)
    },
  )
  const whole = expression(pattern)
  return whole === undefined ? () => false : (id) => whole.test(id)
}

/** Undefined for a range that runs backwards. */
function expression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^${pattern}$`, 'su')
  } catch {
    return undefined
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function escapedSet(text: string): string {
  return text.replace(/[\\^[\]]/g, '\\$&')
}
