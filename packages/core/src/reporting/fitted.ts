/** Sequences that set styles: they take no room. */
const SGR = /\u001b\[[\d;]*m/y
/** What takes two columns: Chinese, Japanese, Korean, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const NARROWEST = 20

/**
 * A line as several that fit into so many columns, broken at spaces where there are some; those after the first are
 * indented a little more than it is.
 */
export function fitted(line: string, columns: number): string[] {
  const width = Math.max(NARROWEST, columns)
  const indent = Math.min(width >> 1, (/^ */.exec(line)?.[0].length ?? 0) + 2)
  const lines: string[] = []
  let [text, taken] = ['', 0]
  // Where the last space is, behind which the line may end.
  let [gap, takenAtGap] = [0, 0]
  for (const piece of pieces(line)) {
    const room = widthOf(piece)
    if (taken + room > width && piece === ' ') {
      lines.push(text)
      ;[text, taken, gap, takenAtGap] = [' '.repeat(indent), indent, 0, 0]
      continue
    }
    if (taken + room > width) {
      const at = gap > indent ? gap : text.length
      lines.push(text.slice(0, at).trimEnd())
      text = ' '.repeat(indent) + text.slice(at)
      taken = indent + (at === gap ? taken - takenAtGap : 0)
      ;[gap, takenAtGap] = [0, 0]
    }
    text += piece
    taken += room
    if (piece === ' ' && text.trim() !== '') [gap, takenAtGap] = [text.length, taken]
  }
  return [...lines, text]
}

function* pieces(line: string): Iterable<string> {
  let index = 0
  while (index < line.length) {
    SGR.lastIndex = index
    const piece = SGR.exec(line)?.[0] ?? String.fromCodePoint(line.codePointAt(index) ?? 0)
    yield piece
    index += piece.length
  }
}

function widthOf(piece: string): number {
  if (piece.startsWith('\u001b') || /^[\p{M}\u200c\u200d\ufe0f]$/u.test(piece)) return 0
  return WIDE.test(piece) ? 2 : 1
}
