import { stripVTControlCharacters } from 'node:util'

/**
 * Two texts, with escapes for all that is not ASCII where they differ and would look the same: by spaces of other kinds, by
 * accents that are letters of their own, by what is not seen.
 */
export function toldApart(one: string, other: string): [string, string] {
  return one !== other && lookOf(one) === lookOf(other) ? [escaped(one), escaped(other)] : [one, other]
}

function lookOf(text: string): string {
  return stripVTControlCharacters(text)
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\p{Zs}/gu, ' ')
}

function escaped(text: string): string {
  return text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
