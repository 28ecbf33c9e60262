import type { Side } from '../side.js'

const SKIPPED = new Set(
  'the a an this that these those its their his her our your my der die das den dem des ein eine einen le la les l un une el los las o os as um uma'.split(
    ' ',
  ),
)
const FORMS: Readonly<Record<string, string>> = {
  со: 'с',
  во: 'в',
  ко: 'к',
  zum: 'zu',
  zur: 'zu',
  vom: 'von',
  au: 'à',
  aux: 'à',
  du: 'de',
  des: 'de',
  al: 'a',
  del: 'de',
  do: 'de',
  da: 'de',
}

export const isArticle = (lower: string): boolean => SKIPPED.has(lower)

/** The `a` of `a la directora` is a preposition. */
function isSkipped({ tokens }: Side, at: number): boolean {
  const lower = tokens[at]?.lower ?? ''
  return (
    SKIPPED.has(lower) && !(lower === 'a' && /^(?:el|la|los|las|un|una)$/.test(tokens[at + 1]?.lower ?? ''))
  )
}

/** The nearest word on one side that is no article. */
export function near(side: Side, from: number, step: 1 | -1): string {
  const token = side.tokens[nextTo(side, from, step)]
  if (token === undefined || token.sentence !== side.tokens[from]?.sentence || /^[.!?,;]$/.test(token.text))
    return '|'
  return FORMS[token.lower] ?? token.lower
}

/** The same for two texts whose words are counterparts already: nothing where it has content. */
export function nearWithout(side: Side, from: number, step: 1 | -1): string {
  return side.wordAt.has(nextTo(side, from, step)) ? '' : near(side, from, step)
}

function nextTo(side: Side, from: number, step: 1 | -1): number {
  let at = from + step
  while (isSkipped(side, at)) at += step
  return at
}
