import { stem } from '../english/stem.js'
import { Phrases, type Phrase } from './phrases.js'
import type { Mark, WordList } from './word-list.js'

/** A word list made ready for looking up. */
export interface Lookup {
  readonly list: WordList
  readonly common: ReadonlySet<string>
  readonly joins: ReadonlySet<string>
  /** Where there are no spaces: every phrase of the lists. */
  readonly vocabulary: ReadonlySet<string> | undefined
  readonly negative: ReadonlySet<string>
  readonly negativeAtTimes: ReadonlySet<string>
  readonly talk: ReadonlySet<string>
  readonly numbers: ReadonlyMap<string, number>
  readonly ordinals: ReadonlyMap<string, number>
  /** 1 to 12. */
  readonly months: ReadonlyMap<string, number>
  readonly units: ReadonlyMap<string, string>
  /** What forms of one word share. */
  key(lower: string): string
  /** The longest phrase that begins at this place of a text, given the keys of its words and the words. */
  phrase(keys: readonly string[], lower: readonly string[], at: number, opens: boolean): Phrase | undefined
}

const ready = new WeakMap<WordList, Lookup>()

/** Made once for each list. */
export function lookup(list: WordList): Lookup {
  const found = ready.get(list) ?? makeLookup(list)
  ready.set(list, found)
  return found
}

function makeLookup(list: WordList): Lookup {
  const common = new Set(list.common.split(' '))
  const key = keyFor(list)
  const phrases = new Phrases(key)
  for (const [marks, text] of Object.entries(list.marks)) {
    for (const phrase of split(text)) {
      const entry = phrases.entry(phrase)
      if (marks === '') entry.kind = 'nothing'
      else entry.marks.push(...(marks.split(' ') as Mark[]).filter((mark) => !entry.marks.includes(mark)))
    }
  }
  const content = (phrase: string): Phrase | undefined => {
    if (common.has(phrase)) return undefined
    const entry = phrases.entry(phrase)
    if (entry.kind !== 'nothing') entry.kind = 'content'
    return entry
  }
  list.alike.forEach((row, at) => {
    for (const phrase of split(row)) content(phrase)?.alike.push(at)
  })
  list.opposite.forEach((row, at) => {
    row.split(' / ').forEach((side, pole) => {
      for (const phrase of split(side)) content(phrase)?.poles.push([at, pole])
    })
  })
  list.exclusive.forEach((row, at) => {
    split(row).forEach((same, place) => {
      for (const phrase of same.split('=')) content(phrase)?.exclusive.push([at, place])
    })
  })
  for (const phrase of split(list.filler)) phrases.entry(phrase).kind = 'filler'
  for (const phrase of split(list.courtesy)) phrases.entry(phrase).kind = 'courtesy'
  return {
    list,
    common,
    joins: new Set(list.joins.split(' ')),
    vocabulary:
      list.unspaced === true
        ? new Set([...phrases.all(), ...values(list.numbers).keys(), ...names(list.units, () => 1).keys()])
        : undefined,
    key,
    negative: new Set(list.negative.split(' ').map(key)),
    negativeAtTimes: new Set((list.negativeAtTimes ?? '').split(' ').map(key)),
    talk: new Set(list.talk.split(' ').map(key)),
    numbers: values(list.numbers),
    ordinals: values(list.ordinals),
    months: names(list.months, (_, at) => at + 1),
    units: names(list.units, (name) => name),
    phrase: (keys, lower, at, opens) => phrases.longest(keys, lower, at, opens),
  }
}

function keyFor(list: WordList): (lower: string) => string {
  if (list.language === 'en') return stem
  return (lower) =>
    lower
      .normalize('NFD')
      .replace(/(?<=\p{Script=Latin})\p{M}/gu, '')
      .normalize('NFC')
}

const split = (text: string): string[] => text.split('|').filter((part) => part !== '')

function values(text: string): Map<string, number> {
  return new Map(split(text).map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]))
}

function names<Value>(text: string, value: (name: string, at: number) => Value): Map<string, Value> {
  return new Map(
    split(text).flatMap((row, at) => {
      const words = row.split('=')
      return words.map((word) => [word, value(words[0] ?? '', at)] as const)
    }),
  )
}
