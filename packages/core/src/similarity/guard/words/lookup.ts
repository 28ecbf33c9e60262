import { stem } from '../english/stem.js'
import type { Mark, WordList } from './word-list.js'

/** All that the lists of one language say of one phrase. */
export interface Phrase {
  /** Its words as keys; one that ends in `*` stands for all that begin so, one after `=` for that form alone. */
  readonly words: readonly string[]
  /** Only at the head of a clause. */
  readonly opens: boolean
  readonly marks: Mark[]
  /** The rows of `alike` that hold it. */
  readonly alike: number[]
  /** The rows of `opposite` that hold it, with the side. */
  readonly poles: [row: number, side: number][]
  /** The rows of `exclusive` that hold it, with the place. */
  readonly exclusive: [row: number, place: number][]
  kind: 'content' | 'filler' | 'courtesy' | 'nothing'
}

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
    vocabulary: list.unspaced === true ? new Set([...phrases.all(), ...values(list.numbers).keys(), ...names(list.units, () => 1).keys()]) : undefined,
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

class Phrases {
  readonly #byFirst = new Map<string, Phrase[]>()
  readonly #all = new Map<string, Phrase>()
  readonly #key: (lower: string) => string

  constructor(key: (lower: string) => string) {
    this.#key = key
  }

  entry(phrase: string): Phrase {
    const opens = phrase.startsWith('^')
    const words = phrase.replace('^', '').split(' ').map((word) => this.#form(word))
    const id = `${opens ? '^' : ''}${words.join(' ')}`
    const found = this.#all.get(id)
    if (found) return found
    const made: Phrase = { words, opens, marks: [], alike: [], poles: [], exclusive: [], kind: 'content' }
    this.#all.set(id, made)
    const place = firstLetters(words[0] ?? '')
    const list = this.#byFirst.get(place)
    if (list) list.push(made)
    else this.#byFirst.set(place, [made])
    return made
  }

  #form(word: string): string {
    if (word.startsWith('=')) return word
    return word.endsWith('*') ? `${this.#key(word.slice(0, -1))}*` : this.#key(word)
  }

  all(): Iterable<string> {
    return this.#all.keys()
  }

  longest(keys: readonly string[], lower: readonly string[], at: number, opens: boolean): Phrase | undefined {
    const lists = [this.#byFirst.get(firstLetters(keys[at] ?? '')), this.#byFirst.get(firstLetters(lower[at] ?? ''))]
    let best: Phrase[] = []
    for (const phrase of new Set(lists.flatMap((list) => list ?? []))) {
      const [known] = best
      if (known !== undefined && phrase.words.length < known.words.length) continue
      if (phrase.opens && !opens) continue
      if (!phrase.words.every((word, next) => isForm(word, keys[at + next], lower[at + next]))) continue
      best = known === undefined || phrase.words.length > known.words.length ? [phrase] : [...best, phrase]
    }
    return best.length > 1 ? merge(best) : best[0]
  }
}

/** What several phrases say of the same words: `lleg*` and `llegar*`. */
function merge(all: readonly Phrase[]): Phrase {
  const [first = NOTHING] = all
  const kinds = all.map(({ kind }) => kind)
  const kind = (['nothing', 'content', 'courtesy', 'filler'] as const).find((one) => kinds.includes(one)) ?? first.kind
  return {
    words: first.words,
    opens: first.opens,
    kind,
    marks: [...new Set(kind === 'nothing' ? [] : all.flatMap(({ marks }) => marks))],
    alike: all.flatMap(({ alike }) => alike),
    poles: all.flatMap(({ poles }) => poles),
    exclusive: all.flatMap(({ exclusive }) => exclusive),
  }
}

const NOTHING: Phrase = { words: [], opens: false, marks: [], alike: [], poles: [], exclusive: [], kind: 'nothing' }

/** A star may stand after two letters, or after one sign of Chinese or Japanese. */
function firstLetters(word: string): string {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) ? word.slice(0, 1) : word.replace(/[*=]/, '').slice(0, 2)
}

function isForm(word: string, key: string | undefined, lower: string | undefined): boolean {
  if (key === undefined || lower === undefined || key === '\0') return false
  if (word.startsWith('=')) return word.slice(1) === lower
  return word.endsWith('*') ? key.startsWith(word.slice(0, -1)) : word === key
}

function keyFor(list: WordList): (lower: string) => string {
  if (list.language === 'en') return stem
  return (lower) => lower.normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}/gu, '').normalize('NFC')
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
