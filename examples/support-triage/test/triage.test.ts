import { policy } from '@retrial/core'
import { triage } from '../src/triage'
import { tickets } from './tickets'

const steady = policy('triage stays steady')
  .exactMatch('output.label')
  .exactMatch('output.refund')
  .ignore('output.requestId')

test('every recorded triage still holds', async () => {
  await expect(triage).toReplayMatching(steady)
})

test('a gold customer keeps the refund', async () => {
  await expect('refunds/gold-customer').toReplayMatching(steady)
})

test('nothing at all changes for the angry customer', async () => {
  const ticket = tickets['refunds/angry-customer']
  await expect(() => triage(ticket)).toHaveNoDiffFrom('refunds/angry-customer')
})
