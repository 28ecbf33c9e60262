import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chooseScorer as choose, type ScorerWish } from './choose-scorer.js'
import { lexicalScorer } from './lexical-scorer.js'
import type { SimilarityScorer } from './scorer.js'
import { setScorer } from './scorer-choice.js'
import { forgetScorer, setLocalScorer } from './testing/local-package.js'

type Wish = Omit<ScorerWish, 'rule'>
const chooseScorer = (wish: Wish) => choose({ rule: 'semanticSimilarity(output)', ...wish })
const of = (id: string): SimilarityScorer => ({ id, defaultMinSimilarity: 0.7, score: () => [] })
const [LOCAL, MINE, OTHER] = [of('local@1'), of('mine@1'), of('other@1')]

beforeEach(() => {
  setLocalScorer(null)
})
afterEach(() => {
  setLocalScorer(undefined)
  forgetScorer()
})

function chosen(wish: Wish): string {
  const { scorer, minSimilarity, warning } = chooseScorer(wish)
  return `${scorer.id} ${minSimilarity}${warning === undefined ? '' : ' with a warning'}`
}

describe('who decides', () => {
  test.each<[string, Wish, string]>([
    ['the rule', { ofRule: MINE, ofEngine: OTHER }, 'mine@1 0.7'],
    ['the engine', { ofEngine: OTHER }, 'other@1 0.7'],
    ['the process', {}, 'process@1 0.7'],
    ['the threshold is that of the rule', { ofRule: MINE, minSimilarity: 0.2 }, 'mine@1 0.2'],
    ['also where it is 0', { ofRule: MINE, minSimilarity: 0 }, 'mine@1 0'],
    ['letters by name', { ofRule: 'lexical' }, `lexical-trigram@1 ${lexicalScorer.defaultMinSimilarity}`],
  ])('%s', (_who, wish, choice) => {
    setScorer(of('process@1'))
    expect(chosen(wish)).toBe(choice)
  })
})

describe('with the local package', () => {
  test.each<[string, Wish, string]>([
    ['nobody named one', {}, 'local@1 0.7'],
    ['nobody named one, but a threshold', { minSimilarity: 0.8 }, 'local@1 0.8'],
    ['it is named', { ofRule: 'local' }, 'local@1 0.7'],
    ['another is named', { ofRule: 'lexical' }, `lexical-trigram@1 ${lexicalScorer.defaultMinSimilarity}`],
  ])('%s', (_what, wish, choice) => {
    setLocalScorer(LOCAL)
    expect(chosen(wish)).toBe(choice)
  })
})

describe('without the local package', () => {
  test('nobody named one: letters by their own threshold, with a warning', () => {
    expect(chooseScorer({})).toEqual({
      scorer: lexicalScorer,
      minSimilarity: lexicalScorer.defaultMinSimilarity,
      warning:
        "semanticSimilarity(output) was scored by lexical-trigram@1, which compares letters, not meaning: @retrial/embedder-local is not installed (npm install --save-dev @retrial/embedder-local). If letters are meant, say so: { scorer: 'lexical' }",
    })
  })

  test.each<[string, Wish, string]>([
    [
      'a threshold is not taken for that of another scorer',
      { minSimilarity: 0.8 },
      "semanticSimilarity(output): minSimilarity 0.8 is for the scorer of @retrial/embedder-local, which is not installed. Install it: npm install --save-dev @retrial/embedder-local; or name the scorer that it is for: { scorer: 'lexical' }.",
    ],
    [
      'it is named by the rule',
      { ofRule: 'local', ofEngine: 'lexical' },
      "semanticSimilarity(output): the scorer 'local' is that of @retrial/embedder-local, which is not installed. Install it: npm install --save-dev @retrial/embedder-local; or name another: 'lexical'.",
    ],
    ['it is named by the engine', { ofEngine: 'local' }, "the scorer 'local' is that of"],
  ])('%s', (_what, wish, message) => {
    expect(() => chooseScorer(wish)).toThrow(expect.objectContaining({ code: 'SCORER_MISSING' }))
    expect(() => chooseScorer(wish)).toThrow(message)
  })

  test('another one that is named is not missed', () => {
    expect(chosen({ ofRule: 'lexical', minSimilarity: 0.8 })).toBe('lexical-trigram@1 0.8')
    expect(chosen({ ofEngine: MINE, minSimilarity: 0.8 })).toBe('mine@1 0.8')
  })
})

test('an embedder is scored by cosine, by one scorer each time', async () => {
  const embedder = {
    id: 'vectors@1',
    defaultMinSimilarity: 0.6,
    embed: async (texts: readonly string[]) => texts.map((text) => [text.length, 1]),
  }
  const { scorer } = chooseScorer({ ofRule: embedder })
  expect(scorer).toMatchObject({ id: 'vectors@1', defaultMinSimilarity: 0.6 })
  expect(chooseScorer({ ofEngine: embedder }).scorer).toBe(scorer)
  const [score] = await scorer.score([{ recorded: 'abc', replayed: 'xyz' }])
  expect(score).toBeCloseTo(1)
})

test('a scorer without a threshold needs that of the rule', () => {
  const bare = { id: 'bare@1', score: () => [] } as unknown as SimilarityScorer
  expect(() => chooseScorer({ ofRule: bare })).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTION',
      message:
        'semanticSimilarity(output): the scorer bare@1 has no defaultMinSimilarity from 0 to 1. Give the rule a minSimilarity.',
    }),
  )
  expect(chosen({ ofRule: bare, minSimilarity: 0.5 })).toBe('bare@1 0.5')
})

test.each([null, 'locale', {}, { id: 'x' }, { id: '', score: () => [] }])('%j is no scorer', (choice) => {
  expect(() => {
    setScorer(choice as never)
  }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
})

describe('what the local model cannot read', () => {
  beforeEach(() => {
    setLocalScorer(LOCAL)
  })

  test.each<[string, Wish, boolean]>([
    ['by default', {}, true],
    ['where local is named', { ofRule: 'local' }, true],
    ['not with a threshold that is for the model', { minSimilarity: 0.7 }, false],
    ['not for a scorer of your own', { ofRule: MINE }, false],
  ])('is judged by letters: %s', (_which, wish, isOtherwise) => {
    expect(chooseScorer(wish).otherwise).toBe(isOtherwise ? lexicalScorer : undefined)
  })
})
