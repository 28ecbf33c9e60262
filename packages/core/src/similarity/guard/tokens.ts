/** One word, number or sign of a text. */
export interface Token {
  readonly text: string
  /** Lower case, without what marks a capital. */
  readonly lower: string
  readonly kind: 'word' | 'number' | 'code' | 'date' | 'time' | 'sign'
  /** Whether white space stands before it. */
  readonly spaced: boolean
  /** Counted from 0; a sentence ends at `.`, `!`, `?` and at a line's end. */
  readonly sentence: number
  /** Whether it is the first word of its sentence, where a capital means nothing. */
  readonly first: boolean
}

/** What is longer than this many characters has no words that a comparison could use. */
const LONGEST = 64

const PATTERN = new RegExp(
  [
    String.raw`(?<link>https?:\/\/[^\s<>"')\]]{1,400})`,
    String.raw`(?<mail>[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4})`,
    String.raw`(?<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?![\d\p{L}])|\d{1,2}\/\d{1,2}(?![\d\p{L}/]))`,
    String.raw`(?<time>\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2} ?[hH] ?\d{2}(?![\d\p{L}])|\d{1,2}h(?![\d\p{L}])(?= |$))`,
    String.raw`(?<code>(?<![\p{L}\d])[A-F][+-](?=[\s.,;:!?)]|$)|#?[A-Z][A-Za-z]{0,9}[-_/#]?\d[A-Za-z\d]*(?:[-_/.]\d[A-Za-z\d]*){0,6}|#\d+|v\d+(?:\.\d+){1,3}|\d+(?:\.\d+){2,5}|\d+[A-Za-z]{1,3}\d[A-Za-z\d]{0,40})`,
    String.raw`(?<currency>(?:US|HK|NZ|[RCA])\$)`,
    String.raw`(?<number>\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)`,
    String.raw`(?<word>[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*)`,
    String.raw`(?<line>\n+)`,
    String.raw`(?<sign>[^\s\p{L}\p{M}])`,
  ].join('|'),
  'gu',
)
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const ENDS = new Set(['.', '!', '?', '。', '！', '？', '…', '؟', '।', '\n'])
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'st',
  'vs',
  'approx',
  'dept',
  'e',
  'g',
  'i',
  'a',
  'p',
  'm',
  'u',
  's',
  'inc',
  'ltd',
  'z',
  'b',
  'd',
  'h',
  'max',
  'min',
  'temp',
  'no',
  'est',
  'qty',
  'appt',
  'tel',
  'ref',
  'fig',
  'art',
  'sec',
  'dest',
  'nr',
  'bzw',
  'ca',
  'av',
  'sra',
  'sr',
  'jan',
  'feb',
  'mar',
  'apr',
  'jun',
  'jul',
  'aug',
  'sep',
  'sept',
  'oct',
  'nov',
  'dec',
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'vol',
  'pp',
  'co',
  'corp',
  'ext',
  'incl',
  'excl',
])
const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The words, numbers and signs of a text, in their order; takes time in proportion to it.
 *
 * @param vocabulary - for a language without spaces: what is a word. Default: what `Intl.Segmenter` takes for one.
 */
export function tokens(text: string, vocabulary?: ReadonlySet<string>): Token[] {
  const found: Token[] = []
  let sentence = 0
  let first = true
  let end = 0
  const add = (part: string, kind: Token['kind'], spaced: boolean): void => {
    found.push({
      text: part,
      lower: part.toLowerCase(),
      kind,
      spaced,
      sentence,
      first: first && kind === 'word',
    })
    if (kind !== 'sign') first = false
  }
  for (const match of readable(text).matchAll(PATTERN)) {
    const [part] = match
    const spaced = match.index > end
    // `follow-up` is two words.
    if (
      part === '-' &&
      !spaced &&
      found.at(-1)?.kind === 'word' &&
      /^\p{L}/u.test(match.input.slice(match.index + 1, match.index + 3))
    ) {
      end = match.index + 1
      continue
    }
    end = match.index + part.length
    const kind = match.groups?.['word'] === undefined ? kindOf(match.groups) : 'word'
    if (kind === 'word')
      for (const [at, word] of words(part, vocabulary).entries()) add(word, 'word', spaced && at === 0)
    else if (kind === 'link' || kind === 'mail') add(part.replace(/[.,;:!?]+$/, ''), 'code', spaced)
    else if (kind === 'currency') add(part, 'sign', spaced)
    else if (kind !== 'line') add(part, kind as Token['kind'], spaced)
    const sign = kind === 'line' ? '\n' : part
    if (ENDS.has(sign) && !(sign === '.' && TITLES.has(found.at(-2)?.lower ?? ''))) {
      sentence++
      first = true
    }
  }
  return found
}

const KINDS = ['sign', 'number', 'code', 'date', 'time', 'line', 'link', 'mail', 'currency']

const kindOf = (groups: Record<string, string | undefined> = {}): string =>
  KINDS.find((kind) => groups[kind] !== undefined) ?? 'sign'

function readable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
}

const CONTRACTED: Readonly<Record<string, readonly string[]>> = {
  "can't": ['can', 'not'],
  cannot: ['can', 'not'],
  "won't": ['will', 'not'],
  "shan't": ['shall', 'not'],
  "let's": ['let', 'us'],
  "o'clock": ["o'clock"],
}

const FULL: Readonly<Record<string, string>> = { ll: 'will', m: 'am', re: 'are', ve: 'have' }

function words(part: string, vocabulary: ReadonlySet<string> | undefined): string[] {
  const lower = part.toLowerCase()
  const contracted = CONTRACTED[lower]
  if (contracted) return [...contracted]
  if (part.length > LONGEST && !UNSPACED.test(part)) return [part.slice(0, LONGEST)]
  if (UNSPACED.test(part)) return vocabulary ? longestWords(part, vocabulary) : segments(part)
  if (lower.endsWith("n't")) return [part.slice(0, -3), 'not']
  const [head = '', ...rest] = part.split("'")
  if (rest.length === 0) return [part]
  // `s'il` is `si il`.
  if (head.toLowerCase() === 's' && /^ils?$/.test(rest[0] ?? '')) return ['si', ...rest]
  // `it's`, `we'll` and `John's`, but `l'accord` and `qu'il`.
  if (head.length <= 2 && !/^(?:s|t|re|ve|ll|d|m)$/i.test(rest[0] ?? '')) return [head, ...rest]
  const full = FULL[rest[0] ?? '']
  return full === undefined ? [head] : [head, full]
}

const RUN =
  /\p{Script=Han}+|\p{Script=Hiragana}+|[\p{Script=Katakana}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/uy
const LONGEST_PHRASE = 12

/** At each place the longest word of the vocabulary; what lies between is parted where the script changes. */
function longestWords(part: string, vocabulary: ReadonlySet<string>): string[] {
  const found: string[] = []
  let rest = ''
  const flush = (): void => {
    RUN.lastIndex = 0
    for (let match = RUN.exec(rest); match; match = RUN.exec(rest)) found.push(match[0])
    rest = ''
  }
  for (let at = 0; at < part.length;) {
    let length = Math.min(LONGEST_PHRASE, part.length - at)
    while (length > 0 && !vocabulary.has(part.slice(at, at + length))) length--
    if (length === 0) rest += part.charAt(at++)
    else {
      flush()
      found.push(part.slice(at, at + length))
      at += length
    }
  }
  flush()
  return found
}

/** Scripts that put no space between words. */
function segments(part: string): string[] {
  const language = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(part) ? 'ja' : 'zh'
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, segmenter)
  const found: string[] = []
  // The segmenter slows down on runs that never end.
  for (let at = 0; at < part.length; at += 500) {
    for (const { segment } of segmenter.segment(part.slice(at, at + 500))) found.push(segment)
  }
  return found
}
