import { readFileSync } from 'node:fs'

/** Two sentences, and what people said of them. */
export interface PublicPair {
  readonly id: string
  readonly recorded: string
  readonly replayed: string
  /** How alike people found them: 1 to 5 in SICK, 0 to 5 in STS-B. */
  readonly score: number
  /** What people said of one given the other, where the set tells: `NEUTRAL`, `CONTRADICTION`, `ENTAILMENT, both ways` … */
  readonly entailment: string | undefined
}

/** Which column of a line holds what. */
interface Columns {
  readonly id?: number
  readonly recorded: number
  readonly replayed: number
  readonly score: number
  readonly judgment?: number
  readonly forth?: number
  readonly back?: number
}

/** `sts-test.csv` has no header: genre, file, year, id, score, and the sentences. */
const STS: Columns = { score: 4, recorded: 5, replayed: 6 }

/**
 * The pairs of a public set: SICK (`SICK.txt`), STS-B (`sts-test.csv`), or STS-B as GLUE has it (`dev.tsv`). Tabs part the
 * columns whatever the name ends in, and quotes are letters like others.
 *
 * @throws Error where a file is none of these, or a line has no score or lacks a sentence.
 */
export function publicPairsOf(path: string): PublicPair[] {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const cells = lines.map((line) => line.split('\t'))
  const named = byHeader(cells[0] ?? [])
  const columns = named ?? STS
  return cells.flatMap((row, index) => {
    const isNone = (named !== undefined && index === 0) || lines[index] === ''
    return isNone ? [] : [pairOf(row, columns, `${path}, line ${index + 1}`, String(index + 1))]
  })
}

function byHeader(header: readonly string[]): Columns | undefined {
  const at = (name: string) => header.indexOf(name)
  if (at('sentence_A') >= 0)
    return {
      id: at('pair_ID'),
      recorded: at('sentence_A'),
      replayed: at('sentence_B'),
      score: at('relatedness_score'),
      // The set of the shared task has one name for it, the later one another.
      judgment: Math.max(at('entailment_judgment'), at('entailment_label')),
      forth: at('entailment_AB'),
      back: at('entailment_BA'),
    }
  return at('sentence1') < 0
    ? undefined
    : { recorded: at('sentence1'), replayed: at('sentence2'), score: at('score') }
}

function pairOf(row: readonly string[], columns: Columns, where: string, line: string): PublicPair {
  const cell = (column = -1): string => row[column]?.trim() ?? ''
  const [recorded, replayed, score] = [cell(columns.recorded), cell(columns.replayed), cell(columns.score)]
  if (recorded === '' || replayed === '' || score === '' || !Number.isFinite(Number(score)))
    throw new Error(
      `${where}: no two sentences and a score. SICK.txt, sts-test.csv and the dev.tsv of GLUE can be read, with all their columns.`,
    )
  return {
    id: cell(columns.id) || line,
    recorded,
    replayed,
    score: Number(score),
    entailment: entailmentOf(
      cell(columns.judgment),
      [columns.forth, columns.back].map((column) => cell(column)),
    ),
  }
}

/** SICK tells in two columns of their own whether `A_entails_B` and `B_entails_A`. */
function entailmentOf(judgment: string, ways: readonly string[]): string | undefined {
  if (judgment === '') return undefined
  if (judgment !== 'ENTAILMENT' || ways.includes('')) return judgment
  return ways.every((way) => /^[AB]_entails_[AB]$/.test(way))
    ? `${judgment}, both ways`
    : `${judgment}, one way`
}
