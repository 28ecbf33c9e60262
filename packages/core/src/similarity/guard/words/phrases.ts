import type { Mark } from './word-list.js'

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

/**
 * The phrases of one language, found by their first word: by all of it, or by its beginning where a star stands. A text
 * of any length takes time in proportion to it, for no list has many phrases that begin with one word.
 */
export class Phrases {
  readonly #all = new Map<string, Phrase>()
  readonly #byWord = new Map<string, Phrase[]>()
  readonly #byStart = new Map<string, Phrase[]>()
  readonly #lengths = new Set<number>()
  readonly #key: (lower: string) => string

  /** @param key - what the forms of one word share. */
  constructor(key: (lower: string) => string) {
    this.#key = key
  }

  /** The entry of a phrase, made where there is none. `^`, `=` and `*` are as in `WordList`. */
  entry(phrase: string): Phrase {
    const opens = phrase.startsWith('^')
    const words = phrase
      .replace('^', '')
      .split(' ')
      .map((word) => this.#form(word))
    const id = `${opens ? '^' : ''}${words.join(' ')}`
    const found = this.#all.get(id)
    if (found) return found
    const made: Phrase = { words, opens, marks: [], alike: [], poles: [], exclusive: [], kind: 'content' }
    this.#all.set(id, made)
    this.#index(words[0] ?? '', made)
    return made
  }

  /** Every phrase as it was given, with forms as keys. */
  all(): Iterable<string> {
    return this.#all.keys()
  }

  /** What the longest phrases at a place of a text say of it, together: `lleg*` and `llegar*`. */
  longest(keys: readonly string[], lower: readonly string[], at: number, opens: boolean): Phrase | undefined {
    let best: Phrase[] = []
    let length = 0
    for (const phrase of this.#candidates(keys[at] ?? '', lower[at] ?? '')) {
      if (phrase.words.length < length || (phrase.opens && !opens)) continue
      if (!phrase.words.every((word, next) => isForm(word, keys[at + next], lower[at + next]))) continue
      if (phrase.words.length > length) best = []
      best.push(phrase)
      length = phrase.words.length
    }
    return best.length > 1 ? merge(best) : best[0]
  }

  #candidates(key: string, lower: string): readonly Phrase[] {
    const found = [...(this.#byWord.get(key) ?? []), ...(this.#byWord.get(`=${lower}`) ?? [])]
    for (const length of this.#lengths) {
      if (length <= key.length) found.push(...(this.#byStart.get(key.slice(0, length)) ?? []))
    }
    return found
  }

  #index(word: string, phrase: Phrase): void {
    const start = word.slice(0, -1)
    const [map, place] = word.endsWith('*') ? [this.#byStart, start] : [this.#byWord, word]
    if (word.endsWith('*')) this.#lengths.add(start.length)
    const list = map.get(place)
    if (list) list.push(phrase)
    else map.set(place, [phrase])
  }

  #form(word: string): string {
    if (word.startsWith('=')) return word
    return word.endsWith('*') ? `${this.#key(word.slice(0, -1))}*` : this.#key(word)
  }
}

function isForm(word: string, key: string | undefined, lower: string | undefined): boolean {
  if (key === undefined || lower === undefined || key === '\0') return false
  if (word.startsWith('=')) return word.slice(1) === lower
  return word.endsWith('*') ? key.startsWith(word.slice(0, -1)) : word === key
}

const KINDS = ['nothing', 'content', 'courtesy', 'filler'] as const

function merge(all: readonly Phrase[]): Phrase {
  const kinds = new Set(all.map(({ kind }) => kind))
  const kind = KINDS.find((one) => kinds.has(one)) ?? 'content'
  return {
    words: all[0]?.words ?? [],
    opens: false,
    kind,
    marks: [...new Set(kind === 'nothing' ? [] : all.flatMap(({ marks }) => marks))],
    alike: all.flatMap(({ alike }) => alike),
    poles: all.flatMap(({ poles }) => poles),
    exclusive: all.flatMap(({ exclusive }) => exclusive),
  }
}
