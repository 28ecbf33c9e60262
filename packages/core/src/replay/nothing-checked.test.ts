import { beforeEach, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture, captureSettled } from '../recording/capture.js'
import { explainResult } from '../reporting/explain-result.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'

let store: SnapshotStore
let engine: ReplayEngine

beforeEach(async () => {
  store = await openStore('memory:')
  engine = new ReplayEngine(store)
})

const p = policy('steady')
const gold = { tier: 'gold' }

async function recorded(answer: unknown = { label: 'a', items: [] }) {
  const decided = decision(freshName(), () => answer)
  return (await capture(() => decided(), { store, tags: gold })).snapshot
}

async function threw() {
  const decided = decision(freshName(), () => {
    throw new Error('no stock')
  })
  return (await captureSettled(() => decided(), { store })).snapshot
}

describe('a policy that judges only() what its rules name, and finds nothing of that', () => {
  const each = p.exactMatch('output.items[*].price')
  test.each<[string, ReplayPolicy]>([
    ['each element of an empty list', each],
    [
      'the one rule gives way to ignore on the same field for these tags',
      p.exactMatch('output').forTags(gold, (own) => own.ignore('output')),
    ],
    ['a rule for other tags only', p.forTags({ tier: 'silver' }, (own) => own.exactMatch('output'))],
    [
      'every place has a more specific rule that ignores it',
      p.exactMatch('output[*]').ignore('output.label').ignore('output.items'),
    ],
  ])('%s', async (_what, by) => {
    const snapshot = await recorded()
    const result = await engine.replayWithPolicy(snapshot, by.only())
    expect(result).toMatchObject({ verdict: 'unchecked', status: 'failed', policyViolations: [] })
    expect(engine.replaySync(snapshot, { policy: by.only() })).toMatchObject({ verdict: 'unchecked' })
    expect(explainResult(result)).toEqual([
      'nothing was compared:',
      '  policy("steady") judges only() what its rules name, and found nothing of that here',
    ])
    expect(await engine.getReplayStats([snapshot], { policy: by.only() })).toMatchObject({
      successfulReplays: 0,
      byVerdict: { unchecked: 1 },
    })
  })

  test.each<[string, ReplayPolicy]>([
    ['beside a rule that judged', each.exactMatch('output.label').only()],
    ['where the mode judges the rest', each],
    ['for these tags', p.forTags(gold, (own) => own.exactMatch('output')).only()],
    ['a rule beside ignore on one field', p.exactMatch('output.label').ignore('output.label').only()],
    ['a part of an ignored field', p.ignore('output').exactMatch('output.label').only()],
  ])('but not %s', async (_what, by) => {
    expect(await engine.replayWithPolicy(await recorded(), by)).toMatchObject({
      verdict: 'match',
      unchecked: [],
    })
  })

  test('a violation is one all the same', async () => {
    const by = each.exactMatch('output.typo').only()
    expect(await engine.replayWithPolicy(await recorded(), by)).toMatchObject({ verdict: 'violation' })
  })

  test.each<[string, ReplayPolicy]>([
    ['no rule', p.only()],
    [
      'rules that ignore, whatever the tags',
      p
        .ignore('output')
        .forTags(gold, (own) => own.ignore('output.a'))
        .only(),
    ],
  ])('with %s it is refused before anything runs', async (_what, by) => {
    await expect(engine.replayWithPolicy(await recorded(), by)).rejects.toMatchObject({
      code: 'INVALID_POLICY',
    })
  })
})

describe('validation that finds nothing', () => {
  test.each<[string, ReplayPolicy]>([
    ['each element of an empty list', p.matches('output.items[*].id', '^x')],
    ['an ignored place', p.matches('output[*]', '^x').ignore('output.label').ignore('output.items')],
    ['no rule', p],
  ])('%s', async (_what, by) => {
    expect(await engine.validate(await recorded(), by)).toMatchObject({
      verdict: 'unchecked',
      status: 'failed',
      outputsMatch: null,
    })
  })

  test('a rule for the output of a call that threw is not checked, and no misspelt one', async () => {
    const by = p.matches('output.label', '^x')
    const snapshot = await threw()
    expect(await engine.validate(snapshot, by)).toMatchObject({
      verdict: 'unchecked',
      policyViolations: [],
      unchecked: ['matches(output.label)'],
    })
    expect(await engine.validate(snapshot, by.exactMatch('error.message', 'no stock'))).toMatchObject({
      verdict: 'unchecked',
    })
    expect(await engine.validate(snapshot, p.exactMatch('error.message', 'no stock'))).toMatchObject({
      verdict: 'match',
    })
  })
})
