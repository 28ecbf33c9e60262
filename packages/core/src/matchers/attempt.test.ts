import { describe, expect, test } from 'vitest'
import type { ReplayRow } from '../reporting/replay-row.js'
import { Attempt } from './attempt.js'
import type { MatcherContext, MatcherResult } from './context.js'
import { matcherContext } from './testing/matcher-context.js'

const RESULT: MatcherResult = { pass: true, message: () => '' }
const row = (id: string): ReplayRow => ({ id }) as ReplayRow

function attempted(options: { last?: boolean } = {}) {
  const rows: string[] = []
  const attempt = new Attempt({
    ...options,
    report: ({ id, verdict }) => void rows.push(verdict === 'timeout' ? `${id} cut` : id),
  })
  const watch = (work: Promise<MatcherResult>, context: Partial<MatcherContext> = {}) =>
    attempt.watch(
      work,
      matcherContext(context),
      { name: 'toReplayMatching', hint: () => 'expect(…)\n\n', stack: () => '    at the line of the call' },
      0,
    )
  return { attempt, rows, watch }
}

/** Work that goes on until it is told to end. */
function openWork(): { work: Promise<MatcherResult>; settle: () => void } {
  let settle = (): void => undefined
  const work = new Promise<MatcherResult>((resolve) => {
    settle = () => {
      resolve(RESULT)
    }
  })
  return { work, settle }
}

describe('ends well', () => {
  test('without assertions', async () => {
    await expect(attempted().attempt.end()).resolves.toBeUndefined()
  })

  test.each([
    ['that held', async () => RESULT],
    ['that failed', () => Promise.reject<MatcherResult>(new Error('did not hold'))],
  ])('where somebody awaited one %s', async (_name, work) => {
    const { attempt, watch } = attempted()
    await watch(work()).catch(() => undefined)

    await expect(attempt.end()).resolves.toBeUndefined()
  })

  test('after .resolves, which the runner awaits, where it is over', async () => {
    const { attempt, watch } = attempted()
    void watch(Promise.resolve(RESULT), { promise: 'resolves' })
    await Promise.resolve()

    await expect(attempt.end()).resolves.toBeUndefined()
  })

  test('in a poll, whose promise vitest itself watches', async () => {
    const { attempt, watch } = attempted()
    void watch(Promise.resolve(RESULT), { poll: true, assertion: {} })
    await Promise.resolve()

    await expect(attempt.end()).resolves.toBeUndefined()
  })
})

describe('fails', () => {
  test('where nobody awaited one, at the line of its call, and waits for it', async () => {
    const { attempt, watch } = attempted()
    const { work, settle } = openWork()
    let over = false
    void work.then(() => (over = true))
    void watch(work)
    setImmediate(settle)
    const failure = await attempt.end().catch((error: unknown) => error as Error)

    expect(over).toBe(true)
    expect(failure).toMatchObject({
      code: 'NOT_AWAITED',
      message:
        'expect(…)\n\nNOT_AWAITED: an assertion of this test was not awaited. Write: await expect(…).toReplayMatching(…)',
    })
    expect((failure as Error).stack).toBe(
      `UsageError: ${(failure as Error).message}\n    at the line of the call`,
    )
  })

  test('where it failed on its own long before', async () => {
    const { attempt, watch } = attempted()
    void watch(Promise.reject(new Error('did not hold')))
    await new Promise(setImmediate)

    await expect(attempt.end()).rejects.toThrow('was not awaited')
  })

  test('with the count of several', async () => {
    const { attempt, watch } = attempted()
    void watch(Promise.resolve(RESULT))
    void watch(Promise.resolve(RESULT))
    await watch(Promise.resolve(RESULT))

    await expect(attempt.end('the test "::error::x"')).rejects.toThrow(
      'NOT_AWAITED: 2 assertions of the test "::error::x" were not awaited; the first is this.',
    )
  })

  test('after .resolves, where it is still open', async () => {
    const { attempt, watch } = attempted()
    const { work, settle } = openWork()
    void watch(work, { promise: 'resolves' }).then(() => undefined)
    setImmediate(settle)

    await expect(attempt.end()).rejects.toThrow('was not awaited')
  })

  test('where one is open that somebody does await, without waiting for it, and it has a row', async () => {
    const { attempt, rows, watch } = attempted()
    const { work } = openWork()
    void watch(work).catch(() => undefined)
    const ended = attempt.end()

    await expect(ended).rejects.toThrow('an assertion of this test was still open at the end')
    expect(rows).toEqual(['toReplayMatching() cut'])
  })
})

describe('where no hook is left that could end it', () => {
  /** What the process hears of while an assertion is made. */
  async function thrown(make: (watch: ReturnType<typeof attempted>['watch']) => unknown): Promise<unknown[]> {
    const errors: unknown[] = []
    const listeners = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[]
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', (error) => void errors.push(error))
    try {
      void make(attempted({ last: true }).watch)
      await new Promise(setImmediate)
    } finally {
      process.removeAllListeners('uncaughtException')
      for (const listener of listeners) process.on('uncaughtException', listener)
    }
    return errors
  }

  test('one that is not awaited at once is an uncaught error', async () => {
    expect(await thrown((watch) => watch(Promise.resolve(RESULT)))).toEqual([
      expect.objectContaining({
        code: 'NOT_AWAITED',
        stack: expect.stringContaining('    at the line of the call') as string,
      }),
    ])
  })

  test.each<[string, Parameters<typeof thrown>[0]]>([
    ['awaited', async (watch) => void (await watch(openWork().work))],
    ['returned', async (watch) => watch(openWork().work)],
    ['awaited with others', async (watch) => void (await Promise.all([watch(openWork().work)]))],
    ['awaited by the runner', (watch) => watch(openWork().work, { promise: 'resolves' })],
  ])('one that is %s is none', async (_name, make) => {
    expect(await thrown(make)).toEqual([])
  })
})

test('rows are passed on at once, and none after the end', async () => {
  const { attempt, rows } = attempted()
  attempt.report(matcherContext(), row('in time'))
  expect(rows).toEqual(['in time'])
  expect(attempt.over).toBe(false)
  await attempt.end()
  attempt.report(matcherContext(), row('late'))

  expect(rows).toEqual(['in time'])
  expect(attempt.over).toBe(true)
})

test('of a poll only the last answer counts, of two polls that of each', async () => {
  const { attempt, rows, watch } = attempted()
  for (const time of [1, 2, 3]) {
    for (const assertion of ['one', 'two']) {
      const context = matcherContext({ poll: true, assertion })
      void watch(Promise.resolve(RESULT), context)
      attempt.report(context, row(`${assertion} ${time}`))
      attempt.report(context, row(`${assertion} ${time} too`))
    }
  }
  void watch(openWork().work, { poll: true, assertion: 'one' })
  expect(rows).toEqual([])
  await attempt.end()

  expect(rows).toEqual(['one 3', 'one 3 too', 'two 3', 'two 3 too'])
})

test('a poll that came to no answer in time fails', async () => {
  const { attempt, rows, watch } = attempted()
  void watch(openWork().work, { poll: true, assertion: 'one' })

  await expect(attempt.end()).rejects.toThrow('was still open at the end')
  expect(rows).toEqual(['toReplayMatching() cut'])
})

describe('a test that is meant to fail', () => {
  const missing: ReplayRow = { ...row('no/such'), verdict: 'missing' }
  const ways: [string, Partial<MatcherContext>][] = [
    ['vitest', { task: { fails: true } }],
    ['jest', { testFailing: true }],
    ['jest, concurrent', { currentTestIdentity: () => ({ failing: true }) }],
  ]

  test.each(ways)('does not pass where there is no baseline: %s', async (_runner, context) => {
    const { attempt } = attempted()
    attempt.report(matcherContext(context), missing)
    attempt.report(matcherContext(context), missing)

    await expect(attempt.end()).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
      message: expect.stringContaining(
        'this test is meant to fail, and failed as there is no baseline "no/such": nothing was compared',
      ) as string,
    })
  })

  test.each(ways)('does not pass by what could not be compared: %s', async (_runner, context) => {
    const { attempt } = attempted()
    const broken: ReplayRow = { ...row('a'), verdict: 'error', details: ['DECISION_NOT_REGISTERED: none'] }
    attempt.report(matcherContext(context), { ...row('b'), verdict: 'match', ok: true })
    attempt.report(matcherContext(context), broken)
    attempt.report(matcherContext(context), broken)

    await expect(attempt.end()).rejects.toMatchObject({
      code: 'NOT_COMPARED',
      message: `NOT_COMPARED: this test is meant to fail, and failed as this was not compared:
    a  error  DECISION_NOT_REGISTERED: none`,
    })
  })

  test('of a poll only the last answer counts', async () => {
    const { attempt } = attempted()
    const polled = { poll: true, assertion: {}, task: { fails: true } }
    attempt.report(matcherContext(polled), { ...row('a'), verdict: 'error' })
    attempt.report(matcherContext(polled), { ...row('a'), verdict: 'mismatch' })

    await expect(attempt.end()).resolves.toBeUndefined()
  })

  test.each(ways)('ends well where it fails by its decision: %s', async (_runner, context) => {
    for (const verdict of [
      'mismatch',
      'violation',
      'miss',
      'unused',
      'timeout',
      'nondeterministic',
    ] as const) {
      const { attempt } = attempted()
      attempt.report(matcherContext(context), { ...row('a'), verdict, ok: false })
      attempt.report(matcherContext(context), { ...row('b'), verdict: 'error', ok: false })
      await expect(attempt.end(), verdict).resolves.toBeUndefined()
    }
  })

  test('any other fails by itself', async () => {
    const { attempt } = attempted()
    attempt.report(matcherContext({}), missing)
    await expect(attempt.end()).resolves.toBeUndefined()
  })
})
