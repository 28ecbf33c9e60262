import { judgePairs, WAYS, type Way } from './judge-pairs.js'
import { printRow } from './print-row.js'
import type { PublicPair } from './public-pairs.js'
import { rankCorrelation } from './rank-correlation.js'

/**
 * Prints how scores and verdicts go with what people said: for each scorer the rank correlation of its scores with
 * theirs, and for each kind of entailment the share that passes with the guard.
 */
export async function byPeople(pairs: readonly PublicPair[], ways: readonly Way[] = WAYS): Promise<void> {
  const judgements = await judgePairs(pairs, ways)
  console.log()
  printRow(`${pairs.length} pairs`, ['correlation', 'by another'])
  for (const [index, { name, scorer, guard }] of ways.entries()) {
    if (guard) continue
    const judged = pairs.map((pair) => judgements[index]?.get(pair))
    const correlation = rankCorrelation(
      judged.map((judgement) => judgement?.score ?? 0),
      pairs.map(({ score }) => score),
    )
    const others = judged.filter((judgement) => judgement && isAnother(judgement.scorer, scorer))
    printRow(`  ${name}`, [correlation.toFixed(3), others.length])
  }

  const kinds = [...new Set(pairs.map(({ entailment }) => entailment ?? ''))].sort()
  console.log()
  printRow('Share that passes', ['n', ...ways.map(({ name }) => name)])
  for (const kind of kinds) {
    const of = pairs.filter(({ entailment = '' }) => entailment === kind)
    const shares = judgements.map(
      (judged) => of.filter((pair) => judged.get(pair)?.passes).length / of.length,
    )
    printRow(`  ${kind || 'all'}`, [of.length, ...shares.map((share) => `${(100 * share).toFixed(0)} %`)])
  }
}

/** What the local scorer cannot read, the lexical one judges. */
function isAnother(scorer: string, asked: Way['scorer']): boolean {
  return asked === 'local' && scorer.startsWith('lexical')
}
