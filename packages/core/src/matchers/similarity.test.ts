import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { policy, type ReplayPolicy } from '../policy/index.js'
import { capture } from '../recording/capture.js'
import { setLocalScorer } from '../similarity/testing/local-package.js'
import type { MatcherResult } from './context.js'
import { baselineStore } from './baselines.js'
import { closeBaselines } from './opened-stores.js'
import { setRunSettings } from './run-settings.js'
import { checkUnderWay } from './testing/matcher-context.js'
import { toReplayMatching } from './to-replay-matching.js'

let root: string

beforeEach(() => {
  vi.stubEnv('CI', undefined)
  root = mkdtempSync(join(tmpdir(), 'retrial-similarity-'))
  setRunSettings({ store: 'dir:decisions', root })
  setLocalScorer(null)
})
afterEach(async () => {
  await closeBaselines()
  setRunSettings({})
  setLocalScorer(undefined)
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true })
})

const SAID = 'The refund of 50 euros was approved today.'

async function asserted(now: string, by: ReplayPolicy) {
  let reply = SAID
  const decided = decision(freshName(), () => ({ reply }))
  await capture(() => decided(), { store: await baselineStore(false) })
  reply = now
  const { check, rows } = checkUnderWay()
  const result: MatcherResult = await toReplayMatching(check, decided, by)
  return { pass: result.pass, message: result.message(), row: rows[0]! }
}

const p = policy('steady')
const lexical = p.semanticSimilarity('output.reply', { scorer: 'lexical' })

test('other words pass, and the row has the score', async () => {
  const { pass, row } = await asserted('Today the refund of 50 euros was approved.', lexical)
  expect(pass).toBe(true)
  expect(row).toMatchObject({ ok: true, scores: [{ field: 'output.reply', scorer: 'lexical-trigram@1' }] })
  expect(row.warnings).toBeUndefined()
})

test('another meaning fails, and the message shows score, reason and change', async () => {
  const { pass, message } = await asserted('The refund of 500 euros was approved today.', lexical)
  expect(pass).toBe(false)
  expect(message).toMatch(
    /output\.reply similarity 0\.\d\d ≥ 0\.\d\d \(lexical-trigram@1\), but numbers differ: .+ {2}\(semanticSimilarity\(output\.reply\)\)\n +output\.reply: "The refund of \[-50-\]\{\+500\+\} euros/,
  )
})

test('a scorer that is missing fails with the command that mends it', async () => {
  const { pass, message, row } = await asserted(
    SAID,
    p.semanticSimilarity('output.reply', { minSimilarity: 0.8 }),
  )
  expect(pass).toBe(false)
  expect(row).toMatchObject({ ok: false, verdict: 'error' })
  expect(message).toContain(
    'SCORER_MISSING: semanticSimilarity(output.reply): minSimilarity 0.8 is for the scorer of @retrial/embedder-local',
  )
  expect(message).toContain('npm install --save-dev @retrial/embedder-local')
})

test('letters in the place of meaning are no secret', async () => {
  const { pass, row } = await asserted(
    'Today the refund of 50 euros was approved.',
    p.semanticSimilarity('output.reply'),
  )
  expect(pass).toBe(true)
  expect(row.warnings).toEqual([expect.stringContaining('which compares letters, not meaning')])
})
