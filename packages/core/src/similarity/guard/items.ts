import type { Pair } from './pair.js'
import { isSameMoment } from './facts/moment.js'
import { matchItems } from './match-items.js'
import { leftNumbers } from './rules/numbers.js'
import type { Side, Word } from './side.js'

/** A word, number or moment of one text, in the order of the text. */
export interface Item {
  readonly text: string
  readonly at: number
  readonly to: number
  readonly clause: number
  readonly sentence: number
  /** Its place among the items. */
  readonly index: number
  /** The same number on both sides for what has a counterpart; -1 for what has none. */
  readonly link: number
  /** Whether the counterpart is the opposite. */
  readonly opposite: boolean
  readonly word: Word | undefined
  /** Of a number or a place in an order: whether it may be missing. */
  readonly soft: boolean
}

export interface Items {
  readonly a: readonly Item[]
  readonly b: readonly Item[]
}

type Raw = Pick<Item, 'text' | 'at' | 'to' | 'soft' | 'word'> & { readonly thing: object }

const made = new WeakMap<Pair, Items>()

/** All that has content on either side, with what belongs together. */
export function itemsOf(pair: Pair): Items {
  const found = made.get(pair) ?? makeItems(pair)
  made.set(pair, found)
  return found
}

function makeItems(pair: Pair): Items {
  const links = new Map<object, number>()
  let next = pair.links.length
  const left = leftNumbers(pair)
  const facts: (readonly [object, object])[] = [
    ...left.matched,
    // `turns 26` and `his 26th birthday`
    ...matchItems(left.a, pair.b.ordinals, (x, y) => x.unit === undefined && x.raw === y.value).matched,
    ...matchItems(pair.a.ordinals, left.b, (x, y) => y.unit === undefined && x.value === y.raw).matched,
    ...matchItems(pair.a.moments, pair.b.moments, isSameMoment).matched,
    ...matchItems(pair.a.ordinals, pair.b.ordinals, (x, y) => x.value === y.value).matched,
  ]
  for (const [x, y] of facts) {
    if (links.has(x) || links.has(y)) continue
    links.set(x, next)
    links.set(y, next)
    next++
  }
  pair.links.forEach(({ a, b }, index) => {
    for (const word of [pair.a.words[a], pair.b.words[b]]) if (word) links.set(word, index)
  })
  const opposite = new Set(
    pair.links.flatMap(({ relation }, index) => (relation === 'opposite' ? [index] : [])),
  )
  const list = (side: Side): Item[] => {
    const all: Raw[] = [
      ...side.words.map((word) => ({
        thing: word,
        text: word.text,
        at: word.at,
        to: word.at + 1,
        word,
        soft: word.optional,
      })),
      ...side.quantities.map((one) => ({
        thing: one,
        text: one.text,
        at: one.from,
        to: one.to,
        word: undefined,
        soft: one.soft,
      })),
      ...side.moments.map((one) => ({
        thing: one,
        text: one.text,
        at: one.from,
        to: one.to,
        word: undefined,
        soft: false,
      })),
      ...side.ordinals.map((one) => ({
        thing: one,
        text: one.text,
        at: one.at,
        to: one.at + 1,
        word: undefined,
        soft: true,
      })),
    ]
    return all
      .sort((x, y) => x.at - y.at)
      .map(({ thing, ...rest }, index) => {
        const link = links.get(thing) ?? -1
        const clause = side.clauses[rest.at] ?? 0
        return {
          ...rest,
          index,
          clause,
          sentence: side.tokens[rest.at]?.sentence ?? 0,
          link,
          opposite: opposite.has(link),
        }
      })
  }
  return { a: list(pair.a), b: list(pair.b) }
}

/** The share of one side's content that the other side has too; 1 for a side without content. */
export function shareOf(items: readonly Item[]): number {
  const counted = items.filter(({ word, link }) => link >= 0 || word?.optional !== true)
  return counted.length === 0 ? 1 : counted.filter(({ link }) => link >= 0).length / counted.length
}
