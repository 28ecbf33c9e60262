import { policy, type ReplayPolicy } from '@retrial/core'
import { decision } from '@retrial/core/decision'
import { expect } from 'vitest'

interface Triage {
  label: 'refund' | 'other'
  urgent?: boolean
  at: Date
  lines: { price: number; 'odd.key': string }[]
  scores: Record<string, number>
  raw: unknown
  nested: { one: { two: { three: { four: { five: { six: number } } } } } }
}
const triage = decision('triage', (text: string) => Promise.resolve({ label: text } as unknown as Triage))

// Any text where nothing is known.
const plain: ReplayPolicy = policy('plain').exactMatch('output.anything').ignore('any[0].thing')

const known = policy<typeof triage>('known')
  .exactMatch('output')
  .exactMatch('output.label')
  .exactMatch('output.urgent')
  .exactMatch('output.at')
  .withinRange('output.lines[0].price', { delta: 1 })
  .maxIncreasePercent('output.lines[*].price', 10)
  .exactMatch("output.lines[*]['odd.key']")
  .ignore('output.scores.of-anything')
  .ignore('output.raw.of.anything[0]')
  .ignore('output.nested.one.two.three.four.five.six')
  .maxIncreasePercent('usage.totalTokens', 10)
  .maxIncreasePercent('executionTimeMs', 10)
  .exactMatch('modelParameters.parameters.temperature')
  .exactMatch('inputs.input.text')
  .exactMatch('outputs.result')
  .exactMatch('error.name')
  .forTags({ team: 'refunds' }, (rules) => rules.ignore('output.label'))
  .extend(plain)
  .only()

await expect(triage).toReplayMatching(known)
await expect(triage).toReplayMatching(policy<Triage>('of a value').exactMatch('output.label'))

// @ts-expect-error no such field
policy<typeof triage>('wrong').exactMatch('output.lable')
// @ts-expect-error no such field in a list
policy<typeof triage>('wrong').exactMatch('output.lines[0].prize')
// @ts-expect-error a date has no fields
policy<typeof triage>('wrong').exactMatch('output.at.year')
// @ts-expect-error nothing of the kind is recorded
policy<typeof triage>('wrong').exactMatch('label')
// @ts-expect-error no such field, further on in a chain
policy<typeof triage>('wrong').exactMatch('output.label').ignore('output.lable')
