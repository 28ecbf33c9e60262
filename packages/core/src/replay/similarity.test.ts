import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { lexicalScorer } from '../similarity/lexical-scorer.js'
import type { SimilarityScorer } from '../similarity/scorer.js'
import { forgetScorer, setLocalScorer } from '../similarity/testing/local-package.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { ReplayEngine } from './replay-engine.js'
import type { EngineOptions, ReplayResult } from './types.js'

let store: SnapshotStore

beforeEach(async () => {
  store = await openStore('memory:')
  setLocalScorer(null)
})
afterEach(() => {
  setLocalScorer(undefined)
  forgetScorer()
})

const REPLY = { label: 'refund', reply: 'The refund of 50 euros was approved today.' }
const ALIKE = { ...REPLY, reply: 'Today the refund of 50 euros was approved.' }
const CONTRARY = { ...REPLY, reply: 'The refund of 500 euros was approved today.' }
const UNLIKE = { ...REPLY, reply: 'A technician visits you next week.' }

async function recorded(value: unknown): Promise<{ id: string; now: (value: unknown) => void }> {
  let answer = value
  const decided = decision(freshName(), () => answer)
  const { snapshot } = await capture(() => decided(), { store })
  return { id: snapshot.id, now: (other) => (answer = other) }
}

async function replayed(now: unknown, by: ReplayPolicy, options: EngineOptions = {}): Promise<ReplayResult> {
  const one = await recorded(REPLY)
  one.now(now)
  return new ReplayEngine(store, options).replay(one.id, { policy: by })
}

const MIN = lexicalScorer.defaultMinSimilarity
const p = policy('steady')
const lexical = p.semanticSimilarity('output.reply', { scorer: 'lexical' })
const giving = (score: number): SimilarityScorer => ({
  id: `always-${score}`,
  defaultMinSimilarity: 0.5,
  score: async (pairs) => pairs.map(() => score),
})

describe('a recorded decision', () => {
  test('that says the same in other words holds, and the score is there', async () => {
    const result = await replayed(ALIKE, lexical)
    expect(result).toMatchObject({
      verdict: 'match',
      outputsMatch: false,
      policyViolations: [],
      warnings: [],
    })
    expect(result.scores).toEqual([
      {
        field: 'output.reply',
        score: expect.closeTo(1, 1) as number,
        threshold: MIN,
        scorer: 'lexical-trigram@1',
        guard: 'full',
      },
    ])
  })

  test('that says something else does not', async () => {
    const result = await replayed(UNLIKE, lexical)
    expect(result).toMatchObject({ verdict: 'violation', status: 'failed' })
    expect(result.policyViolations).toEqual([
      {
        policy: 'steady',
        ruleName: 'semanticSimilarity(output.reply)',
        comparator: 'semanticSimilarity',
        kind: 'rule-broken',
        field: 'output.reply',
        expected: JSON.stringify(REPLY.reply),
        actual: JSON.stringify(UNLIKE.reply),
        score: expect.closeTo(0.2, 0) as number,
        threshold: MIN,
        message: expect.stringMatching(
          /^output\.reply similarity 0\.\d\d < 0\.\d\d \(lexical-trigram@1\)/,
        ) as string,
        snapshotId: result.snapshotId,
      },
    ])
    expect(result.scores).toMatchObject([{ score: result.policyViolations[0]?.score }])
  })

  test('that contradicts itself does not, whatever it scores', async () => {
    const { verdict, policyViolations } = await replayed(CONTRARY, lexical)
    expect(verdict).toBe('violation')
    expect(policyViolations[0]?.message).toMatch(
      /^output\.reply similarity 0\.\d\d ≥ 0\.\d\d \(lexical-trigram@1\), but numbers differ: .*50.* → .*500/,
    )
  })

  test('may, where the policy wants no guard, and the report says so', async () => {
    const unguarded = p.semanticSimilarity('output.reply', { scorer: 'lexical', guard: false })
    expect(await replayed(CONTRARY, unguarded)).toMatchObject({
      verdict: 'match',
      scores: [{ guard: 'off' }],
    })
  })

  test('is judged leaf by leaf, its labels exactly', async () => {
    const whole = p.semanticSimilarity('output', { scorer: 'lexical' })
    expect((await replayed(ALIKE, whole)).verdict).toBe('match')
    const { policyViolations } = await replayed({ ...ALIKE, label: 'bug' }, whole)
    expect(policyViolations).toMatchObject([
      {
        field: 'output.label',
        message:
          'output.label was "refund", is now "bug": what is not a text in sentences is compared exactly',
      },
    ])
  })

  test('what no rule names is still judged by the mode', async () => {
    const { policyViolations } = await replayed({ ...ALIKE, label: 'bug' }, lexical)
    expect(policyViolations).toMatchObject([{ kind: 'unlisted-change', field: 'output.label' }])
  })

  test('more specific rules speak for their own places', async () => {
    const whole = p.semanticSimilarity('output', { scorer: 'lexical' }).ignore('output.label')
    expect((await replayed({ ...ALIKE, label: 'bug' }, whole)).verdict).toBe('match')
  })

  test('each element is judged', async () => {
    const each = p.semanticSimilarity('output[*]', { scorer: 'lexical' })
    const one = await recorded([REPLY.reply, REPLY.reply])
    one.now([ALIKE.reply, UNLIKE.reply])
    const result = await new ReplayEngine(store).replay(one.id, { policy: each })
    expect(result.scores?.map(({ field }) => field)).toEqual(['output[0]', 'output[1]'])
    expect(result.policyViolations.map(({ field }) => field)).toEqual(['output[1]'])
  })
})

test('scores stand in the order of their fields, however long each took', async () => {
  const slowFirst: SimilarityScorer = {
    ...giving(0.9),
    score: async (pairs) => {
      for (let turn = 0; turn < (pairs[0]?.recorded.length ?? 0); turn++) await Promise.resolve()
      return pairs.map(() => 0.9)
    },
  }
  const one = await recorded({ a: `${REPLY.reply} ${REPLY.reply}`, b: REPLY.reply, c: 'The end is near.' })
  one.now({ a: `${ALIKE.reply} ${ALIKE.reply}`, b: ALIKE.reply, c: 'Near is the end.' })
  const by = p.semanticSimilarity('output.a').semanticSimilarity('output.b').semanticSimilarity('output.c')
  const { scores } = await new ReplayEngine(store, { scorer: slowFirst }).replay(one.id, { policy: by })
  expect(scores?.map(({ field }) => field)).toEqual(['output.a', 'output.b', 'output.c'])
})

describe('the scorer', () => {
  const rule = p.semanticSimilarity('output.reply', { minSimilarity: 0.8 })

  test('of the engine', async () => {
    expect(await replayed(ALIKE, rule, { scorer: giving(0.9) })).toMatchObject({
      verdict: 'match',
      scores: [{ scorer: 'always-0.9', score: 0.9, threshold: 0.8 }],
    })
  })

  test('of the process, for engines that name none', async () => {
    configure({ scorer: giving(0.7) })
    expect((await replayed(ALIKE, rule)).scores).toMatchObject([{ scorer: 'always-0.7' }])
    expect((await replayed(ALIKE, rule, { scorer: giving(0.9) })).verdict).toBe('match')
  })

  test.each([null, 'locale', { id: 'x' }])('%j is refused', (scorer) => {
    const wrong = { scorer } as never
    expect(() => new ReplayEngine(store, wrong)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringContaining('scorer of new Replay') as string,
      }),
    )
    expect(() => {
      configure(wrong)
    }).toThrow('scorer of configure()')
  })

  test('that is missing is an error of the replay, also where nothing changed', async () => {
    for (const now of [ALIKE, REPLY]) {
      expect(await replayed(now, rule)).toMatchObject({
        verdict: 'error',
        outputsMatch: null,
        policyViolations: [],
        error: { code: 'SCORER_MISSING', message: expect.stringContaining('npm install') as string },
      })
    }
  })

  test('that nobody named and is missing: letters are compared, with one warning', async () => {
    const unnamed = p.semanticSimilarity('output.reply').semanticSimilarity('output')
    const result = await replayed(ALIKE, unnamed)
    expect(result.verdict).toBe('match')
    expect(result.warnings).toEqual([
      expect.stringContaining('semanticSimilarity(output.reply) was scored by lexical-trigram@1'),
      expect.stringContaining('semanticSimilarity(output) was scored by lexical-trigram@1'),
    ])
  })

  test('that fails is an error, never a score', async () => {
    const broken = { ...giving(1), score: async () => Promise.reject(new Error('no network')) }
    expect(await replayed(ALIKE, rule, { scorer: broken })).toMatchObject({
      verdict: 'error',
      error: {
        code: 'CHECK_FAILED',
        message: 'semanticSimilarity(output.reply): the check itself failed: Error: no network',
      },
    })
  })

  test('is told when nobody waits any more', async () => {
    const { signal } = new AbortController()
    let told: unknown
    const scorer: SimilarityScorer = {
      ...giving(1),
      score: async (pairs, options) => {
        told = options?.signal
        return pairs.map(() => 1)
      },
    }
    const one = await recorded(REPLY)
    one.now(ALIKE)
    await new ReplayEngine(store, { scorer }).replay(one.id, { policy: rule, signal })
    expect(told).toBe(signal)
  })
})

describe('replaySync', () => {
  test('takes a scorer that answers at once', async () => {
    const one = await recorded(REPLY)
    one.now(ALIKE)
    expect(new ReplayEngine(store).replaySync(one.id, { policy: lexical })).toMatchObject({
      verdict: 'match',
      scores: [{ scorer: 'lexical-trigram@1' }],
    })
  })

  test('refuses one that does not, and says what to use', async () => {
    const one = await recorded(REPLY)
    one.now(ALIKE)
    const engine = new ReplayEngine(store, { scorer: giving(1) })
    const by = p.semanticSimilarity('output.reply')
    expect(() => engine.replaySync(one.id, { policy: by })).toThrow(
      'replaySync() met a check, a schema or a scorer of the policy that gives a promise. Use replay() for it.',
    )
  })
})

test('without a replay there is nothing to compare', async () => {
  const one = await recorded(REPLY)
  expect(await new ReplayEngine(store).validate(one.id, lexical)).toMatchObject({
    verdict: 'unchecked',
    unchecked: ['semanticSimilarity(output.reply)'],
  })
})
