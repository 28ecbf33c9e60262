import { english } from './english.js'
import { french } from './french.js'
import { german } from './german.js'
import { japanese } from './japanese.js'
import { portuguese } from './portuguese.js'
import { russian } from './russian.js'
import { spanish } from './spanish.js'
import type { WordList } from './word-list.js'

/** The languages that the guard knows. Where a text fits several, the earlier wins. */
export const wordLists: readonly WordList[] = [
  english,
  german,
  french,
  spanish,
  portuguese,
  russian,
  japanese,
]

export type { WordList } from './word-list.js'
