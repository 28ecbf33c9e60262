import { stripVTControlCharacters } from 'node:util'

/** Texts that look the same for so many characters are shown for their beginnings only. */
const LONG = 32

/**
 * Two texts, with escapes for all that is not ASCII where they differ and would look the same: by spaces of other kinds, by
 * accents that are letters of their own, by what is not seen.
 */
export function toldApart(one: string, other: string): [string, string] {
  return one !== other && lookAlike(lookOf(one), lookOf(other))
    ? [escaped(one), escaped(other)]
    : [one, other]
}

/** Of cut texts the one may show a little more than the other. */
function lookAlike(one: string, other: string): boolean {
  const least = Math.min(one.length, other.length)
  return one === other || (least > LONG && one.slice(0, least) === other.slice(0, least))
}

function lookOf(text: string): string {
  return stripVTControlCharacters(text)
    .normalize('NFC')
    .replaceAll(/[\p{Cf}\p{Variation_Selector}\u034f]/gu, '')
    .replaceAll(/\p{Zs}/gu, ' ')
}

function escaped(text: string): string {
  return text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
