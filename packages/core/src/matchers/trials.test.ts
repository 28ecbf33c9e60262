import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'
import { capture } from '../recording/capture.js'
import { openStore } from '../store/open-store.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { closeBaselines } from './opened-stores.js'
import type { NoDiffOptions } from './options.js'
import { setRunSettings } from './run-settings.js'
import { checkUnderWay } from './testing/matcher-context.js'
import { toHaveNoDiffFrom } from './to-have-no-diff-from.js'
import { toReplayMatching } from './to-replay-matching.js'

beforeEach(() => {
  vi.stubEnv('CI', '')
  vi.stubEnv('RETRIAL_CI', '')
})

afterEach(async () => {
  await closeBaselines()
  setRunSettings({})
  vi.unstubAllEnvs()
})

/** A baseline of a decision that gives these answers in turn; the first one is recorded. */
async function answering(...answers: string[]) {
  let call = 0
  const root = temporaryFolder()
  setRunSettings({ root, store: 'dir:decisions' })
  const store = await openStore('dir:decisions', { cwd: root })
  const decided = decision(freshName(), () => answers[call++ % answers.length])
  await capture(() => decided(), { id: 'x', store })
  await store.close()
  return async (options: object, isNot = false) => {
    const { check, rows } = checkUnderWay({ isNot })
    const { pass, message } = await toReplayMatching(check, 'x', undefined, options)
    return { pass, text: message(), rows }
  }
}

describe('trials', () => {
  test('the failure says how many matched, and how little that tells', async () => {
    const assert = await answering('a', 'b', 'a', 'b')
    const { pass, text, rows } = await assert({ effects: 'live', trials: 3 })
    expect(pass).toBe(false)
    expect(text).toContain('1 of 3 trials matched (95% interval of the rate: 6% to 80%)')
    expect(text).toContain('output: "a" → "b"')
    expect(rows).toMatchObject([
      {
        ok: false,
        trials: { passed: 1, total: 3 },
        pass: 'all',
        details: [expect.stringContaining('1 of 3'), expect.anything()],
      },
    ])
  })

  test.each<[object, boolean]>([
    [{ pass: 'all' }, false],
    [{ pass: 'majority' }, true],
    [{ pass: 'any' }, true],
    [{ pass: { rate: 0.6 } }, true],
    [{ pass: { rate: 0.7 } }, false],
  ])('2 of 3, %j: %s', async (rule, holds) => {
    const assert = await answering('a', 'a', 'a', 'b')
    const { pass, rows } = await assert({ effects: 'live', trials: 3, ...rule })
    expect(pass).toBe(holds)
    expect(rows).toMatchObject([{ ok: holds, trials: { passed: 2, total: 3 }, ...rule }])
  })

  test('a single one has no rule', async () => {
    const assert = await answering('a')
    const [row] = (await assert({})).rows
    expect(row).not.toHaveProperty('pass')
  })

  test('what holds says it too, under .not', async () => {
    const assert = await answering('a')
    const { pass, text } = await assert({ trials: 2 }, true)
    expect(pass).toBe(true)
    expect(text).toContain('The decision still holds: 2 of 2 trials matched (95% interval')
  })

  test('from the recording, trials that differ are no matter of a rule', async () => {
    const assert = await answering('a', 'a', 'b')
    const { pass, text } = await assert({ trials: 2, pass: 'any' })
    expect(pass).toBe(false)
    expect(text).toContain('nondeterministic')
    expect(text).toContain('1 of 2 trials matched')
  })
})

describe('options that are refused', () => {
  const refused = (message: string) =>
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) })

  test.each<[object, string]>([
    [{ trials: 0 }, 'trials'],
    [{ trials: 2, pass: 'most' }, 'pass'],
    [{ pass: 'any' }, 'give trials'],
    [{ trails: 2 }, '"trails"'],
    // A changed baseline of other inputs would be accepted under the old ones.
    [{ overrides: { inputs: {} } }, '"overrides"'],
    [{ policy: undefined }, '"policy"'],
    [{ tags: {} }, '"tags"'],
  ])('toReplayMatching(policy, %j)', async (options, message) => {
    const assert = await answering('a')
    await expect(assert(options)).rejects.toThrow(refused(message))
  })

  test.each<[object, string]>([
    [{ trials: 2 }, '"trials"'],
    [{ pass: 'any' }, '"pass"'],
    [{ tag: {} }, '"tag"'],
  ])('toHaveNoDiffFrom(id, %j)', async (options, message) => {
    const { check } = checkUnderWay()
    await expect(toHaveNoDiffFrom(check, () => 1, 'x', options as NoDiffOptions)).rejects.toThrow(
      refused(message),
    )
  })

  test.each<object>([
    { effects: 'live' },
    { timeoutMs: 5 },
    { tags: { a: 'b' } },
    { signal: new AbortController().signal },
  ])('toHaveNoDiffFrom(id, %j) of a value', async (options) => {
    await answering('a')
    const { check } = checkUnderWay()
    await expect(toHaveNoDiffFrom(check, 'a', 'x', options)).rejects.toThrow(refused('is for calls'))
    expect(await toHaveNoDiffFrom(check, 'a', 'x', { mode: 'strict' })).toMatchObject({ pass: true })
  })
})

test('a signal that aborts ends the waiting', async () => {
  const assert = await answering('a')
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(assert({ signal })).rejects.toThrow('enough')
})
