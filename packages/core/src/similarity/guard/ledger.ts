import type { Link } from './align.js'
import { lexicon } from './english/lexicon.js'
import type { Pair } from './pair.js'
import type { Marked, Side, Word } from './side.js'
import type { Mark } from './words/word-list.js'

/** Where two texts say no: what is left when every no has found its counterpart. */
export interface Ledger {
  /** Opposites that no `not` reconciles. */
  readonly polarity: readonly Link[]
  /** A `not` without counterpart. */
  readonly negationA: readonly Marked[]
  readonly negationB: readonly Marked[]
  /** Words that say no by themselves, without counterpart. */
  readonly negativesA: readonly Word[]
  readonly negativesB: readonly Word[]
  /** Every `not` that found no counterpart, in clauses of one side only too. */
  readonly openA: readonly Marked[]
  readonly openB: readonly Marked[]
}

interface Book {
  readonly side: Side
  /** The link of each word of this side. */
  readonly links: readonly (Link | undefined)[]
  cues: Marked[]
  /** Words that say no by themselves and have no counterpart. */
  negatives: Word[]
  readonly other: (link: Link) => number
  readonly byClause: ReadonlyMap<number, readonly Link[]>
  /** Words without counterpart that could say it in another way. */
  readonly others: number
}

/** More are not looked at: a text of one pair has some ten. */
const MOST = 200

const ledgers = new WeakMap<Pair, Ledger>()

/**
 * Compares where two texts say no, as accounts are compared. `not approved` and `rejected` are opposite words and one
 * `not`, so they agree; so do `was not approved` and `approval was refused`.
 */
export function ledger(pair: Pair): Ledger {
  const found = ledgers.get(pair) ?? settle(pair)
  ledgers.set(pair, found)
  return found
}

function settle(pair: Pair): Ledger {
  const a = open(pair.a, pair.ofA, ({ b }) => b)
  const b = open(pair.b, pair.ofB, ({ a: own }) => own)
  pairCues(a, b, [isSameTarget])
  const polarity = pair.links.filter(
    (link) => link.relation === 'opposite' && isAbout(link, a, b) && !isReconciled(link, a, b),
  )
  pairCues(a, b, [isSameClause, isAnywhere])
  for (const [own, other] of [
    [a, b],
    [b, a],
  ] as const) {
    cancelDoubles(own)
    excuse(own, other)
    compensate(own, other)
  }
  const unlinked = ({ negatives, side, links }: Book): Word[] => {
    const left = new Set(negatives)
    return side.words.filter(
      (word, at) =>
        left.has(word) &&
        word.negative === 'yes' &&
        word.marks.length === 0 &&
        !word.optional &&
        links[at] === undefined,
    )
  }
  return {
    polarity,
    negationA: relevant(a),
    negationB: relevant(b),
    negativesA: unlinked(a),
    negativesB: unlinked(b),
    openA: a.cues,
    openB: b.cues,
  }
}

function open(side: Side, links: readonly (Link | undefined)[], other: (link: Link) => number): Book {
  return {
    side,
    links,
    // The link of a word such as `optional` says already what its `not` would say.
    cues: side.marks
      .filter(({ mark, word }) => mark === 'not' && (word < 0 || links[word] === undefined))
      .slice(0, MOST),
    negatives: side.words
      .filter(
        (word, at) => word.negative !== 'no' && (links[at] === undefined || links[at].relation === 'alike'),
      )
      .slice(0, MOST),
    other,
    byClause: clausesOf(side, links),
    others: side.words.filter((word, at) => links[at] === undefined && !word.optional && word.name === 'no')
      .length,
  }
}

function clausesOf(side: Side, links: readonly (Link | undefined)[]): Map<number, Link[]> {
  const clauses = new Map<number, Link[]>()
  links.forEach((link, at) => {
    const clause = side.words[at]?.clause
    if (link === undefined || clause === undefined) return
    const list = clauses.get(clause)
    if (list) list.push(link)
    else clauses.set(clause, [link])
  })
  return clauses
}

/** Whether the clauses of two opposites have more in common than these, or hold little else. */
function isAbout(link: Link, a: Book, b: Book): boolean {
  const clause = a.side.words[link.a]?.clause ?? -1
  const other = b.side.words[link.b]?.clause ?? -1
  if (inClause(a, clause).some((one) => one !== link && b.side.words[one.b]?.clause === other)) return true
  const size = ({ wordsIn }: Side, own: number) => wordsIn.get(own)?.length ?? 0
  return Math.min(size(a.side, clause), size(b.side, other)) <= 2
}

function isReconciled(link: Link, a: Book, b: Book): boolean {
  const [cueA, cueB] = [cueOf(a, link.a), cueOf(b, link.b)]
  if ((cueA === undefined) === (cueB === undefined)) return false
  for (const [book, cue] of [
    [a, cueA],
    [b, cueB],
  ] as const) {
    book.cues = book.cues.filter((one) => one !== cue)
  }
  return true
}

/** The `not` that is about this word: aimed at it, or earlier in its clause. */
function cueOf(book: Book, word: number): Marked | undefined {
  const own = book.side.words[word]
  return (
    book.cues.find(({ target }) => target === word) ??
    book.cues.find(({ clause, at }) => clause === own?.clause && at < own.at)
  )
}

type IsPair = (cue: Marked, other: Marked, a: Book, b: Book) => boolean

function pairCues(a: Book, b: Book, ways: readonly IsPair[]): void {
  for (const isPair of ways) {
    for (const cue of [...a.cues]) {
      const other = b.cues.find((one) => isPair(cue, one, a, b))
      if (other === undefined) continue
      a.cues = a.cues.filter((one) => one !== cue)
      b.cues = b.cues.filter((one) => one !== other)
    }
  }
}

function isSameTarget(cue: Marked, other: Marked, a: Book): boolean {
  const link = a.links[cue.target]
  return link !== undefined && link.relation !== 'opposite' && link.b === other.target
}

function isSameClause(cue: Marked, other: Marked, a: Book, b: Book): boolean {
  return inClause(a, cue.clause).some((link) => b.side.words[link.b]?.clause === other.clause)
}

function inClause(book: Book, clause: number): readonly Link[] {
  return book.byClause.get(clause) ?? []
}

const isAnywhere = (cue: Marked, other: Marked, a: Book, b: Book): boolean => !isMoved(cue, other, a, b)

/** `A is not x, and B is y` against `A is x, and B is not y`. */
function isMoved(cue: Marked, other: Marked, a: Book, b: Book): boolean {
  return isPlain(a, cue, b) && isPlain(b, other, a)
}

/** Whether the word that this `not` is about stands without one on the other side. */
function isPlain(book: Book, cue: Marked, other: Book): boolean {
  const link = book.links[cue.target]
  return link !== undefined && link.relation !== 'opposite' && cueOf(other, book.other(link)) === undefined
}

function cancelDoubles(book: Book): void {
  for (const cue of [...book.cues]) {
    if (!book.cues.includes(cue)) continue
    const second = book.cues.find((one) => one !== cue && one.clause === cue.clause)
    // `neither … nor` says it once.
    if (second !== undefined && isNeither(cue) && isNor(second)) {
      book.cues = book.cues.filter((one) => one !== second)
      continue
    }
    const word = book.negatives.find((one) => book.side.words[cue.target] === one && cue.word !== cue.target)
    if (second === undefined && word === undefined && !isUncommon(book, cue)) continue
    book.cues = book.cues.filter((one) => one !== cue && one !== second)
    if (second === undefined) book.negatives = book.negatives.filter((one) => one !== word)
  }
}

const isNeither = ({ text }: Marked): boolean => /^(?:neither|not|no|never)$/i.test(text)
const isNor = ({ text }: Marked): boolean => text.toLowerCase() === 'nor'

/** `not uncommon`: English words that say no by their beginning. */
function isUncommon({ side, links }: Book, { target, word }: Marked): boolean {
  const own = side.words[target]
  if (own === undefined || word === target || links[target] !== undefined) return false
  return /^(?:un|in|im|ir|il|dis|non)/i.test(own.text) && lexicon().opposites(own.key).length > 0
}

/**
 * `was not carried` against `was defeated`: what the one denies the other does not say, but it says something else. And
 * `not … until` against `only after`.
 */
function excuse(book: Book, other: Book): void {
  const isOnlyAfter =
    other.side.marks.some(({ mark }) => mark === 'notbefore' || mark === 'after' || mark === 'only') ||
    (count(other.side, 'before') > 0 && count(other.side, 'must') > 0) ||
    other.side.tokens.some(({ lower }) => lower === 'from')
  const isTurned = isOver(book.side, other.side)
  const isExcepted = count(other.side, 'except') > count(book.side, 'except')
  let { others } = other
  const hasOwn = other.side.words.some((word, at) => !word.courtesy && other.links[at] === undefined)
  for (const cue of [...book.cues]) {
    const isUntil =
      isOnlyAfter &&
      book.side.marks.some(({ mark, sentence }) => mark === 'notbefore' && sentence === cue.sentence)
    const isOther = others > 0 && cue.target >= 0 && book.links[cue.target] === undefined
    const isElliptic = isLast(book.side, cue) && hasOwn
    if (!isUntil && !isOther && !isTurned && !isExcepted && !isElliptic) continue
    if (isOther && !isUntil && !isTurned) others--
    book.cues = book.cues.filter((one) => one !== cue)
  }
}

const count = ({ marks }: Side, kind: Mark): number => marks.filter(({ mark }) => mark === kind).length

/** `… but earlier ones are not.` */
function isLast({ tokens }: Side, { to }: Marked): boolean {
  return tokens[to]?.kind === 'sign' || to >= tokens.length
}

/** `none was over the limit` against `all were under the limit`. */
function isOver(a: Side, b: Side): boolean {
  const has = ({ marks }: Side, kind: Mark) => marks.some(({ mark }) => mark === kind)
  return (
    (has(a, 'over') && has(b, 'under') && !has(a, 'under')) ||
    (has(a, 'under') && has(b, 'over') && !has(a, 'over'))
  )
}

/** `was not approved` against `approval was refused`: the other side says no with a word. */
function compensate(book: Book, other: Book): void {
  for (const cue of [...book.cues]) {
    // `has not been paid` and `remains open`, but not `stop paying` and `keep paying`.
    const isRetold = book.links[cue.target] === undefined || !/^(?:stop|cease)/i.test(cue.text)
    const word = other.negatives.find(({ negative }) => negative === 'yes' || isRetold)
    if (word === undefined) continue
    book.cues = book.cues.filter((one) => one !== cue)
    other.negatives = other.negatives.filter((one) => one !== word)
  }
}

/** A `not` among words that have no counterpart is content of one side only, which is for another rule. */
function relevant(book: Book): Marked[] {
  return book.cues.filter((cue) => inClause(book, cue.clause).length > 0)
}
