import { decision } from '@retrial/core/decision'

// With "types": ["jest", "@retrial/jest-preset"]: nothing of the preset is imported.

const triage = decision('triage', (ticket: { text: string }) => Promise.resolve(ticket.text))

test('where the matchers are', async () => {
  await expect(triage).toReplayMatching()
  await expect(() => triage({ text: '' })).not.toHaveNoDiffFrom('some/id')
  // @ts-expect-error an id is demanded
  await expect('some/id').toHaveNoDiffFrom()
  // @ts-expect-error there is no asymmetric form
  expect.not.toReplayMatching()
})
