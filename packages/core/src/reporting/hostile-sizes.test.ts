import { expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { captureSettled } from '../recording/capture.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import type { ReplayResult } from '../replay/types.js'
import { openStore } from '../store/open-store.js'
import { failureMessage } from './failure-message.js'
import { painter } from './paint.js'
import { replayRow } from './replay-row.js'
import { runSummary } from './run-summary.js'

/** What a hang takes many times over, on a machine that does five other things; the worst takes about 3 s there. */
const LONG_MS = 20_000
const store = await openStore('memory:')
const engine = new ReplayEngine(store)
const plain = painter(false)
let count = 0

/** Records a decision that answers with `before`, and lets it answer with `after` from then on. */
async function recorded(before: unknown, after: unknown): Promise<string> {
  let answer = before
  const id = `hostile/${++count}`
  const decide = decision(id, () => answer)
  const { snapshot } = await captureSettled(() => Promise.resolve(decide()), { id })
  await store.save(snapshot)
  answer = after
  return id
}

/** What a failing matcher says, and what the reporter prints. */
function texts(result: ReplayResult): string[] {
  return [
    failureMessage([result], { next: [], paint: plain }),
    runSummary([replayRow(result, 'replayed', false)], 'runner -u', plain).join('\n'),
  ]
}

const steady = policy('steady').exactMatch('output')
const unlisted = policy('unlisted').exactMatch('functionName')
const text = 'some words '.repeat(500_000)
const numbers = Array.from({ length: 100_000 }, (_, index) => index)
const document = (mark: string): unknown =>
  Array.from({ length: 20_000 }, (_, id) => ({ id: mark + String(id), text: `${mark} item`, mark }))
const nested = (depth: number, leaf: unknown): unknown => {
  let value = leaf
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

test.each<[string, unknown, unknown, string]>([
  [
    '5 MiB of text, one word changed',
    text,
    text.replace('words', 'letters'),
    'some [-words-]{+letters+} some words',
  ],
  ['5 MiB of text, the last word changed', `${text}old`, `${text}new`, 'some words [-old-]{+new+}'],
  [
    '5 MiB of text, every word changed',
    text,
    text.replaceAll('words', 'letters'),
    '… (5499994 characters)-]{+letters some',
  ],
  ['5 MiB of text added', {}, { text }, 'output.text: added "some words'],
  [
    '1,000 texts changed',
    numbers.slice(0, 1_000).map((n) => `${n} ${'x'.repeat(5_000)}`),
    numbers.slice(0, 1_000).map((n) => `${n} ${'y'.repeat(5_000)}`),
    '… and 990 more',
  ],
  ['a document of 1 MB, all leaves changed', document('a'), document('b'), '… and 59990 more'],
  ['100,000 elements, all changed', numbers, numbers.map((n) => -n - 1), '… and 99990 more'],
  ['100,000 elements and one in front', numbers, [-1, ...numbers], 'output[0]: added -1'],
  ['490 levels', nested(490, 1), nested(490, 2), '[0][0]: 1 → 2'],
  ['100,000 levels', 1, nested(100_000, 2), 'LIMIT_EXCEEDED: '],
])('%s', { timeout: 4 * LONG_MS }, async (_what, before, after, expected) => {
  const id = await recorded(before, after)
  const startedAt = performance.now()
  const rules: (ReplayPolicy | undefined)[] = [undefined, steady, unlisted]
  for (const rule of rules) {
    const result = await engine.replay(id, {
      mode: 'strict',
      ...(rule === undefined ? {} : { policy: rule }),
    })
    expect(result.verdict).not.toBe('match')
    for (const shown of texts(result)) {
      expect(shown.length).toBeLessThan(40_000)
      if (rule === undefined) expect(shown).toContain(expected)
    }
  }
  expect(performance.now() - startedAt).toBeLessThan(LONG_MS)
})

test('engine.diff of two of them', { timeout: 4 * LONG_MS }, async () => {
  const [before, after] = [await recorded(document('a'), 0), await recorded(document('b'), 0)]
  const startedAt = performance.now()
  const diff = await engine.diff(before, after)
  expect(diff.changes.length + diff.omittedChanges).toBe(60_001)
  expect(performance.now() - startedAt).toBeLessThan(LONG_MS)
})
