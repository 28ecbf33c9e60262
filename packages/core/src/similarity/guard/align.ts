import { lexicon } from './english/lexicon.js'
import type { Side, Word } from './side.js'

/** A word of one text and its counterpart in the other, as indexes of `words`. */
export interface Link {
  readonly a: number
  readonly b: number
  readonly relation: 'same' | 'alike' | 'opposite'
}

export interface Alignment {
  readonly links: readonly Link[]
  /** The link of each word. */
  readonly ofA: readonly (Link | undefined)[]
  readonly ofB: readonly (Link | undefined)[]
}

type Keys = (word: Word) => readonly string[]

/**
 * Finds for each word of one text its counterpart in the other: the same word, else another part of speech, else a word
 * of the same meaning, else its opposite. Each pass looks words up in a table, so that the time is linear.
 */
export function align(a: Side, b: Side, isEnglish: boolean): Alignment {
  const links: Link[] = []
  const ofA = new Array<Link | undefined>(a.words.length).fill(undefined)
  const ofB = new Array<Link | undefined>(b.words.length).fill(undefined)
  const pass = (relation: Link['relation'], keysA: Keys, keysB: Keys): void => {
    const places = new Map<string, number[]>()
    for (let at = b.words.length - 1; at >= 0; at--) {
      const word = b.words[at]
      if (word === undefined || ofB[at] !== undefined) continue
      for (const key of keysB(word)) {
        const list = places.get(key)
        if (list) list.push(at)
        else places.set(key, [at])
      }
    }
    a.words.forEach((word, at) => {
      if (ofA[at] !== undefined) return
      for (const key of keysA(word)) {
        const list = places.get(key)
        while (list?.length && ofB[list[list.length - 1] ?? 0] !== undefined) list.pop()
        const found = list?.pop()
        if (found === undefined) continue
        const link = { a: at, b: found, relation }
        links.push(link)
        ofA[at] = link
        ofB[found] = link
        return
      }
    })
  }
  pass('same', same, same)
  if (isEnglish) pass('same', related, related)
  pass('alike', listed, listed)
  pass('opposite', poles(0), poles(1))
  pass('opposite', bases, same)
  pass('opposite', same, bases)
  pass('alike', groups, groups)
  if (isEnglish) pass('opposite', opposites, related)
  pass('alike', ideograph, ideograph)
  return { links, ofA, ofB }
}

const same: Keys = (word) => [word.name === 'code' ? word.text.toLowerCase() : word.key]
const related: Keys = ({ key }) => [key, ...lexicon().family(key)]
/** Rows of a list that people wrote go before those of the lexicon. */
const listed: Keys = (word) => word.groups.filter((row) => row < 0).map(String)
const bases: Keys = ({ base }) => (base === undefined ? [] : [base])
const groups: Keys = (word) => word.groups.map(String)
/** `取得` and `取る`. */
const ideograph: Keys = ({ key }) => (/^\p{Script=Han}/u.test(key) ? [key.charAt(0)] : [])
const poles =
  (turn: 0 | 1): Keys =>
  ({ poles: all }) =>
    all.map(([row, side]) => `${row} ${turn === 0 ? side : 1 - side}`)
const opposites: Keys = (word) => {
  const all = related(word).flatMap((key) => lexicon().opposites(key))
  return [...all, ...all.flatMap((key) => lexicon().family(key))]
}
