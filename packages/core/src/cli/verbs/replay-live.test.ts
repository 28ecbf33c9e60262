import { startProviders, type Providers } from '@retrial/fixtures'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../../decision/decision.js'
import { capture } from '../../recording/capture.js'
import type { RunReport } from '../../reporting/report/run-report.js'
import { openStore } from '../../store/open-store.js'
import type { DriftReport } from '../replay/live/drift-report.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let providers: Providers
beforeAll(async () => {
  providers = await startProviders()
})
afterAll(() => providers.close())

/** Answers that drift: what is added to the label of each call, in their order. */
let drift: string[] = []
let failures = 0
const sort = decision('asks live', async (ticket: string) => {
  const key = failures-- > 0 ? '' : 'k'
  const response = await fetch(`${providers.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: `Answer with JSON with the keys "label", "summary".\n${ticket}` }],
    }),
  })
  if (!response.ok) throw new Error(`the provider said ${response.status}`)
  const { choices } = (await response.json()) as { choices: [{ message: { content: string } }] }
  return { label: 'bug' + (drift.shift() ?? ''), answer: choices[0].message.content }
})

let project: VerbProject
beforeEach(async () => {
  vi.stubEnv('RETRIAL_MODE', undefined)
  vi.stubEnv('RETRIAL_LIVE', undefined)
  drift = []
  failures = 0
  project = verbProject()
  const store = await openStore('dir:decisions', { cwd: project.folder })
  for (const id of ['a', 'b', 'c']) await capture(() => sort(`The app crashes, says ${id}.`), { id, store })
  await store.close()
  configure({ backoffMs: 1 })
})

const configure = (live: object): void => {
  writeFileSync(join(project.folder, 'retrial.config.json'), JSON.stringify({ live }))
}
const calls = async (...args: string[]) => {
  const before = providers.requests.length
  const shown = await project.run(['replay', '--live', ...args])
  return { ...shown, made: providers.requests.length - before }
}
const json = (path: string): unknown => JSON.parse(readFileSync(join(project.folder, path), 'utf8'))
const driftReport = () => json('.retrial/drift.json') as DriftReport
const rows = () => (json('.retrial/report.json') as RunReport).rows

describe('retrial replay --live', () => {
  test('asks the world as often as it is told, and says what it took', async () => {
    const { code, out, made } = await calls('--trials', '2')
    expect({ code, made }).toEqual({ code: 0, made: 6 })
    expect(out).toContain('3 replayed: 3 match')
    expect(rows()[0]).toMatchObject({ effects: 'live', trials: { passed: 2, total: 2 }, pass: 'all' })
    const { spent, decisions, recordings, left } = driftReport()
    expect({ calls: spent.calls, cost: spent.cost, left }).toEqual({ calls: 6, cost: null, left: 0 })
    expect(spent.tokens).toBeGreaterThan(100)
    expect(decisions).toMatchObject([
      {
        functionName: 'asks live',
        consistency: { passed: 6, total: 6 },
        held: { passed: 3, total: 3 },
        similarity: { min: 1, median: 1 },
        labels: [],
      },
    ])
    expect(recordings.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(recordings[0]?.tokens.live).toBe(recordings[0]?.tokens.recorded)
  })

  test('a label that comes out otherwise is named, and how often', async () => {
    drift = ['', '!', '!', '', '', '']
    const { code, out } = await calls('--trials', '3', '--pass', 'majority', 'a', 'b')
    expect(code).toBe(1)
    expect(out).toContain('1 of 3 trials matched (95% interval of the rate: 6% to 80%)')
    const { recordings, decisions } = driftReport()
    expect(recordings[0]).toMatchObject({
      consistency: { passed: 1, total: 3 },
      labels: [{ change: 'output.label: "bug" → "bug!"', times: 2 }],
    })
    expect(decisions).toMatchObject([{ consistency: { passed: 4, total: 6 }, held: { passed: 1, total: 2 } }])
    const markdown = readFileSync(join(project.folder, '.retrial/drift.md'), 'utf8')
    expect(markdown).toMatch(/^## Drift: 1 of 2 recordings did not hold\n/)
    expect(markdown).toContain('| a | 1/3 (6%–80%) |')
    expect(rows().map(({ id, ok }) => `${id} ${ok}`)).toEqual(['a false', 'b true'])
  })

  test('stops before it spends more than it may, and goes on there', async () => {
    const first = await calls('--trials', '2', '--max-calls', '3')
    expect({ code: first.code, made: first.made }).toEqual({ code: 3, made: 3 })
    expect(first.out).toContain(
      'the budget of 3 calls (maxCalls) is spent: 3 were made; 2 of 3 recordings are left',
    )
    expect(driftReport()).toMatchObject({ left: 2, stopped: expect.stringContaining('maxCalls') })
    expect(rows()).toHaveLength(1)

    const second = await calls('--trials', '2', '--max-calls', '3', '--resume')
    expect({ code: second.code, made: second.made }).toEqual({ code: 0, made: 3 })
    expect(driftReport()).toMatchObject({ left: 0, recordings: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
  })

  test.each<[string, object, string[], number, string]>([
    ['tokens', { maxTokens: 1 }, [], 0, 'the budget of 1 tokens (maxTokens) is spent'],
    [
      'calls, by the option before the config',
      { maxCalls: 9 },
      ['--max-calls', '0'],
      0,
      'the budget of 0 calls',
    ],
    ['a cost that nobody knows', { maxCost: 5 }, [], 1, 'that of a call is not known: give live.prices'],
    [
      'a cost',
      { maxCost: 1, prices: { 'gpt-5-mini': { input: 9e5, output: 0 } } },
      [],
      0,
      'the budget of $1 (maxCost) is spent',
    ],
  ])('has a budget of %s', async (_what, live, args, made, text) => {
    configure(live)
    const shown = await calls(...args)
    expect({ code: shown.code, made: shown.made }).toEqual({ code: 3, made })
    expect(shown.out).toContain(text)
  })

  test('prices give the cost', async () => {
    configure({ prices: { 'gpt-5-mini': { input: 1, output: 2 } } })
    await calls('a')
    const { spent, recordings } = driftReport()
    expect(spent.cost).toBeGreaterThan(0)
    expect(recordings[0]?.cost.live).toBe(spent.cost)
  })

  test('a world that fails is asked again, so often and no more', async () => {
    failures = 2
    expect(await calls('a')).toMatchObject({ code: 0, made: 3 })
    failures = 9
    const { code, made, out } = await calls('a')
    expect({ code, made }).toEqual({ code: 1, made: 3 })
    expect(out).toContain('RECORDING_FAILED')
    configure({ attempts: 1 })
    expect(await calls('a')).toMatchObject({ code: 1, made: 1 })
  })

  test('asks no faster than it may', async () => {
    configure({ callsPerMinute: 300 })
    const start = performance.now()
    await calls()
    expect(performance.now() - start).toBeGreaterThanOrEqual(395)
  })

  test('in CI it has to be said twice', async () => {
    vi.stubEnv('CI', '1')
    expect(await calls()).toMatchObject({ code: 2, made: 0, err: expect.stringContaining('LIVE_IN_CI') })
    vi.stubEnv('RETRIAL_LIVE', '1')
    expect(await calls('a')).toMatchObject({ code: 0, made: 1 })
    vi.unstubAllEnvs()
  })

  test('where the config says that runs replay, too', async () => {
    writeFileSync(join(project.folder, 'retrial.config.json'), JSON.stringify({ runMode: 'replay' }))
    expect(await calls()).toMatchObject({ code: 2, made: 0, err: expect.stringContaining('LIVE_IN_CI') })
  })

  test.each<[object, string]>([
    [{ maxCalls: -1 }, 'live.maxCalls must be a whole number from 0'],
    [{ attempts: 0 }, 'live.attempts must be a whole number from 1'],
    [{ maxCosts: 1 }, 'Did you mean "maxCost"?'],
    [{ prices: { m: 1 } }, 'live.prices["m"] must be { input, output }'],
  ])('refuses the config %j', async (live, text) => {
    configure(live)
    expect(await calls()).toMatchObject({ code: 2, made: 0, err: expect.stringContaining(text) })
  })
})
