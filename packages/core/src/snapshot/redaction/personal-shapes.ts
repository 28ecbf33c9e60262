import { isIP } from 'node:net'
import { BEFORE_DIGITS, BEFORE_WORD, type Shape } from './shape.js'

/** Kinds of personal data that are looked for on request. */
export const PERSONAL_KINDS = ['card', 'email', 'iban', 'ip', 'phone', 'ssn'] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

const AFTER_DIGITS = String.raw`(?![\w]|[.-]\w)`

/** In the order in which they are looked for: what is more certain comes first. */
export const PERSONAL_SHAPES: readonly (Shape & { readonly kind: PersonalKind })[] = [
  {
    kind: 'email',
    hints: [/@/],
    pattern: new RegExp(
      String.raw`${BEFORE_WORD}[\p{L}\p{N}_.+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}]{2,24}(?![\p{L}\p{N}])`,
      'gu',
    ),
  },
  {
    kind: 'iban',
    hints: [/[A-Z]{2}\d{2}/],
    pattern: new RegExp(
      String.raw`${BEFORE_WORD}[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)`,
      'g',
    ),
    holds: isIban,
  },
  {
    kind: 'card',
    hints: [/\d[ -]?\d{2}/],
    pattern: new RegExp(String.raw`${BEFORE_DIGITS}\d(?:[ -]?\d){12,18}${AFTER_DIGITS}`, 'g'),
    holds: isCard,
  },
  {
    kind: 'ssn',
    hints: [/\d{3}[ -]\d{2}[ -]/],
    pattern: new RegExp(
      String.raw`${BEFORE_DIGITS}(?!000|666|9\d\d)\d{3}([ -])(?!00)\d{2}\1(?!0000)\d{4}${AFTER_DIGITS}`,
      'g',
    ),
  },
  {
    kind: 'ip',
    hints: [/\d\.\d{1,3}\.\d|:[\da-f]{0,4}:/i],
    pattern: new RegExp(
      String.raw`${BEFORE_DIGITS}(?:\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:]|\.\d))`,
      'gi',
    ),
    holds: isForeignAddress,
  },
  {
    kind: 'phone',
    hints: [/\+\d|\d{3}\)? ?[ .-]?\d{3}[ .-]\d{4}/],
    // E.164 with its plus, in any grouping; or as written in North America.
    pattern: new RegExp(
      String.raw`${BEFORE_DIGITS}(?:(?<!\+)\+\d{1,3}(?:[ ().-]{0,2}\d){6,13}|(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4})${AFTER_DIGITS}`,
      'g',
    ),
  },
]

/** ISO 13616: moved by four and read in base 36, the remainder by 97 is 1. */
function isIban(found: string): boolean {
  const text = found.replaceAll(' ', '')
  if (text.length < 15 || text.length > 34) return false
  const digits = (text.slice(4) + text.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) =>
    String(Number.parseInt(letter, 36)),
  )
  return BigInt(digits) % 97n === 1n
}

/** The first digits and the lengths of the large networks, and the check digit (ISO/IEC 7812-1, Luhn). */
const CARD =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|62\d{14,17})$/

function isCard(found: string): boolean {
  const digits = found.replaceAll(/[ -]/g, '')
  if (!CARD.test(digits)) return false
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, index) => {
      const value = index % 2 === 0 ? Number(digit) : Number(digit) * 2
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return sum % 10 === 0
}

/** A valid address that is somebody's: not this machine's own, not an unset one, not `a::b` of a program. */
function isForeignAddress(found: string): boolean {
  return isIP(found) !== 0 && /\d/.test(found) && !/^(?:127\.|0\.0\.0\.0$|(?:0*:)*:?0*1?$)/.test(found)
}
