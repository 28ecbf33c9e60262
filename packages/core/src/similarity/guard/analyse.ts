import { bounded } from './bounded.js'
import { moments } from './facts/dates.js'
import { ordinals } from './facts/ordinals.js'
import { quantities } from './facts/quantities.js'
import { groupBy } from './group-by.js'
import { Reader } from './reader.js'
import type { Side } from './side.js'
import { tokens as readTokens } from './tokens.js'
import type { Lookup } from './words/lookup.js'

/**
 * Takes a text apart.
 *
 * @param words - the lists of the text's language; undefined where there are none.
 */
export function analyse(text: string, words: Lookup | undefined): Side {
  const all = readTokens(text, words?.vocabulary)
  const taken: boolean[] = new Array<boolean>(all.length).fill(false)
  const when = moments(all, taken, words)
  const orders = ordinals(all, taken, words)
  const amounts = quantities(all, taken, words)
  const read = new Reader(all, taken, words).read()
  const marks = bounded(read.marks, amounts)
  return {
    text,
    tokens: all,
    moments: when,
    quantities: amounts,
    ordinals: orders,
    ...read,
    marks,
    wordAt: new Map(read.words.map((word) => [word.at, word])),
    wordsIn: groupBy(read.words, ({ clause }) => clause),
    marksIn: groupBy(marks, ({ clause }) => clause),
    marksBefore: groupBy(marks, ({ to }) => to),
    marksAt: groupBy(marks, ({ at }) => at),
    starts: new Set(amounts.map(({ from }) => from)),
    digits: new Set(text.match(/\d+(?:[.,]\d+)*/g)?.flatMap((run) => [run, ...run.split(/[.,]/)])),
  }
}
