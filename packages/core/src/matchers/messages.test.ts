import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decision, effect } from '../decision/index.js'
import { policy } from '../policy/index.js'
import { Attempt } from './attempt.js'
import { createMatchers } from './create-matchers.js'
import { decisions } from './decisions.js'
import { closeBaselines } from './opened-stores.js'
import { setRunSettings } from './run-settings.js'
import { matcherContext } from './testing/matcher-context.js'

const matchers = createMatchers({
  acceptCommand: 'runner -u',
  wraps: 0,
  attempt: () => new Attempt({ report: () => undefined }),
})

let changed = false
let draws = 0
const triage = decision('triage', async (text: string) => ({
  label: 'refund',
  confidence: changed ? 0.9 : 0.5,
  reply: changed ? 'We are sorry for the delay.' : 'We are sorry for the long delay.',
  text,
}))
const steady = decision('steady', async (text: string) => text)
const lookUp = decision('look up', async () => effect(changed ? 'crm.find' : 'crm.lookup', async () => 1))
const cached = decision('cached', async () => (changed ? 1 : effect('crm.lookup', async () => 1)))
const stuck = decision('stuck', () => (changed ? new Promise(() => undefined) : 1))
const drawn = decision('drawn', () => (changed ? ++draws : 0))
const refused = decision('refused', async () => {
  throw Object.assign(new RangeError(changed ? 'no such order' : 'too much'), { code: 'E_ORDER' })
})
const reaching = decision('reaching', async () => {
  if (!changed) return 1
  return new Promise((resolve) =>
    get('http://127.0.0.1:9/', resolve).on('error', () => {
      resolve(0)
    }),
  )
})

const CALLS: Readonly<Record<string, () => unknown>> = {
  'triage/one': () => triage('my order'),
  'triage/two': () => triage('my invoice'),
  steady: () => steady('as ever'),
  lookup: () => lookUp(),
  cached: () => cached(),
  stuck: () => stuck(),
  drawn: () => drawn(),
  refused: () => refused(),
  reaching: () => reaching(),
}

const rules = policy('triage stays steady')
  .exactMatch('output.label')
  .withinRange('output.confidence', { delta: 0.05 })
  .maxIncreasePercent('output.confidence', 10)
const limits = policy('triage knows its limits')
  .withinRange('output.confidence', { max: 0.8 })
  .matches('output.reply', /long/)
  .matchesSchema('output.label', {
    '~standard': {
      version: 1,
      vendor: 'own',
      validate: () => ({ issues: [{ message: 'must be a kind of ticket' }] }),
    },
  })
const LIMIT = { timeoutMs: 100 }

/** How each of them is called: received value and arguments. */
const REPLAYS: readonly (readonly [string, unknown, ...unknown[]])[] = [
  ['a mismatch', 'triage/one'],
  ['a violation', triage, rules],
  ['what a rule forbids whatever was recorded', 'triage/one', limits],
  ['one of several', ['steady', 'triage/one', 'triage/two']],
  ['a match', 'steady'],
  ['several matches', ['steady', 'steady'], policy('as it was')],
  ['a miss', lookUp],
  ['unused', cached],
  ['a timeout', stuck, undefined, LIMIT],
  ['nondeterministic', drawn],
  ['another error', refused],
  ['escaped', reaching],
  ['missing', 'no/such'],
  ['nothing', decisions({ tags: { team: 'none' } })],
  ['no decision', () => 1],
  ['no policy', 'steady', { mode: 'strict' }],
  ['no such option', 'steady', undefined, { timoutMs: 1 }],
]
const COMPARISONS: readonly (readonly [string, unknown, ...unknown[]])[] = [
  ['a mismatch', CALLS['triage/one'], 'triage/one'],
  ['a match', CALLS['steady'], 'steady'],
  ['a miss', CALLS['lookup'], 'lookup'],
  ['other arguments', () => steady('otherwise'), 'steady'],
  ['another decision', () => steady('as ever'), 'triage/one'],
  ['a timeout', CALLS['stuck'], 'stuck', LIMIT],
  ['a value', { label: 'refund' }, 'triage/one'],
  ['the same value', 'as ever', 'steady'],
  ['another recording', 'triage/two', 'triage/one'],
  ['the decision itself', triage, 'triage/one'],
  ['beside a property', CALLS['triage/one'], 'triage/one', { properties: { reply: expect.any(String) } }],
  [
    'a property',
    CALLS['triage/one'],
    'triage/one',
    { properties: { confidence: 0.5, text: expect.any(Number) } },
  ],
  ['no properties', CALLS['steady'], 'steady', { properties: expect.any(String) }],
  ['missing', 1, 'no/such'],
  ['no id', CALLS['steady'], '../outside'],
]

const root = mkdtempSync(join(tmpdir(), 'retrial-'))
beforeAll(async () => {
  vi.stubEnv('CI', undefined)
  setRunSettings({ store: 'dir:decisions', root })
  for (const [id, call] of Object.entries(CALLS)) {
    const quiet = async (): Promise<unknown> => call()
    const thunk = id === 'refused' ? () => quiet().catch(() => undefined) : call
    const { pass, message } = await matchers.toHaveNoDiffFrom.call(matcherContext(), thunk, id)
    expect(pass, message()).toBe(true)
  }
  changed = true
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await closeBaselines()
  rmSync(root, { recursive: true })
})

async function messagesOf(
  matcher: (...args: never[]) => Promise<{ pass: boolean; message: () => string }>,
  cases: typeof REPLAYS,
): Promise<string> {
  const parts: string[] = []
  for (const [name, received, ...args] of cases) {
    for (const isNot of [false, true]) {
      // What a run in CI would show is the same but for the next step.
      const context = matcherContext({ isNot, snapshotState: { _updateSnapshot: 'new' } })
      const { pass, message } = await matcher.apply(context as never, [received, ...args] as never)
      const verdict = pass === isNot ? message() : '(holds)'
      parts.push(`## ${name}${isNot ? ', not' : ''}\n\n${verdict.replaceAll(root, '<root>')}\n`)
    }
  }
  return parts.join('\n')
}

test('of toReplayMatching', async () => {
  await expect(await messagesOf(matchers.toReplayMatching, REPLAYS)).toMatchFileSnapshot(
    './testing/to-replay-matching.messages.txt',
  )
})

test('of toHaveNoDiffFrom', async () => {
  await expect(await messagesOf(matchers.toHaveNoDiffFrom, COMPARISONS)).toMatchFileSnapshot(
    './testing/to-have-no-diff-from.messages.txt',
  )
})
