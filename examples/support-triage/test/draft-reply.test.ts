import { policy } from '@retrial/core'
import { draftReply } from '../src/draft-reply'
import { tickets } from './tickets'

const sameReply = policy('the reply stays as it was')
  .exactMatch('output.reply')
  .exactMatch('output.stopReason')

test('every recorded reply still holds', async () => {
  await expect(draftReply).toReplayMatching(sameReply)
})

test('nothing at all changes for the angry customer', async () => {
  const ticket = tickets['refunds/angry-customer']
  const refund = { decision: 'approved', amount: ticket.orderTotal } as const
  await expect(() => draftReply(ticket, refund)).toHaveNoDiffFrom('replies/angry-customer')
})
