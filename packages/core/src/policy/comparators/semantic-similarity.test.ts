import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StoreError } from '../../errors.js'
import { LIMITS } from '../../limits.js'
import { lexicalScorer } from '../../similarity/lexical-scorer.js'
import type { SimilarityScorer } from '../../similarity/scorer.js'
import { setLocalScorer } from '../../similarity/testing/local-package.js'
import { encode } from '../../snapshot/encode.js'
import { ruleContext } from '../rule-context.js'
import type { SimilarityRule } from '../rule.js'
import type { ComparisonContext, Finding } from './comparison.js'
import { semanticSimilarity } from './semantic-similarity.js'

/** Scores every pair alike. */
const scoring = (score: unknown, more: Partial<SimilarityScorer> = {}): SimilarityScorer => ({
  id: 'test@1',
  defaultMinSimilarity: 0.8,
  score: (pairs) => pairs.map(() => score as number),
  ...more,
})

const context = (): ComparisonContext => ({ ...ruleContext(), place: ['output', 'reply'] })

function judge(
  r: unknown,
  a: unknown,
  rule: Partial<SimilarityRule> = {},
  given = context(),
): Finding | undefined | Promise<Finding | undefined> {
  const [recorded, replayed] = [r, a].map((side) => (side === undefined ? undefined : encode(side)))
  const full: SimilarityRule = {
    field: 'output.reply',
    comparator: 'semanticSimilarity',
    scorer: scoring(0.97),
    ...rule,
  }
  return semanticSimilarity.compare({ recorded, replayed }, full, given)
}

const [SAID, MEANT] = ['The refund was approved today.', 'Today we approved the refund.']
const [FIFTY, FIVE_HUNDRED] = ['You get back 50 euros.', 'You get back 500 euros.']

test('the very first text is judged at once: replaySync cannot wait', () => {
  expect(judge(FIFTY, FIVE_HUNDRED)).toMatchObject({ score: 0.97 })
})

describe('what a finding says', () => {
  test.each<[string, unknown, unknown, Partial<SimilarityRule>, string | undefined]>([
    ['enough', SAID, MEANT, {}, undefined],
    ['too little', SAID, MEANT, { scorer: scoring(0.41) }, 'similarity 0.41 < 0.80 (test@1)'],
    ['a hair too little', SAID, MEANT, { scorer: scoring(0.7994) }, 'similarity 0.799 < 0.800 (test@1)'],
    [
      'a contradiction',
      FIFTY,
      FIVE_HUNDRED,
      {},
      'similarity 0.97 ≥ 0.80 (test@1), but numbers differ: 50 euros → 500 euros',
    ],
    [
      'a contradiction, and too little',
      FIFTY,
      FIVE_HUNDRED,
      { minSimilarity: 0.99 },
      'similarity 0.97 < 0.99 (test@1); numbers differ: 50 euros → 500 euros',
    ],
    ['no guard', FIFTY, FIVE_HUNDRED, { guard: false }, undefined],
    [
      'no guard, and too little',
      FIFTY,
      FIVE_HUNDRED,
      { guard: false, minSimilarity: 0.99 },
      'similarity 0.97 < 0.99 (test@1, guard off)',
    ],
    [
      'a sentence of several',
      `${SAID} ${FIFTY}`,
      `${SAID} ${FIVE_HUNDRED}`,
      {},
      `similarity 0.97 ≥ 0.80 (test@1), but numbers differ: 50 euros → 500 euros in "${FIFTY}" → "${FIVE_HUNDRED}"`,
    ],
    [
      'a sentence more',
      SAID,
      `${SAID} ${FIFTY}`,
      {},
      `similarity 1.00 ≥ 0.80 (test@1), but numbers differ: nothing → 50 euros; content differs: nothing → get back, 50 euros`,
    ],
    [
      'several places',
      [FIFTY, FIFTY, FIFTY],
      [FIVE_HUNDRED, FIVE_HUNDRED, FIVE_HUNDRED],
      {},
      'similarity 0.97 ≥ 0.80 (test@1), but numbers differ: 50 euros → 500 euros; and 2 more places in output.reply',
    ],
    [
      'another label',
      'approved',
      'denied',
      {},
      'was "approved", is now "denied": what is not a text in sentences is compared exactly',
    ],
    ['another number', { n: 1 }, { n: 2 }, {}, expect.stringMatching(/^was 1, is now 2: /) as string],
    [
      'other code',
      'let a = b + c;',
      'let a = b - c;',
      {},
      expect.stringMatching(/: code is compared/) as string,
    ],
    [
      'another operator',
      'Spam if it is >= 5.',
      'Spam if it is <= 5.',
      {},
      'was "Spam if it is >= 5.", is now "Spam if it is <= 5.": operators and pictures are compared exactly',
    ],
    ['a longer list', [1], [1, 2], {}, 'had 1 element, has now 2 elements'],
    ['a new member', {}, { a: 1 }, {}, 'is new: 1'],
    ['a member that is gone', { a: 1 }, {}, {}, 'is gone: it was 1'],
    ['a field that is gone', SAID, undefined, {}, `was "${SAID}", is now absent`],
    [
      'a text it cannot read',
      SAID,
      MEANT,
      { scorer: scoring(1, { supports: () => false }) },
      `cannot be judged by test@1, which does not read such a text: "${SAID}" → "${MEANT}". Name a scorer that does: 'lexical' reads every script, an embedder of your own its languages`,
    ],
  ])('%s', (_what, r, a, rule, message) => {
    expect((judge(r, a, rule) as Finding | undefined)?.message).toEqual(message)
  })

  test('its place, its score and its threshold', () => {
    expect(judge({ a: [SAID] }, { a: [MEANT] }, { scorer: scoring(0.41) })).toEqual({
      at: ['a', 0],
      expected: JSON.stringify(SAID),
      actual: JSON.stringify(MEANT),
      message: 'similarity 0.41 < 0.80 (test@1)',
      score: 0.41,
      threshold: 0.8,
    })
  })

  test('a text that is too long is no pass, and names the limit', () => {
    const many = (word: string) =>
      Array.from({ length: 1_000 }, (_, index) => `${word} ${index} is here.`).join(' ')
    expect((judge(many('Cat'), many('Dog')) as Finding).message).toBe(
      `is too long to compare: too many of its sentences changed. To allow more: configure({ limits: { sentencePairs: … } }), now ${LIMITS.sentencePairs}.`,
    )
  })
})

describe('what the report is told', () => {
  test.each<[string, unknown, unknown, Partial<SimilarityRule>, object]>([
    ['the same', SAID, SAID, {}, { field: 'output.reply', score: 1, guard: 'full' }],
    ['enough', { a: SAID }, { a: MEANT }, {}, { field: 'output.reply.a', score: 0.97, guard: 'full' }],
    ['no guard', SAID, MEANT, { guard: false }, { field: 'output.reply', score: 0.97, guard: 'off' }],
    [
      'some rules',
      SAID,
      MEANT,
      { guard: ['numbers'] },
      { field: 'output.reply', score: 0.97, guard: 'partial' },
    ],
    ['another label', { a: 'x' }, { a: 'y' }, {}, { field: 'output.reply.a', score: 0, guard: 'full' }],
  ])('%s', (_what, r, a, rule, told) => {
    const given = context()
    void judge(r, a, rule, given)
    expect(given.scores).toEqual([{ threshold: 0.8, scorer: 'test@1', ...told }])
    expect(given.warnings).toEqual([])
  })
})

describe('a scorer', () => {
  test('may take its time', async () => {
    const later = scoring(0, { score: async (pairs) => pairs.map(() => 0.5) })
    expect(judge(SAID, SAID, { scorer: later })).toBeUndefined()
    expect(judge(SAID, MEANT, { scorer: later })).toBeInstanceOf(Promise)
    expect(await judge(SAID, MEANT, { scorer: later })).toMatchObject({ score: 0.5 })
  })

  test.each<[string, SimilarityScorer['score'], string]>([
    [
      'throws',
      () => {
        throw new Error('down')
      },
      'semanticSimilarity(output.reply): the check itself failed: Error: down',
    ],
    ['rejects', async () => Promise.reject(new Error('down')), 'the check itself failed: Error: down'],
    ['gives too few scores', () => [], 'the scorer test@1 gave 0 scores for 1 pairs of texts'],
    ['gives too many', () => [1, 1], 'gave 2 scores for 1 pairs'],
    ['gives no list', () => 1 as never, 'gave number for 1 pairs'],
    ['gives NaN', () => [Number.NaN], 'gave NaN, which is not a number from 0 to 1'],
    ['gives more than 1', () => [1.1], 'gave 1.1, which'],
    ['gives less than 0', async () => [-0.5], 'gave -0.5, which'],
    ['gives no number', () => ['1' as never], 'gave 1, which'],
  ])('that %s is an error, never a score', async (_what, score, message) => {
    const given = context()
    const judged = async () => judge(SAID, MEANT, { scorer: scoring(1, { score }) }, given)
    await expect(judged()).rejects.toMatchObject({
      code: 'CHECK_FAILED',
      message: expect.stringContaining(message) as string,
    })
    expect(given.scores).toEqual([])
  })

  test('that fails with an error of ours says so itself', async () => {
    const error = new StoreError('STORE_BUSY', 'the cache is busy')
    const score = async () => Promise.reject(error)
    await expect(judge(SAID, MEANT, { scorer: scoring(1, { score }) })).rejects.toBe(error)
  })

  test('rounding is no error', () => {
    expect(judge(SAID, MEANT, { scorer: scoring(1 + 1e-7) })).toBeUndefined()
  })

  test('is told of the signal', () => {
    const { signal } = new AbortController()
    let told: unknown
    const scorer = scoring(1, {
      score: (pairs, options) => {
        told = options?.signal
        return pairs.map(() => 1)
      },
    })
    void judge(SAID, MEANT, { scorer }, { ...context(), signal })
    expect(told).toBe(signal)
  })
})

describe('without a scorer, and without the local package', () => {
  beforeEach(() => {
    setLocalScorer(null)
  })
  afterEach(() => {
    setLocalScorer(undefined)
  })
  const unnamed = (rule: Partial<SimilarityRule>, given = context()) => {
    const full: SimilarityRule = { field: 'output.reply', comparator: 'semanticSimilarity', ...rule }
    return semanticSimilarity.compare({ recorded: SAID, replayed: MEANT }, full, given)
  }

  test('letters are compared by their own threshold, with a warning', () => {
    const given = context()
    expect(unnamed({}, given)).toBeUndefined()
    expect(given.scores).toMatchObject([
      { scorer: 'lexical-trigram@1', threshold: lexicalScorer.defaultMinSimilarity },
    ])
    expect(given.warnings).toEqual([
      expect.stringMatching(/^semanticSimilarity\(output\.reply\) was scored by lexical-trigram@1, which/),
    ])
  })

  test('a threshold alone is an error, also where nothing changed', () => {
    expect(() => unnamed({ minSimilarity: 0.8 })).toThrow(expect.objectContaining({ code: 'SCORER_MISSING' }))
    const rule: SimilarityRule = { field: 'output', comparator: 'semanticSimilarity', minSimilarity: 0.8 }
    expect(() => semanticSimilarity.compare({ recorded: 1, replayed: 1 }, rule, context())).toThrow(
      'npm install --save-dev @retrial/embedder-local',
    )
  })

  test('the scorer of the engine counts', () => {
    const given = { ...context(), scorer: scoring(0.9) }
    expect(unnamed({ minSimilarity: 0.8 }, given)).toBeUndefined()
    expect(given.scores).toMatchObject([{ scorer: 'test@1' }])
  })
})

describe('a text that the local model cannot read', () => {
  const [WAS, IS] = ['Die Erstattung wurde heute genehmigt.', 'Die Erstattung ist heute genehmigt worden.']
  beforeEach(() => {
    setLocalScorer(scoring(0.9, { supports: (text) => !text.includes('Erstattung') }))
  })
  afterEach(() => {
    setLocalScorer(undefined)
  })
  const compare = (recorded: string, replayed: string, rule: Partial<SimilarityRule>, given = context()) => {
    const full: SimilarityRule = { field: 'output.reply', comparator: 'semanticSimilarity', ...rule }
    return semanticSimilarity.compare({ recorded, replayed }, full, given) as Finding | undefined
  }

  test('is judged by letters and their threshold, which the report and a warning say', () => {
    const given = context()
    expect(compare(WAS, IS, {}, given)).toBeUndefined()
    expect(given.scores).toMatchObject([
      { scorer: 'lexical-trigram@1', threshold: lexicalScorer.defaultMinSimilarity },
    ])
    expect(given.warnings).toEqual([
      expect.stringMatching(/was scored by lexical-trigram@1, .* where test@1 does not read a text/),
    ])
  })

  test('is a violation in the name of what judged it', () => {
    expect(compare(WAS, 'Keine Erstattung für Sie.', {})?.message).toContain('(lexical-trigram@1)')
  })

  test('is not judged by a threshold that is for the model', () => {
    expect(compare(WAS, IS, { minSimilarity: 0.7 })?.message).toContain('cannot be judged by test@1')
  })

  test('does not change who judges the others', () => {
    const given = context()
    compare(SAID, MEANT, {}, given)
    expect(given.scores).toMatchObject([{ scorer: 'test@1' }])
    expect(given.warnings).toEqual([])
  })
})
