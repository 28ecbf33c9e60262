import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { existsSync, readFileSync } from '../../../kept-fs.js'

/** What WordNet says of English words, by their stems. */
export interface Lexicon {
  /** Groups of words that mean the same or nearly so. */
  groups(stem: string): readonly number[]
  /** The stems of one word's other parts of speech, such as `applic` for `appli`. */
  family(stem: string): readonly string[]
  opposites(stem: string): readonly string[]
  has(stem: string): boolean
  /** Whether it is a verb mostly. */
  isVerb(stem: string): boolean
}

const NONE: readonly never[] = []
const PREFIX = /^(?:un|non)(?=[a-z]{4})/
let loaded: Lexicon | undefined

/** Read from the package's `data` folder at the first use, and kept: some 10 ms and 4 MB. */
export function lexicon(): Lexicon {
  return (loaded ??= parse(readFileSync(dataFile('english.txt'), 'utf8')))
}

/** The folder lies beside `dist` and beside `src`. */
function dataFile(name: string): string {
  // In a CommonJS build this is a path, not a URL.
  const here = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : import.meta.url
  let folder = dirname(here)
  for (;;) {
    const file = join(folder, 'data', name)
    if (existsSync(file) || dirname(folder) === folder) return file
    folder = dirname(folder)
  }
}

function parse(text: string): Lexicon {
  const groups = new Map<string, number[]>()
  const family = new Map<string, string[]>()
  const opposites = new Map<string, string[]>()
  const add = <Value>(map: Map<string, Value[]>, key: string, value: Value): void => {
    const list = map.get(key)
    if (list) list.push(value)
    else map.set(key, [value])
  }
  const verbs = new Set<string>()
  let section = ''
  text.split('\n').forEach((line, row) => {
    if (line.startsWith('[')) section = line
    if (line === '' || /^[[#]/.test(line)) return
    const stems = line.split(' ')
    if (section === '[same]' || section === '[near]') for (const one of stems) add(groups, one, row)
    const [a = '', b = ''] = stems
    if (section === '[verb]') verbs.add(stems[0] ?? '')
    if (section === '[family]') for (const [x, y] of both(a, b)) add(family, x, y)
    if (section === '[opposite]' || section === '[prefixed]')
      for (const [x, y] of both(a, b)) add(opposites, x, y)
  })
  const has = (word: string): boolean => groups.has(word) || family.has(word) || opposites.has(word)
  return {
    has,
    isVerb: (word) => verbs.has(word),
    groups: (word) => groups.get(word) ?? NONE,
    family: (word) => family.get(word) ?? NONE,
    opposites(word) {
      const listed = opposites.get(word) ?? NONE
      const base = PREFIX.test(word) ? word.replace(PREFIX, '') : undefined
      return base !== undefined && (has(base) || has(`${base}e`)) ? [...listed, base] : listed
    },
  }
}

const both = (a: string, b: string): [string, string][] => [
  [a, b],
  [b, a],
]
