import { baselineIds, decisions, policy } from '@retrial/core'
import { decision } from '@retrial/core/decision'

// With "types": ["vitest/globals", "@retrial/vitest-plugin"]: nothing of the runner is imported.

const triage = decision('triage', (ticket: { text: string }) => Promise.resolve(ticket.text))
const steady = policy('steady').exactMatch('output.label')

test('where the matchers are', async () => {
  await expect(triage).toReplayMatching()
  await expect(triage).toReplayMatching(steady, { mode: 'strict', timeoutMs: 1000 })
  await expect(triage).toReplayMatching(steady, { trials: 5, pass: 'majority' })
  await expect(triage).toReplayMatching(steady, { effects: 'live', trials: 5, pass: { rate: 0.8 } })
  await expect(triage).toReplayMatching(steady, { signal: new AbortController().signal })
  await expect([triage, 'some/id', decisions({ tags: { team: 'refunds' } })]).toReplayMatching(steady)
  await expect(() => triage({ text: '' })).toHaveNoDiffFrom('some/id', { tags: { team: 'refunds' } })
  await expect({ id: 1 }).toHaveNoDiffFrom('some/id', { properties: { id: expect.any(Number), n: [1] } })
  await expect('some/id').not.toReplayMatching(steady)
  await expect(Promise.resolve('some/id')).resolves.toReplayMatching(steady)
  await expect.soft('some/id').toReplayMatching(steady)
  await expect.soft('some/id').not.toHaveNoDiffFrom('other/id')
  await expect.poll(() => 'some/id').toReplayMatching(steady)
})

test.concurrent('on the expect of a test', async ({ expect: local }) => {
  await local('some/id').toReplayMatching(steady)
})

test.each(baselineIds(triage))('%s', (id) => expect(id).toReplayMatching(steady))

test('what does not type-check', async () => {
  const returned: Promise<void> = expect('some/id').toReplayMatching()
  await returned
  // @ts-expect-error an id is demanded
  await expect('some/id').toHaveNoDiffFrom()
  // @ts-expect-error no such mode
  await expect('some/id').toReplayMatching(steady, { mode: 'loose' })
  // @ts-expect-error no such rule
  await expect('some/id').toReplayMatching(steady, { trials: 5, pass: 'most' })
  // @ts-expect-error a call is made once
  await expect(() => triage({ text: '' })).toHaveNoDiffFrom('some/id', { trials: 5 })
  // @ts-expect-error properties are members by their names
  await expect({ id: 1 }).toHaveNoDiffFrom('some/id', { properties: 'id' })
  // @ts-expect-error a policy comes first
  await expect('some/id').toReplayMatching({ mode: 'strict' })
  // @ts-expect-error the matchers are asynchronous: there is no asymmetric form
  expect.toReplayMatching(steady)
  // @ts-expect-error there is no asymmetric form
  expect.not.toReplayMatching(steady)
  // @ts-expect-error there is no asymmetric form
  expect.toHaveNoDiffFrom('some/id')
  // @ts-expect-error there is no asymmetric form
  expect.not.toHaveNoDiffFrom('some/id')
})
