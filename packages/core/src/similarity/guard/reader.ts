import { lexicon } from './english/lexicon.js'
import { cut, baseOf } from './word-stem.js'
import type { Marked, Side, Word } from './side.js'
import type { Token } from './tokens.js'
import type { Lookup } from './words/lookup.js'
import type { Phrase } from './words/phrases.js'

const PARTICLES = new Set('up down out off on in back away over through aside along ahead'.split(' '))
const BREAKS = new Set([',', ';', ':', '(', ')', '-', '.', '!', '?', '、', '。', '，', '；'])
/** Those stand by their own. */
const WITHOUT = /^(?:sem|sin|sans|без)$/i
const OPENING = new Set(['if', 'until', 'before', 'after', 'except'])

/** Reads the words of a text and what the phrases among them do. */
export class Reader {
  readonly #words: Word[] = []
  readonly #marks: (Marked & { target: number })[] = []
  readonly #clauses: number[] = []
  readonly #courtesies = new Set<number>()
  readonly #courteous = new Set<number>()
  readonly #fillers = new Set<number>()
  readonly #keys: readonly string[]
  readonly #lower: readonly string[]
  readonly #english: boolean

  constructor(
    private readonly all: readonly Token[],
    private readonly taken: readonly boolean[],
    private readonly lists: Lookup | undefined,
  ) {
    this.#english = lists?.list.language === 'en'
    this.#lower = all.map(({ lower }) => lower)
    this.#keys = all.map((token, at) =>
      taken[at] ? '\0' : token.kind === 'word' && lists ? lists.key(token.lower) : token.lower,
    )
  }

  read(): Pick<Side, 'words' | 'marks' | 'clauses' | 'fillers'> {
    let clause = 0
    let sentence = 0
    for (let at = 0; at < this.all.length;) {
      const token = this.all[at]
      if (token === undefined) break
      const phrase = this.taken[at]
        ? undefined
        : this.lists?.phrase(this.#keys, this.#lower, at, this.#opens(at))
      const opens = phrase?.marks.some((mark) => OPENING.has(mark)) ?? false
      if (token.sentence !== sentence || this.#isBreak(token) || (opens && phrase?.kind !== 'nothing'))
        clause++
      sentence = token.sentence
      const length = phrase?.words.length ?? 1
      for (let used = 0; used < length; used++) this.#clauses.push(clause)
      if (phrase) this.#addPhrase(phrase, at, clause, token)
      else if (!this.taken[at]) this.#addToken(at, clause, token)
      at += length
    }
    this.#findTalk()
    const words = this.#words.map((word) =>
      this.#courtesies.has(word.sentence) ? { ...word, optional: true, courtesy: true } : word,
    )
    this.#aim()
    return {
      words,
      marks: this.#single(
        this.#marks.map((mark) => ({ ...mark, optional: this.#courteous.has(mark.clause) })),
      ),
      clauses: this.#clauses,
      fillers: this.#fillers,
    }
  }

  /** `Safe travels!`, and `To sum it up:` at the head of a text: exclaimed or announced, and without a fact. */
  #findTalk(): void {
    const facts = new Set([
      ...this.all.flatMap(({ sentence }, at) => (this.taken[at] === true ? [sentence] : [])),
      ...this.#words.flatMap(({ name, sentence, poles }) =>
        name === 'yes' || name === 'code' || poles.some(([row]) => row === 0) ? [sentence] : [],
      ),
      ...this.#marks.flatMap(({ sentence }) => [sentence]),
    ])
    for (const { text, sentence } of this.all)
      if (text === '!' && !facts.has(sentence)) this.#courtesies.add(sentence)
    const colon = this.all.findIndex(({ text, sentence }) => text === ':' || sentence > 0)
    if (
      this.all[colon]?.text !== ':' ||
      this.all[colon + 1]?.spaced !== true ||
      this.taken.slice(0, colon).some(Boolean)
    )
      return
    this.#words.forEach((word, at) => {
      if (word.at < colon && word.name !== 'yes' && word.name !== 'code')
        this.#words[at] = { ...word, optional: true }
    })
  }

  /** Where negatives agree with one another, all those of a clause are one. */
  #single(marks: readonly Marked[]): readonly Marked[] {
    if (this.lists?.list.concord !== true) return marks
    const seen = new Set<number>()
    return marks.filter(
      ({ mark, clause, text }) =>
        mark !== 'not' || WITHOUT.test(text) || (!seen.has(clause) && seen.add(clause)),
    )
  }

  /** Whether a clause begins here. */
  #opens(at: number): boolean {
    const before = this.all[at - 1]
    return before === undefined || before.sentence !== this.all[at]?.sentence || this.#isBreak(before)
  }

  #isBreak(token: Token): boolean {
    if (token.kind === 'sign') return BREAKS.has(token.text) && (token.text !== '-' || token.spaced)
    return token.kind === 'word' && (this.lists?.joins.has(token.lower) ?? false)
  }

  #addPhrase(phrase: Phrase, at: number, clause: number, token: Token): void {
    const to = at + phrase.words.length
    if (phrase.kind === 'filler') for (let used = at; used < to; used++) this.#fillers.add(used)
    if (phrase.kind === 'courtesy') {
      this.#courtesies.add(token.sentence)
      this.#courteous.add(clause)
    }
    const hasContent =
      phrase.kind === 'content' &&
      (phrase.alike.length > 0 || phrase.poles.length > 0 || phrase.exclusive.length > 0)
    if (hasContent) this.#addWord(at, to, clause, phrase)
    // `14 out of 20`
    if (
      token.lower === 'out' &&
      this.taken[at - 1] === true &&
      (this.taken[to] === true || this.taken[to + 1] === true)
    )
      return
    for (const mark of phrase.marks) {
      const text = this.#written(at, to)
      const word = hasContent ? this.#words.length - 1 : -1
      this.#marks.push({
        mark,
        text,
        at,
        to,
        clause,
        sentence: token.sentence,
        target: -1,
        optional: false,
        negated: mark !== 'not' && phrase.marks.includes('not'),
        word,
      })
    }
  }

  #addToken(at: number, clause: number, token: Token): void {
    if (token.kind === 'code') {
      this.#addWord(at, at + 1, clause, undefined)
      return
    }
    const isLetter = /^[A-HJ-Z]$/.test(token.text) && !token.first
    if (token.kind !== 'word' || (this.lists?.common.has(token.lower) && !isLetter)) return
    // What no list knows of Japanese grammar.
    if (this.lists?.vocabulary && /^\p{Script=Hiragana}+$/u.test(token.text)) return
    // A letter alone is a name: `plan B`.
    if (token.text.length === 1 && /\p{Script=Latin}/u.test(token.text) && token.text === token.lower) return
    this.#addWord(at, at + 1, clause, undefined)
  }

  #addWord(at: number, to: number, clause: number, phrase: Phrase | undefined): void {
    const token = this.all[at]
    if (token === undefined) return
    const key = this.#keys.slice(at, to).join('_')
    const own = [
      ...(phrase?.alike.map((row) => -1 - row) ?? []),
      ...(phrase?.exclusive.map(([row, place]) => -1000 - row * 100 - place) ?? []),
    ]
    this.#words.push({
      text: this.#written(at, to),
      base: this.#english ? undefined : baseOf(key, this.lists?.list.stemLength),
      key: this.lists && !this.#english ? cut(key, this.lists.list.stemLength) : key,
      groups: this.#english ? [...own, ...this.#senses(key, at)] : own,
      poles: phrase?.poles ?? [],
      exclusive: phrase?.exclusive ?? [],
      negative: this.lists?.negative.has(key)
        ? 'yes'
        : this.lists?.negativeAtTimes.has(key)
          ? 'at times'
          : 'no',
      optional: (this.lists?.talk.has(key) ?? false) || this.#isLabel(at, to) || this.#isScrap(token, phrase),
      courtesy: false,
      name: this.#nameOf(token, phrase, key),
      marks: phrase?.marks ?? [],
      at,
      clause,
      sentence: token.sentence,
    })
  }

  /** `Amount: 50` says nothing that `50` does not. */
  #isLabel(at: number, to: number): boolean {
    if (this.all[to]?.text !== ':' || this.all[to + 1]?.spaced !== true) return false
    const before = this.all[at - 1]
    return (
      before === undefined || before.sentence !== this.all[at]?.sentence || /^[-*•#;,]$/.test(before.text)
    )
  }

  /** One sign of Chinese or Japanese between words of the lists is mostly the head of a verb. */
  #isScrap({ text }: Token, phrase: Phrase | undefined): boolean {
    return phrase === undefined && this.lists?.vocabulary !== undefined && text.length === 1
  }

  #senses(key: string, at: number): readonly number[] {
    const next = this.all[at + 1]?.lower ?? ''
    const phrasal = PARTICLES.has(next) ? lexicon().groups(`${key}_${next}`) : []
    return phrasal.length > 0 ? phrasal : lexicon().groups(key)
  }

  #nameOf(token: Token, phrase: Phrase | undefined, key: string): Word['name'] {
    if (token.kind === 'code') return 'code'
    // In German every noun has a capital; a script without capitals shows nothing.
    const isCapital = /^\p{Lu}/u.test(token.text) && this.lists?.list.language !== 'de'
    if (!isCapital || phrase?.kind === 'content') return 'no'
    const isWord = this.#english && lexicon().has(key)
    if (token.first || isWord) return isWord ? 'no' : 'maybe'
    return this.lists ? 'yes' : 'maybe'
  }

  /** Gives each mark the next word of its clause, or else the last one before it. */
  #aim(): void {
    let next = 0
    for (const mark of this.#marks) {
      while (next < this.#words.length && (this.#words[next]?.at ?? 0) < mark.at) next++
      const after = mark.word >= 0 ? next + 1 : next
      const own = this.#words[after]
      const before = this.#words[next - 1]
      const isBehind = this.lists?.vocabulary !== undefined && mark.mark === 'not'
      if (isBehind && before?.sentence === mark.sentence) mark.target = next - 1
      else if (own && (own.clause === mark.clause || own.sentence === mark.sentence)) mark.target = after
      else if (before?.sentence === mark.sentence) mark.target = next - 1
    }
  }

  #written(at: number, to: number): string {
    return this.all
      .slice(at, to)
      .map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text))
      .join('')
  }
}
