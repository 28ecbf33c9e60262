/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** True for a text with a part in a script that puts no space between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text)
}

/** Runs of letters and digits. In scripts without spaces these are whole phrases. */
export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? []
}
