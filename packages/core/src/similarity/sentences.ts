const LINE_END = /\r\n?|[\n\u2028\u2029]/
/** What makes a line a quotation, a heading or an item, and says nothing. */
const MARKUP = /^(?:>\s?|#{1,6}\s+|[-*+•‣◦–—]\s+)+/u
/** The number of an item says where it stands: it belongs to the text. */
const NUMBER = /^\(?\d{1,4}[.)]\s+/
/** A line that goes on with a small letter goes on with the sentence: the text was wrapped. */
const GOES_ON = /^\p{Ll}/u
/** Ends a piece after which the sentence goes on. */
const ABBREVIATION =
  /(?:^|[\s(])(?:(?:\p{L}\.)*\p{L}|Dr|Mrs?|Ms|Prof|St|No|Nr|vs|etc|cf|ca|approx|Inc|Ltd|Corp|bzw|ggf|inkl|Abs|Art|Fig|Mme|Mlle|Sr|Sra)\.$/u
/** Longer than any abbreviation: the rest of a long piece need not be looked at. */
const ENDING = 12

/** Where a long text can be cut for the segmenter, whose time grows with the square of the length. */
const CUT = /\p{Sentence_Terminal}(?:["'\p{Pe}\p{Pf}]*\s|(?<=[^\0-\x7f]))/gu
/** Characters that a cut is looked for after. */
const CHUNK = 500
/** Of so many without a place to cut, the segmenter is not asked. */
const LONGEST = 5_000

let segmenter: Intl.Segmenter | undefined

/** The sentences of a text, less the marks of lists, quotations and headings. In linear time. */
export function sentencesOf(text: string): string[] {
  return blocksOf(text).flatMap((block) => {
    const number = NUMBER.exec(block)?.[0] ?? ''
    const [first = '', ...more] = split(block.slice(number.length))
    return [`${number}${first}`.trim(), ...more].filter((sentence) => sentence !== '')
  })
}

/** Lines, and what was one before it was wrapped. */
function blocksOf(text: string): string[] {
  const blocks: string[][] = []
  let isOpen = false
  for (const written of text.split(LINE_END)) {
    const line = written.trim()
    const open = blocks.at(-1)
    if (isOpen && open !== undefined && GOES_ON.test(line)) open.push(line)
    else if (line !== '') blocks.push([line.replace(MARKUP, '')])
    isOpen = line !== ''
  }
  return blocks.map((lines) => lines.join(' '))
}

function split(block: string): string[] {
  const sentences: string[][] = []
  let goesOn = false
  for (const piece of chunksOf(block).flatMap(piecesOf)) {
    if (goesOn) sentences.at(-1)?.push(piece)
    else sentences.push([piece])
    goesOn = ABBREVIATION.test(piece.slice(-ENDING))
  }
  return sentences.map((pieces) => pieces.join(' '))
}

function chunksOf(block: string): string[] {
  const chunks: string[] = []
  const cut = new RegExp(CUT)
  let start = 0
  while (block.length - start > CHUNK) {
    cut.lastIndex = start + CHUNK
    if (cut.exec(block) === null) break
    chunks.push(block.slice(start, cut.lastIndex))
    start = cut.lastIndex
  }
  return [...chunks, block.slice(start)]
}

function piecesOf(chunk: string): string[] {
  if (chunk.length > LONGEST) return [chunk.trim()]
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' })
  return Array.from(segmenter.segment(chunk), ({ segment }) => segment.trim()).filter((piece) => piece !== '')
}
