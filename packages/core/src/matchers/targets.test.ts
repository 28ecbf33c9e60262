import { describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { openStore } from '../store/open-store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { decisions } from './decisions.js'
import { isSnapshot, replayTargets } from './targets.js'

const triage = decision('targets triage', (text: string) => text)

async function storeOf(...ids: string[]) {
  const store = await openStore('memory:')
  await store.saveMany(ids.map((id) => sampleSnapshot(id, { functionName: id.split('/')[0]! })))
  return store
}

describe('replayTargets', () => {
  test('an id stands for itself, recorded or not', async () => {
    expect(await replayTargets('no/such', await storeOf())).toEqual(['no/such'])
  })

  test('a snapshot stands for itself, stored or not', async () => {
    const snapshot = sampleSnapshot('elsewhere/1')

    expect(await replayTargets(snapshot, await storeOf())).toEqual([snapshot])
  })

  test('a decision stands for every recording of it, and of no other', async () => {
    const store = await openStore('memory:')
    const ids = { 'a/1': 'targets triage', 'b/1': 'targets', 'c/1': 'targets triage' }
    for (const [id, functionName] of Object.entries(ids))
      await store.save(sampleSnapshot(id, { functionName }))
    const found = await replayTargets(triage, store)

    expect(found.map((target) => isSnapshot(target) && target.id)).toEqual(['a/1', 'c/1'])
  })

  test('a query stands for what it finds', async () => {
    const store = await storeOf('refunds/1', 'bugs/1', 'bugs/2')
    const found = await replayTargets(decisions({ functionName: 'bugs' }), store)

    expect(found.map((target) => isSnapshot(target) && target.id)).toEqual(['bugs/1', 'bugs/2'])
    expect(await replayTargets(decisions(), store)).toHaveLength(3)
  })

  test('a list stands for all that its items stand for, in their order', async () => {
    const store = await storeOf('refunds/1', 'bugs/1')
    const found = await replayTargets(['z', [decisions(), 'a'], decisions({ functionName: 'bugs' })], store)

    expect(found.map((target) => (isSnapshot(target) ? target.id : target))).toEqual([
      'z',
      'bugs/1',
      'refunds/1',
      'a',
      'bugs/1',
    ])
    expect(await replayTargets([], store)).toEqual([])
  })

  test.each<[string, unknown[], string]>([
    ['a decision', ['bugs/1', triage], 'No call of the decision "targets triage" is recorded'],
    ['a query', [decisions({ functionName: 'none' }), 'bugs/1'], 'Nothing that was asked for is recorded'],
    ['a list', ['bugs/1', [['bugs/1'], []]], 'Nothing that was asked for is recorded'],
  ])('refuses a list with %s that stands for nothing', async (_name, received, message) => {
    await expect(replayTargets(received, await storeOf('bugs/1'))).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
      message: expect.stringContaining(message) as string,
    })
  })

  test.each([
    [undefined, 'a value of type undefined'],
    [null, 'a value of type object'],
    [42, 'a value of type number'],
    [{ id: 'refunds/1' }, 'a value of type object'],
    [() => triage(''), 'a function that is not a decision'],
    [[['refunds/1', 42]], 'a value of type number'],
  ])('refuses %s', async (received, what) => {
    await expect(replayTargets(received, await storeOf('refunds/1'))).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(`toReplayMatching() was given ${what}. It takes`),
    })
  })
})
