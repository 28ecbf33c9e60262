import { expect, it } from 'vitest'
import { guardReport } from './report.js'

it('counts what is judged as the label says', () => {
  const approved = { recorded: 'The claim is approved.', kind: 'polarity' }
  expect(
    guardReport([
      { ...approved, replayed: 'The claim is rejected.', label: 'different' },
      { ...approved, replayed: 'The claim is rejected.', label: 'same' },
      { ...approved, replayed: 'We approved the claim.', label: 'same' },
    ]),
  ).toEqual([
    { kind: 'polarity', label: 'different', right: 1, all: 1 },
    { kind: 'polarity', label: 'same', right: 1, all: 2 },
  ])
})
