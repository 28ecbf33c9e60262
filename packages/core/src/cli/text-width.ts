/** Takes no place of its own: marks, joiners, variation selectors. */
const NONE = /[\p{M}\u200c\u200d\ufe0e\ufe0f]/gu
/** Takes two: emoji, and the scripts of East Asia. */
const WIDE =
  /\p{Emoji_Presentation}|[\u{1f000}-\u{1faff}\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/gu

/** How many columns of a terminal a printable text takes, near enough to line texts up. */
export function textWidth(text: string): number {
  // Most texts.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  const shown = text.replace(NONE, '')
  return (shown.match(/./gsu)?.length ?? 0) + (shown.match(WIDE)?.length ?? 0)
}
