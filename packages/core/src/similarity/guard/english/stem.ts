import { irregularForms } from './irregular-forms.js'

const VOWEL = /[aeiou]/
const irregular = new Map(irregularForms)
const known = new Map<string, string>()
const KEPT = 20_000

/**
 * The part that forms of one English word share: `approved`, `approves` and `approval` are `approv`. Martin Porter's
 * rules of 1980, after a table of irregular forms. It is a key for comparing, not a word to show.
 */
export function stem(word: string): string {
  const found = known.get(word)
  if (found !== undefined) return found
  const made = porter(american(irregular.get(word) ?? word))
  if (known.size >= KEPT) known.clear()
  known.set(word, made)
  return made
}

/** One spelling for `organise` and `organize`, `colour` and `color`. */
function american(word: string): string {
  return word
    .replace(/is(?=(?:e|es|ed|ing|ation|ations)$)/, 'iz')
    .replace(/ys(?=(?:e|es|ed|ing)$)/, 'yz')
    .replace(/(?<=[a-z]{3})our(?=$|s$|ed$|ing$|able$|ite$)/, 'or')
    .replace(/ence(?=$|s$|d$)/, 'ense')
    .replace(/mme(?=s?$)/, 'm')
}

function porter(given: string): string {
  if (given.length <= 2 || given.length > 40 || !/^[a-z]+$/.test(given)) return given
  let word = plurals(given)
  word = pastAndGerund(word)
  if (word.endsWith('y') && hasVowel(word.slice(0, -1))) word = `${word.slice(0, -1)}i`
  word = replaceEnding(word, LONG_ENDINGS, 0)
  word = replaceEnding(word, MIDDLE_ENDINGS, 0)
  word = dropEnding(word)
  if (word.endsWith('e')) {
    const rest = word.slice(0, -1)
    const size = measure(rest)
    if (size > 1 || (size === 1 && !endsShort(rest))) word = rest
  }
  return measure(word) > 1 && word.endsWith('ll') ? word.slice(0, -1) : word
}

function plurals(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies')) return word.slice(0, -2)
  if (word.endsWith('ss') || word.endsWith('us')) return word
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const ending = ['ed', 'ing'].find((end) => word.endsWith(end) && hasVowel(word.slice(0, -end.length)))
  if (ending === undefined) return word
  const rest = word.slice(0, -ending.length)
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`
  if (/([^aeioulsz])\1$/.test(rest)) return rest.slice(0, -1)
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest
}

const pairs = (text: string) =>
  text
    .split(' ')
    .map((pair) => pair.split(':') as [string, string])
    .sort(([a], [b]) => b.length - a.length)

const LONG_ENDINGS = pairs(
  'ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ' +
    'ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble fulli:ful lessli:less',
)
const MIDDLE_ENDINGS = pairs('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:')
const LAST_ENDINGS = 'ement ance ence able ible ment ant ent ism ate iti ous ive ize ion al er ic ou'.split(
  ' ',
)

function replaceEnding(word: string, endings: readonly [string, string][], least: number): string {
  for (const [ending, instead] of endings) {
    if (!word.endsWith(ending)) continue
    const rest = word.slice(0, -ending.length)
    return measure(rest) > least ? rest + instead : word
  }
  return word
}

function dropEnding(word: string): string {
  const ending = LAST_ENDINGS.find((end) => word.endsWith(end))
  if (ending === undefined) return word
  const rest = word.slice(0, -ending.length)
  if (measure(rest) <= 1) return word
  return ending === 'ion' && !/[st]$/.test(rest) ? word : rest
}

const isVowel = (word: string, at: number): boolean =>
  VOWEL.test(word.charAt(at)) || (word.charAt(at) === 'y' && at > 0 && !isVowel(word, at - 1))

function hasVowel(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (isVowel(word, at)) return true
  return false
}

/** How often a vowel is followed by a consonant. */
function measure(word: string): number {
  let count = 0
  let vowel = false
  for (let at = 0; at < word.length; at++) {
    const now = isVowel(word, at)
    if (vowel && !now) count++
    vowel = now
  }
  return count
}

function endsShort(word: string): boolean {
  const last = word.length - 1
  if (last < 2 || isVowel(word, last) || !isVowel(word, last - 1) || isVowel(word, last - 2)) return false
  return !/[wxy]$/.test(word)
}
