/**
 * What a phrase does to the words around it.
 *
 * `not` turns the next word into its opposite. `must`, `should`, `may`, `might`, `will`: how binding. `all`, `most`,
 * `some`, `few`: how many. `only`, `except`, `if`, `until`, `before`, `after`, `temporary`, `permanent`: under which
 * terms. `least`, `limit`, `over`, `under`, `about`: what a number means. `often`, `seldom`, `always`: how frequent.
 */
export type Mark =
  | 'not'
  | 'must'
  | 'should'
  | 'may'
  | 'might'
  | 'will'
  | 'all'
  | 'most'
  | 'some'
  | 'few'
  | 'only'
  | 'except'
  | 'if'
  | 'when'
  | 'until'
  | 'before'
  | 'after'
  | 'notbefore'
  | 'least'
  | 'limit'
  | 'within'
  | 'over'
  | 'under'
  | 'about'
  | 'always'
  | 'often'
  | 'seldom'
  | 'up'
  | 'down'
  | 'refusal'

/**
 * What the guard knows of one language. In every text `|` parts phrases. A phrase is words with spaces between them; a
 * word that ends in `*` stands for all that begin so. Where the language has a stemmer (English), forms are found
 * without a star, and `=` before a word asks for that form. `^` before a phrase: only at the head of a clause.
 */
export interface WordList {
  /** Such as `en`. */
  readonly language: string
  /** Words without content of their own, with spaces between them. By these the language is recognised. */
  readonly common: string
  /** Words that begin another clause, so that a `not` before them does not reach over them. */
  readonly joins: string
  /** Phrases that change nothing, such as `please` and `we are happy to inform you that`. */
  readonly filler: string
  /** Phrases that make all of their sentence a courtesy, so that it may be missing. */
  readonly courtesy: string
  /** Words of conversation that decide nothing: a sentence made of them may be missing. */
  readonly talk: string
  /** Phrases by what they do: the key is one mark or several with spaces, and `''` for those that do nothing. */
  readonly marks: Readonly<Record<string, string>>
  /** Each row: phrases of the same meaning. */
  readonly alike: readonly string[]
  /** Each row: two sides with ` / ` between them; any phrase of one side contradicts any of the other. */
  readonly opposite: readonly string[]
  /** Each row: phrases of which only one can be true, such as the days of the week, synonyms joined by `=`. */
  readonly exclusive: readonly string[]
  /** Words that say no without a `not`, such as `deny` and `lack`: put in, they turn a sentence into its opposite. */
  readonly negative: string
  /** Words that may stand where the other text has a `not`, such as `remain` for `not yet`. */
  readonly negativeAtTimes?: string
  /** Number words, `word=value`. Those of 100 and more multiply. */
  readonly numbers: string
  /** Ordinals, `word=value`. */
  readonly ordinals: string
  /** The twelve months, synonyms joined by `=`. */
  readonly months: string
  /** Units that are not written alike everywhere: `day=Tag*`. */
  readonly units: string
  /** True where several negatives of one clause are one, as in Spanish: `no vi nada`. */
  readonly concord?: boolean
  /** Letters by which forms of one word are taken for equal; the whole word where it is left out. */
  readonly stemLength?: number
  /** True where no spaces stand between words: then the phrases of these lists tell words apart. */
  readonly unspaced?: boolean
  /** True where a comma is the decimal point. */
  readonly decimalComma?: boolean
}
