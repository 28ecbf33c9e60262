import { judgePairs, type Verdicts, type Way } from './judge-pairs.js'
import { pairsOf, type LabelledPair } from './pairs.js'

const WAYS: readonly Way[] = [
  { name: 'lexical', scorer: 'lexical', guard: false },
  { name: 'local', scorer: 'local', guard: false },
  { name: 'lexical + guard', scorer: 'lexical', guard: true },
  { name: 'local + guard', scorer: 'local', guard: true },
]

const [half = 'test', ...options] = process.argv.slice(2)
const pairs = pairsOf(half)
const verdicts = await judgePairs(pairs, WAYS)
table('different', 'Must fail: share caught', (passes) => !passes)
table('same', 'Must pass: share passed', (passes) => passes)
if (options.includes('--wrong')) for (const pair of pairs) printIfWrong(pair)

function table(label: LabelledPair['label'], title: string, isRight: (passes: boolean) => boolean): void {
  const labelled = pairs.filter((pair) => pair.label === label)
  const kinds = [...new Set(labelled.map(({ kind }) => kind))].sort()
  console.log(`\n${title.padEnd(28)}${['n', ...WAYS.map(({ name }) => name)].map(cell).join('')}`)
  for (const kind of kinds)
    row(
      kind,
      labelled.filter((pair) => pair.kind === kind),
    )
  row('all', labelled)

  function row(name: string, of: readonly LabelledPair[]): void {
    const shares = verdicts.map((passed) => share(of, passed, isRight))
    console.log(`  ${name.padEnd(26)}${[String(of.length), ...shares].map(cell).join('')}`)
  }
}

function share(of: readonly LabelledPair[], passed: Verdicts, isRight: (passes: boolean) => boolean): string {
  const right = of.filter((pair) => isRight(passed.get(pair) ?? false)).length
  return `${((100 * right) / of.length).toFixed(0)} %`
}

function cell(text: string): string {
  return text.padStart(17)
}

/** By the last way. */
function printIfWrong(pair: LabelledPair): void {
  const passes = verdicts.at(-1)?.get(pair)
  if (passes === (pair.label === 'same')) return
  console.log(`\n${pair.id} ${pair.kind}, ${pair.label}`)
  for (const side of [pair.recorded, pair.replayed]) console.log(`  ${JSON.stringify(side)}`)
}
