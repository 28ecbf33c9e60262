import { setTimeout as delay } from 'node:timers/promises'
import { redactor } from '../snapshot/redaction/settings.js'
import { describe, expect, test, vi } from 'vitest'
import { effect } from '../decision/effect.js'
import { scopes } from '../decision/scope.js'
import type { CallEffect, Effect, HttpEffect } from '../snapshot/types.js'
import { startExecution, type ExecuteOptions, type Execution } from './execute.js'

const call = (name: string, value: unknown): CallEffect => ({ kind: 'call', name, value, durationMs: 1 })
const answer = (url: string, text: string): HttpEffect => ({
  kind: 'http',
  request: { method: 'GET', url },
  response: { status: 200, headers: {}, chunks: [text] },
  end: 'done',
  durationMs: 1,
})
const asItIs = (execution: Execution): Execution => execution
const run = (
  code: () => unknown,
  effects: Effect[] = [],
  more: Partial<ExecuteOptions> = {},
): Promise<Execution> =>
  startExecution(code, { effects, redactor: redactor(), timeoutMs: 2_000, ...more }, asItIs).finished

describe('the outcome', () => {
  test.each<[string, () => unknown, object]>([
    ['a value', () => 1, { value: 1 }],
    ['a promise', async () => 2, { value: 2 }],
    [
      'a thenable',
      () => ({
        then: (resolve: (value: number) => void) => {
          resolve(3)
        },
      }),
      { value: 3 },
    ],
    [
      'a throw',
      () => {
        throw new Error('x')
      },
      { thrown: new Error('x') },
    ],
    [
      'a rejection',
      async () => {
        throw new Error('y')
      },
      { thrown: new Error('y') },
    ],
    [
      'a throw of nothing',
      () => {
        throw undefined
      },
      { thrown: undefined },
    ],
  ])('%s', async (_case, code, outcome) => {
    expect(await run(code)).toMatchObject({ outcome, timedOut: false, misses: [], escapes: [] })
  })

  test('is given back at once to a synchronous caller', () => {
    const thrown = new Error('x')
    const options = { effects: [], redactor: redactor(), timeoutMs: 10 }
    expect(startExecution(() => 5, options, asItIs).immediate).toEqual({ returned: 5 })
    expect(
      startExecution(
        () => {
          throw thrown
        },
        options,
        asItIs,
      ).immediate,
    ).toEqual({ thrown })
  })
})

describe('wrapped calls', () => {
  test('answer from the tape, with their types, and the function is not called', async () => {
    const fn = vi.fn()
    const when = new Date(0)
    const { outcome, tape } = await run(
      async () => [await effect('a', fn), await effect('a', fn), await effect('b', fn)],
      [call('a', { when, ids: new Map([[1, 2n]]) }), call('b', undefined), call('a', 'second')],
    )
    expect(outcome).toEqual({ value: [{ when, ids: new Map([[1, 2n]]) }, 'second', undefined] })
    expect(tape.unused()).toEqual([])
    expect(fn).not.toHaveBeenCalled()
  })

  test('throw what was recorded', async () => {
    const failed: CallEffect = {
      kind: 'call',
      name: 'a',
      error: { name: 'RangeError', message: 'far', code: 'E' },
      durationMs: 1,
    }
    const { outcome } = await run(() => effect('a', () => 1), [failed])
    expect(outcome).toMatchObject({ thrown: { name: 'RangeError', message: 'far', code: 'E' } })
  })

  test('give a copy: the recording is not changed by its reader', async () => {
    const taped = call('a', { list: [1] })
    await run(async () => (await effect('a', async () => ({ list: [0] }))).list.push(2), [taped])
    expect(taped.value).toEqual({ list: [1] })
  })
})

describe('deadlines', () => {
  test('a run that does not end in time has no outcome', async () => {
    const execution = await run(() => new Promise(() => undefined), [], { timeoutMs: 30 })
    expect(execution).toMatchObject({ timedOut: true, misses: [] })
    expect(execution).toHaveProperty('outcome', undefined)
    expect(execution.ownTimeMs).toBeGreaterThan(20)
  })

  test('an abort rejects with its reason, before and during the run', async () => {
    const reason = new Error('stop')
    const code = vi.fn(() => delay(1_000))
    expect(() =>
      startExecution(
        code,
        { effects: [], redactor: redactor(), timeoutMs: 10, signal: AbortSignal.abort(reason) },
        asItIs,
      ),
    ).toThrow(reason)
    expect(code).not.toHaveBeenCalled()
    const abort = new AbortController()
    const running = run(code, [], { signal: abort.signal })
    setTimeout(() => {
      abort.abort(reason)
    }, 10)
    await expect(running).rejects.toBe(reason)
  })

  test('an abort by the run itself counts too', async () => {
    const reason = new Error('stop')
    const abort = new AbortController()
    const running = run(
      () => {
        abort.abort(reason)
        return delay(1_000)
      },
      [],
      { signal: abort.signal },
    )
    await expect(running).rejects.toBe(reason)
  })

  test('a miss after the end starts none', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    let missed: Promise<number> | undefined
    const { misses } = await run(() => {
      missed = delay(10).then(async () => (await fetch('http://h/late')).status)
    })
    const before = timers()
    expect(await missed).toBe(424)
    await delay(5)
    expect(timers()).toBeLessThan(before)
    expect(misses).toEqual([])
  })

  test('leave no timer and no listener behind', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const signal = new AbortController().signal
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
    const before = timers()
    await run(() => 1, [], { timeoutMs: 60_000, signal })
    // One of an earlier test may have ended by now.
    expect(timers()).toBeLessThanOrEqual(before)
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length)
  })

  test('faked timers do not stop them', async () => {
    vi.useFakeTimers()
    const execution = await run(async () => (await fetch('http://h/')).text(), [answer('http://h/', 'x')])
    const late = await run(() => new Promise(() => undefined), [], { timeoutMs: 20 })
    vi.useRealTimers()
    expect([execution.outcome, late.timedOut]).toEqual([{ value: 'x' }, true])
  })

  test('after a miss there is a grace, for others to show', async () => {
    const execution = await run(
      async () => {
        await Promise.all([fetch('http://h/1'), delay(5).then(() => fetch('http://h/2'))])
        await delay(5_000)
      },
      [],
      { timeoutMs: 4_000 },
    )
    expect(execution).toMatchObject({ timedOut: false, misses: [{ position: 1 }, { position: 2 }] })
    expect(execution).toHaveProperty('outcome', undefined)
  })
})

test('the waiting on the tape is not own time', async () => {
  const chunks = Array.from({ length: 300 }, (_, index) => `data: ${index}\n\n`)
  const stream: HttpEffect = {
    ...answer('http://h/', ''),
    response: { status: 200, headers: { 'content-type': 'text/event-stream' }, chunks },
  }
  const started = performance.now()
  let waitedMs = 0
  const execution = await run(async () => {
    await (await fetch('http://h/')).text()
    waitedMs = performance.now() - started
    const until = performance.now() + 30
    while (performance.now() < until);
  }, [stream])
  expect(execution.ownTimeMs).toBeGreaterThanOrEqual(29)
  expect(execution.ownTimeMs).toBeLessThan(performance.now() - started - waitedMs / 2)
})

test('the scope is open inside the run only', async () => {
  let inside: unknown
  await run(() => (inside = scopes.getStore()))
  expect(inside).toBeDefined()
  expect(scopes.getStore()).toBeUndefined()
})
