import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../limits.js'
import { encode } from '../snapshot/encode.js'
import { formatPath } from '../snapshot/field-path.js'
import { compareValues, type SimilarityOutcome, type SimilarityTerms } from './compare-values.js'
import { lexicalScorer } from './lexical-scorer.js'
import type { SimilarityScorer, TextPair } from './scorer.js'

const TERMS: SimilarityTerms = { scorer: lexicalScorer, minSimilarity: 0.4, guard: true }

function compared(
  recorded: unknown,
  replayed: unknown,
  terms: Partial<SimilarityTerms> = {},
): SimilarityOutcome {
  const outcome = compareValues(encode(recorded), encode(replayed), { ...TERMS, ...terms })
  return outcome as SimilarityOutcome
}

/** Gives the same score to all pairs, and keeps what it was asked. */
function scorerOf(score: number | ((pair: TextPair) => number)): SimilarityScorer & { asked: TextPair[][] } {
  const asked: TextPair[][] = []
  return {
    id: 'test@1',
    defaultMinSimilarity: 0.5,
    asked,
    score(pairs) {
      asked.push([...pairs])
      return pairs.map((pair) => (typeof score === 'number' ? score : score(pair)))
    },
  }
}

const [SAID, MEANT, OTHER] = [
  'The refund was approved today.',
  'Today we approved the refund.',
  'A technician visits you.',
]

describe('the outcome', () => {
  test('of the same: 1, with nobody asked', () => {
    const scorer = scorerOf(0)
    expect(compared({ a: SAID }, { a: SAID }, { scorer })).toMatchObject({
      score: 1,
      at: [],
      guard: 'full',
      failures: [],
    })
    expect(scorer.asked).toEqual([])
  })

  test('of prose: the score of the worst leaf, and where it is', () => {
    const recorded = { a: SAID, b: [SAID, SAID] }
    const outcome = compared(
      recorded,
      { a: MEANT, b: [SAID, OTHER] },
      {
        scorer: scorerOf(({ replayed }) => (replayed === OTHER ? 0.1 : 0.9)),
      },
    )
    expect(outcome).toMatchObject({ score: 0.1, at: ['b', 1] })
    expect(outcome.failures).toMatchObject([
      {
        kind: 'not-alike',
        at: ['b', 1],
        score: 0.1,
        recorded: SAID,
        replayed: OTHER,
        isPart: false,
        contradictions: [],
      },
    ])
    expect(compared(recorded, { ...recorded, a: MEANT }, { scorer: scorerOf(0.9) })).toMatchObject({
      score: 0.9,
      at: ['a'],
      guard: 'full',
      failures: [],
    })
  })

  test('where something else differs: 0, with nobody asked', () => {
    const scorer = scorerOf(1)
    const outcome = compared({ a: SAID, label: 'yes', n: 1 }, { a: MEANT, label: 'no', n: 2 }, { scorer })
    expect(outcome).toMatchObject({ score: 0, at: ['label'] })
    expect(outcome.failures.map(({ kind, at }) => `${kind} ${formatPath(at)}`)).toEqual([
      'different label',
      'different n',
    ])
    expect(scorer.asked).toEqual([])
  })

  test('a score at the threshold is enough', () => {
    expect(compared(SAID, MEANT, { scorer: scorerOf(0.4) }).failures).toEqual([])
    expect(compared(SAID, MEANT, { scorer: scorerOf(0.4 - 1e-12) }).failures).toEqual([])
    expect(compared(SAID, MEANT, { scorer: scorerOf(0.39) }).failures).toHaveLength(1)
  })

  test('all pairs of all leaves are asked for at once, each different one once', () => {
    const scorer = scorerOf(0.9)
    compared([SAID, SAID, { a: `${SAID} Bye for now.` }], [MEANT, MEANT, { a: `${OTHER} Bye for now.` }], {
      scorer,
    })
    expect(scorer.asked).toEqual([
      [
        { recorded: SAID, replayed: MEANT },
        { recorded: SAID, replayed: OTHER },
      ],
    ])
  })
})

describe('the guard', () => {
  const [FIFTY, FIVE_HUNDRED] = ['You get back 50 euros.', 'You get back 500 euros.']

  test('a contradiction fails whatever the score', () => {
    const outcome = compared(FIFTY, FIVE_HUNDRED, { scorer: scorerOf(0.99) })
    expect(outcome).toMatchObject({ score: 0.99, at: [] })
    expect(outcome.failures).toMatchObject([
      {
        kind: 'not-alike',
        contradictions: [{ rule: 'numbers', recorded: '50 euros', replayed: '500 euros' }],
      },
    ])
  })

  test('looks at each pair of sentences by itself', () => {
    const outcome = compared(`${SAID} ${FIFTY}`, `${FIVE_HUNDRED} ${SAID}`, { scorer: scorerOf(0.99) })
    expect(outcome.failures).toMatchObject([{ recorded: FIFTY, replayed: FIVE_HUNDRED, isPart: true }])
  })

  test('what contradicts comes before what scores less', () => {
    const outcome = compared([SAID, FIFTY], [OTHER, FIVE_HUNDRED], {
      scorer: scorerOf(({ replayed }) => (replayed === OTHER ? 0.1 : 0.9)),
    })
    expect(outcome).toMatchObject({ score: 0.1, at: [1] })
    expect(outcome.failures.map(({ at }) => at)).toEqual([[1], [0]])
  })

  test('polite phrases on both sides are not scored', () => {
    const scorer = scorerOf(0.1)
    expect(compared(`${SAID}\nBest wishes,`, `${SAID}\nKind regards,`, { scorer })).toMatchObject({
      score: 1,
      failures: [],
    })
    expect(compared(`${SAID}\nBest wishes,`, `${SAID}\nKind regards,`, { scorer, guard: false }).score).toBe(
      0.1,
    )
    expect(scorer.asked).toHaveLength(1)
  })

  test('off: only the score counts, and it is said', () => {
    expect(compared(FIFTY, FIVE_HUNDRED, { scorer: scorerOf(0.99), guard: false })).toMatchObject({
      score: 0.99,
      at: [],
      guard: 'off',
      failures: [],
    })
  })

  test('without lists of words for a language: by the other rules, and it is said', () => {
    const scorer = scorerOf(0.99)
    const [georgian, other] = ['თანხა დღეს დაგიბრუნდათ ნამდვილად.', 'დღეს თანხა ნამდვილად დაგიბრუნდათ.']
    expect(compared([georgian, SAID], [other, MEANT], { scorer })).toMatchObject({ guard: 'partial' })
    expect(compared([georgian, SAID], [georgian, MEANT], { scorer })).toMatchObject({ guard: 'full' })
    expect(compared(georgian, other, { scorer, guard: false })).toMatchObject({ guard: 'off' })
  })

  test('by some rules: only those, and it is said', () => {
    const [scorer, guard] = [scorerOf(0.99), ['content'] as const]
    expect(compared(FIFTY, FIVE_HUNDRED, { scorer, guard })).toMatchObject({ guard: 'partial', failures: [] })
    expect(compared(FIFTY, FIVE_HUNDRED, { scorer, guard: ['numbers'] }).failures).toHaveLength(1)
  })
})

describe('a sentence that only one side has', () => {
  const [ONE, BOTH] = [SAID, `${SAID} ${OTHER}`]

  test.each<[string, string, string]>([
    ['added', ONE, BOTH],
    ['missing', BOTH, ONE],
  ])('%s: nobody scores it, the guard decides', (_what, recorded, replayed) => {
    const scorer = scorerOf(1)
    expect(compared(recorded, replayed, { scorer }).failures).toMatchObject([
      { kind: 'not-alike', score: 1, isPart: true, contradictions: [expect.anything()] },
    ])
    expect(scorer.asked).toEqual([])
  })

  test.each<[string, SimilarityTerms['guard']]>([
    ['no guard', false],
    ['a guard that does not look at it', ['numbers']],
  ])('with %s the texts are not alike', (_what, guard) => {
    for (const [recorded, replayed] of [
      [ONE, BOTH],
      [BOTH, ONE],
    ]) {
      expect(compared(recorded, replayed, { scorer: scorerOf(1), guard })).toMatchObject({
        score: 0,
        failures: [{ score: 0 }],
      })
    }
  })
})

test('a text that the scorer cannot read is no pass, and nobody scores it', () => {
  const scorer = { ...scorerOf(1), supports: (text: string) => !text.includes('承認') }
  const [recorded, replayed] = ['返金は承認されました。', '返金は拒否されました。']
  expect(compared({ a: recorded }, { a: replayed }, { scorer })).toMatchObject({
    score: 0,
    at: ['a'],
    failures: [{ kind: 'unreadable', at: ['a'], recorded, replayed }],
  })
  expect(scorer.asked).toEqual([])
  expect(compared({ a: recorded }, { a: recorded }, { scorer }).failures).toEqual([])
})

describe('hostile texts', () => {
  const sentences = (word: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${word} number ${index} is here.`).join(' ')

  test('10,000 changed sentences are too many, which is no pass', () => {
    const outcome = compared({ a: sentences('Cat', 10_000) }, { a: sentences('Dog', 10_000) })
    expect(outcome).toMatchObject({ score: 0, at: ['a'], failures: [{ kind: 'too-long' }] })
  })

  test('of 10,000 sentences the one that changed decides', () => {
    const text = sentences('Cat', 10_000)
    const changed = text.replace('number 7777 is', 'number 8888 is')
    expect(compared(text, changed).failures).toMatchObject([
      { kind: 'not-alike', recorded: 'Cat number 7777 is here.', replayed: 'Cat number 8888 is here.' },
    ])
  })

  test.each<[string, string, string]>([
    ['one sentence of 200 KB', 'approve the refund '.repeat(11_000), 'deny the refund '.repeat(13_000)],
    ['200 KB of ends without space', `${'a.B'.repeat(70_000)} b c`, `${'a.B'.repeat(70_000)} b d`],
    ['200 KB of dots', `a b c ${'. '.repeat(100_000)}`, `a b d ${'. '.repeat(100_000)}`],
    ['200 KB of line breaks', `a b c${'\n'.repeat(200_000)}d`, `a b c${'\n'.repeat(200_000)}e`],
    ['200 KB without an end', `${'<a'.repeat(100_000)} b c`, `${'<a'.repeat(100_000)} b d`],
    ['200 KB of fences', '```a\n'.repeat(40_000), '```b\n'.repeat(40_000)],
    ['200 KB of brackets', `${'['.repeat(200_000)} a b c`, `${'['.repeat(200_000)} a b d`],
    ['200 KB of marks', `a b c ${'e\u0301 '.repeat(70_000)}`, `a b d ${'e\u0301 '.repeat(70_000)}`],
    ['200 KB of half characters', `a b c ${'\ud800'.repeat(200_000)}`, `a b d ${'\ud800'.repeat(200_000)}`],
    ['200 KB of signs', `${'。'.repeat(200_000)}金a b`, `${'。'.repeat(200_000)}金a c`],
    ['200 KB of Japanese', '返金は承認。'.repeat(33_000), '返金は拒否。'.repeat(33_000)],
    [
      'JSON in JSON',
      `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`,
      `${'{"a":'.repeat(30_000)}2${'}'.repeat(30_000)}`,
    ],
  ])('%s: not the same, and there is an answer', { timeout: 180_000 }, (_what, recorded, replayed) => {
    expect(compared(recorded, replayed, { scorer: scorerOf(0) }).failures.length).toBeGreaterThan(0)
    expect(compared(recorded, replayed).score).toBeLessThan(1)
    expect(compared(recorded, recorded).failures).toEqual([])
  })

  test('thousands of leaves', () => {
    const leaves = (text: string) => Array.from({ length: 5_000 }, (_, index) => `${text} in round ${index}`)
    expect(compared(leaves('We approved it'), leaves('It was approved')).failures).toEqual([])
    expect(
      compared(leaves('We approved it'), leaves('Dogs bark'), { minSimilarity: 0.9 }).failures,
    ).toHaveLength(5_000)
  })

  test('values as deep as may be', () => {
    const deep = (text: string): unknown => {
      let value: unknown = text
      for (let depth = 0; depth < LIMITS.valueDepth - 1; depth++) value = [value]
      return value
    }
    expect(compared(deep(SAID), deep(MEANT)).at).toHaveLength(LIMITS.valueDepth - 1)
  })
})

describe('of any two values', () => {
  const text = fc.oneof(
    fc.lorem({ mode: 'sentences', maxCount: 4 }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      SAID,
      MEANT,
      OTHER,
      `${SAID} ${OTHER}`,
      '',
      'yes',
      'No.',
      'a + b',
      '{"a":1}',
      '```\nx\n```',
    ),
  )
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      text,
      fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.date(), fc.bigInt()),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'a.b'), tie('node'), { maxKeys: 3 }),
    ),
  })).node
  const GUARDS: SimilarityTerms['guard'][] = [true, false]

  test('a value is like itself', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(...GUARDS), (a, guard) => {
        expect(compared(a, a, { guard })).toMatchObject({ score: 1, failures: [] })
      }),
    )
  })

  test('whichever comes first, the answer is the same', () => {
    fc.assert(
      fc.property(value, value, fc.constantFrom(...GUARDS), (a, b, guard) => {
        const [there, back] = [compared(a, b, { guard }), compared(b, a, { guard })]
        expect(back.score).toBeCloseTo(there.score, 9)
        expect(back.failures.length).toBe(there.failures.length)
      }),
    )
  })

  test('a list is as alike as the least alike of its elements, and alike where all of them are', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (pairs) => {
        const each = pairs.map(([a, b]) => compared(a, b))
        const all = compared(
          pairs.map(([a]) => a),
          pairs.map(([, b]) => b),
        )
        expect(all.score).toBeCloseTo(Math.min(...each.map(({ score }) => score)), 9)
        expect(all.failures.length === 0).toBe(each.every(({ failures }) => failures.length === 0))
      }),
    )
  })

  test('a higher threshold never allows more', () => {
    fc.assert(
      fc.property(value, value, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, minSimilarity) => {
        const isAlike = (threshold: number) =>
          compared(a, b, { minSimilarity: threshold }).failures.length === 0
        if (isAlike(minSimilarity)) expect(isAlike(minSimilarity / 2)).toBe(true)
      }),
    )
  })
})
