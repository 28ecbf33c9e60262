import { judgePairs, WAYS, type Judgements } from './judge-pairs.js'
import { pairsOf, type LabelledPair } from './pairs.js'
import { printRow } from './print-row.js'

/**
 * Prints which share of a set of labelled pairs each way of comparing judges rightly, kind by kind.
 *
 * @param listWrong - also lists the pairs that the last way, the default, judges wrongly.
 */
export async function byKind(set: string, { listWrong = false } = {}): Promise<void> {
  const pairs = pairsOf(set)
  const judgements = await judgePairs(pairs, WAYS)
  table('different', 'Must fail: share caught')
  table('same', 'Must pass: share passed')
  if (listWrong) for (const pair of pairs) printIfWrong(pair, judgements.at(-1))

  function table(label: LabelledPair['label'], title: string): void {
    const labelled = pairs.filter((pair) => pair.label === label)
    console.log()
    printRow(title, ['n', ...WAYS.map(({ name }) => name)])
    for (const kind of [...new Set(labelled.map((pair) => pair.kind))].sort())
      row(
        kind,
        labelled.filter((pair) => pair.kind === kind),
      )
    row('all', labelled)
  }

  function row(name: string, of: readonly LabelledPair[]): void {
    const shares = judgements.map((judged) => of.filter((pair) => isRight(pair, judged)).length / of.length)
    printRow(`  ${name}`, [of.length, ...shares.map((share) => `${(100 * share).toFixed(0)} %`)])
  }
}

function isRight(pair: LabelledPair, judged: Judgements<LabelledPair> | undefined): boolean {
  return judged?.get(pair)?.passes === (pair.label === 'same')
}

function printIfWrong(pair: LabelledPair, judged: Judgements<LabelledPair> | undefined): void {
  if (isRight(pair, judged)) return
  console.log(`\n${pair.id} ${pair.kind}, ${pair.label}`)
  for (const side of [pair.recorded, pair.replayed]) console.log(`  ${JSON.stringify(side)}`)
}
