import type { WordList } from './word-list.js'

/** Words of a user: any part of a list, for a language that is known or a new one. */
export type MoreWords = Partial<WordList> & Pick<WordList, 'language'>

const SPACED = ['common', 'joins', 'talk', 'negative', 'negativeAtTimes'] as const
const BARRED = ['filler', 'courtesy', 'numbers', 'ordinals', 'months', 'units'] as const
const ROWS = ['alike', 'opposite', 'exclusive'] as const
const NONE: WordList = {
  ...{
    language: '',
    common: '',
    joins: '',
    filler: '',
    courtesy: '',
    talk: '',
    marks: {},
    alike: [],
    opposite: [],
  },
  ...{ exclusive: [], negative: '', numbers: '', ordinals: '', months: '', units: '' },
}
const merged = new WeakMap<readonly MoreWords[], readonly WordList[]>()

/**
 * The lists of the guard with those of a user: what has the language of a list is added to it, and the rest stands
 * before them. Made once for each array that is given.
 */
export function mergeWordLists(lists: readonly WordList[], more: readonly MoreWords[]): readonly WordList[] {
  const found = merged.get(more) ?? mergeAll(lists, more)
  merged.set(more, found)
  return found
}

function mergeAll(lists: readonly WordList[], more: readonly MoreWords[]): readonly WordList[] {
  const of = (language: string): readonly MoreWords[] => more.filter((one) => one.language === language)
  const known = new Set(lists.map(({ language }) => language))
  const added = [...new Set(more.map(({ language }) => language))].filter((language) => !known.has(language))
  return [
    ...added.map((language) => of(language).reduce<WordList>(merge, { ...NONE, language })),
    ...lists.map((list) => of(list.language).reduce<WordList>(merge, list)),
  ]
}

function merge(list: WordList, more: MoreWords): WordList {
  const join = (keys: readonly ((typeof SPACED)[number] | (typeof BARRED)[number])[], sign: string) =>
    Object.fromEntries(keys.map((key) => [key, [list[key], more[key]].filter(Boolean).join(sign)]))
  const marks = [...Object.entries(list.marks), ...Object.entries(more.marks ?? {})]
  return {
    ...list,
    ...more,
    ...join(SPACED, ' '),
    ...join(BARRED, '|'),
    ...Object.fromEntries(ROWS.map((key) => [key, [...list[key], ...(more[key] ?? [])]])),
    marks: marks.reduce<Record<string, string>>(
      (all, [kind, text]) => ({ ...all, [kind]: [all[kind], text].filter(Boolean).join('|') }),
      {},
    ),
  }
}
