import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effect } from '../decision/effect.js'
import { swap } from '../effects/testing/swap.js'
import { capture } from '../recording/capture.js'
import { decision } from '../decision/decision.js'
import { freshName } from '../effects/testing/round-trip.js'

const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
})

const swapWithItself = (code: () => unknown): ReturnType<typeof swap> => swap(code, code)

describe('arguments', () => {
  test('tell calls of one name apart, in whatever order they come', async () => {
    const load = vi.fn(async (table: string, id: number) => `${table}/${id} of the world`)
    const { result, value, snapshot } = await swap(
      () => Promise.all([effect('load', load, 'a', 1), effect('load', load, 'b', 2)]),
      async () => {
        const second = await effect('load', load, 'b', 2)
        return [await effect('load', load, 'a', 1), second]
      },
    )
    expect(value).toEqual(['a/1 of the world', 'b/2 of the world'])
    expect(snapshot.effects).toMatchObject([
      { kind: 'call', name: 'load', args: ['a', 1] },
      { kind: 'call', name: 'load', args: ['b', 2] },
    ])
    expect(result.verdict).toBe('match')
    expect(load).toHaveBeenCalledTimes(2)
  })

  test('equal ones are answered in the order they were recorded', async () => {
    let drawn = 0
    const draw = vi.fn(async (_from: string) => ++drawn)
    const code = async (): Promise<number[]> => [
      await effect('draw', draw, 'deck'),
      await effect('draw', draw, 'pile'),
      await effect('draw', draw, 'deck'),
    ]
    const { result } = await swap(code, code)
    expect(result).toMatchObject({ verdict: 'match', replayOutput: [1, 2, 3] })
    expect(draw).toHaveBeenCalledTimes(3)
  })

  test('are kept as they were when the call began', async () => {
    const pop = async (list: number[]): Promise<number | undefined> => list.pop()
    const code = async (): Promise<unknown> => effect('pop', pop, [1, 2])
    const { snapshot, result } = await swap(code, code)
    expect(snapshot.effects).toMatchObject([{ args: [[1, 2]], value: 2 }])
    expect(result.verdict).toBe('match')
  })

  test('of every kind that can be recorded', async () => {
    const args = [
      new Date(5),
      new Map([[1n, new Set(['x'])]]),
      undefined,
      Buffer.from('b'),
      NaN,
      null,
    ] as const
    const code = async (): Promise<number> =>
      effect('rich', async (...given: unknown[]) => given.length, ...args)
    const { result, snapshot } = await swap(code, code)
    expect(result.verdict).toBe('match')
    expect(snapshot.effects).toMatchObject([{ args: [...args] }])
  })

  test('none: nothing is kept of them', async () => {
    const code = (): unknown => effect('bare', async () => 1)
    const { snapshot } = await swap(code, code)
    expect(snapshot.effects[0]).not.toHaveProperty('args')
  })

  test('are less their secrets, and still tell calls apart', async () => {
    const call = async ({ id }: { id: number; apiKey: string }): Promise<number> => id * 10
    const code = (key: string) => async (): Promise<number[]> => [
      await effect('call', call, { id: 1, apiKey: key }),
      await effect('call', call, { id: 2, apiKey: key }),
    ]
    const { snapshot, result } = await swap(code('s3cr3t-of-then'), code('s3cr3t-of-now'))
    expect(JSON.stringify(snapshot)).not.toContain('s3cr3t')
    expect(snapshot.effects).toMatchObject([{ args: [{ id: 1, apiKey: '[redacted:api-key]' }] }, {}])
    expect(result).toMatchObject({ verdict: 'match', replayOutput: [10, 20] })
  })

  test('that cannot be kept fail a recording, not the code in it', async () => {
    const give = vi.fn(async (given: { stop: () => number }) => given.stop())
    const decided = decision(freshName(), async () => effect('client', give, { stop: () => 5 }))
    await expect(capture(() => decided())).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('effect "client".args[0].stop is a function'),
    })
    expect(await give.mock.results[0]?.value).toBe(5)
  })

  test('a name with a secret in it does not show where they cannot be kept', async () => {
    const key = `sk-${'a1B2'.repeat(10)}`
    const decided = decision(freshName(), () =>
      effect(
        `login ${key}`,
        (_given: unknown) => 1,
        () => 1,
      ),
    )
    const refused: unknown = await capture(() => decided()).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringMatching(/^effect "login \[redacted:.*\]"\.args\[0\] is a function/),
    })
    const { result } = await swap(
      () => 1,
      () =>
        effect(
          `login ${key}`,
          (_given: unknown) => 1,
          () => 1,
        ),
    )
    expect(JSON.stringify([refused, result, result.error?.message])).not.toContain(key)
  })

  test('that cannot be kept fail a replay: it is no miss', async () => {
    const give = vi.fn(async (_given: unknown) => 1)
    const { result } = await swap(
      () => effect('client', give, 1),
      async () => {
        await effect('client', give, new AbortController().signal).catch(() => undefined)
        return 1
      },
    )
    expect(result).toMatchObject({
      verdict: 'error',
      misses: [],
      error: {
        code: 'NOT_SERIALIZABLE',
        message: expect.stringContaining('effect "client".args[0] is an instance of AbortSignal'),
      },
    })
    expect(give).toHaveBeenCalledTimes(1)
  })
})

describe('a call that answers at once', () => {
  test('does so in a replay, and is not made', async () => {
    const read = vi.fn((path: string) => ({ path, size: 3 }))
    const code = (): number => effect('read', read, '/etc/x').size
    const { snapshot, result } = await swap(code, code)
    expect(snapshot.effects).toMatchObject([
      { sync: true, args: ['/etc/x'], value: { path: '/etc/x', size: 3 } },
    ])
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 3 })
    expect(read).toHaveBeenCalledTimes(1)
  })

  test('may answer undefined', async () => {
    const code = (): unknown => effect('log', (): unknown => undefined)
    expect(await swap(code, code)).toMatchObject({ result: { verdict: 'match' }, value: undefined })
  })

  test('throws at once what it threw', async () => {
    const fail = vi.fn((): number => {
      throw Object.assign(new RangeError('too far'), { code: 'E_FAR' })
    })
    const seen: unknown[] = []
    const code = (): number => {
      try {
        return effect('fail', fail)
      } catch (error) {
        const { name, message, code } = error as Error & { code: string }
        seen.push({ name, message, code })
        return -1
      }
    }
    const { snapshot, result } = await swap(code, code)
    expect(snapshot.effects).toMatchObject([{ sync: true, error: { name: 'RangeError' } }])
    expect(result).toMatchObject({ verdict: 'match', replayOutput: -1 })
    expect(seen).toEqual(
      Array.from({ length: 2 }, () => ({ name: 'RangeError', message: 'too far', code: 'E_FAR' })),
    )
    expect(fail).toHaveBeenCalledTimes(1)
  })

  test('a miss throws at once, and is one even where that is swallowed', async () => {
    const seen: unknown[] = []
    const { result } = await swap(
      () => effect('read', (_path: string) => 1, 'a'),
      () => {
        try {
          effect('read', (_path: string) => 1, 'b')
        } catch (error) {
          seen.push(error)
        }
        return 1
      },
    )
    expect(seen[0]).toMatchObject({ name: 'EffectMissError', code: 'EFFECT_MISS' })
    expect(result).toMatchObject({
      verdict: 'miss',
      misses: [
        {
          kind: 'NO_MATCH',
          nearest: { position: 1, changes: [{ fieldPath: 'args[0]', oldValue: 'a', newValue: 'b' }] },
        },
      ],
    })
  })

  test('what cannot be kept throws at once too', async () => {
    const { result } = await swap(
      () => effect('read', (_given: unknown) => 1, 1),
      () =>
        effect(
          'read',
          (_given: unknown) => 1,
          () => 1,
        ),
    )
    expect(result).toMatchObject({ verdict: 'error', error: { code: 'NOT_SERIALIZABLE' } })
  })

  test('waiting for it is not own time', async () => {
    const busy = (): number => {
      const until = performance.now() + 60
      while (performance.now() < until);
      return 1
    }
    const { snapshot } = await swap(
      () => effect('busy', busy) + effect('busy', busy),
      () => 1,
    )
    expect(snapshot.executionTimeMs! - snapshot.ownTimeMs!).toBeGreaterThanOrEqual(100)
    expect(snapshot.effects.every(({ durationMs }) => durationMs >= 50)).toBe(true)
  })

  test('what the code does after it is own time', async () => {
    const { snapshot } = await swap(
      () => {
        effect('quick', () => 1)
        const until = performance.now() + 60
        while (performance.now() < until);
        return 1
      },
      () => 1,
    )
    expect(snapshot.ownTimeMs).toBeGreaterThanOrEqual(50)
  })

  test('recorded as a promise, as older versions did, it still is one', async () => {
    const code = async (): Promise<number> => effect('read', async () => 7)
    const { result } = await swap(code, async () => {
      const given: unknown = effect('read', () => 8)
      expect(given).toBeInstanceOf(Promise)
      return given
    })
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 7 })
  })
})

describe('a call that gives a promise', () => {
  test('a miss rejects; nobody has to wait for it', async () => {
    const { result } = await swap(
      async () => effect('load', async () => 1),
      async () => {
        void effect('audit', async () => 2)
        await delay(20)
        return effect('load', async () => 1)
      },
    )
    await delay(20)
    expect(result).toMatchObject({ verdict: 'miss', replayOutput: 1 })
    expect(unhandled).toEqual([])
  })

  test('waiting for a miss throws it', async () => {
    const { result } = await swap(
      () => 1,
      async () => effect('load', async (id: number) => id, 5),
    )
    expect(result).toMatchObject({
      verdict: 'miss',
      replayedSnapshot: {
        error: { name: 'EffectMissError', message: 'effect "load"(5) is not in the recording (NO_TAPE).' },
      },
    })
  })

  test('a rejection that nobody waits for is noticed, as it is outside', async () => {
    await swap(
      async () => {
        void effect('audit', async () => Promise.reject(new Error('refused')))
        await delay(5)
        return 1
      },
      () => 1,
    )
    await delay(5)
    expect(unhandled).toMatchObject([{ message: 'refused' }])
  })

  test('a recorded rejection may be waited for late: it comes sooner in a replay than it came', async () => {
    const { result } = await swapWithItself(async () => {
      const refused = effect('audit', async () => {
        await delay(50)
        throw new Error('refused')
      })
      await delay(20)
      return refused.catch((error: unknown) => String(error))
    })
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 'Error: refused' })
    expect(unhandled).toEqual([])
  })

  test('one that did not settle does not in a replay', async () => {
    const { result, snapshot } = await swapWithItself(async () => {
      const stuck = effect('stuck', () => new Promise(() => undefined))
      return Promise.race([stuck, delay(20, 'gave up')])
    })
    expect(snapshot.effects).toEqual([{ kind: 'call', name: 'stuck', durationMs: expect.any(Number) }])
    expect(result).toMatchObject({ verdict: 'match', replayOutput: 'gave up' })
  })

  test('a lazy one, such as a query, is asked once', async () => {
    let asked = 0
    const query = {
      then(resolve: (rows: number[]) => void): void {
        asked++
        resolve([1, 2])
      },
    }
    const code = async (): Promise<unknown> => effect('query', () => query as PromiseLike<number[]>)
    const { result, value } = await swap(code, code)
    expect(value).toEqual([1, 2])
    expect(asked).toBe(1)
    expect(result.verdict).toBe('match')
  })

  test('what happens inside an effect is part of it, arguments and all', async () => {
    const inner = vi.fn((n: number) => n + 1)
    const outer = vi.fn(async (n: number) => effect('inner', inner, await effect('other', async () => n)))
    const code = async (): Promise<number> => effect('outer', outer, 1)
    const { snapshot, result } = await swap(code, code)
    expect(snapshot.effects).toMatchObject([{ name: 'outer', args: [1], value: 2 }])
    expect(snapshot.effects).toHaveLength(1)
    expect(result.verdict).toBe('match')
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1])
  })

  test('one name may answer at once and later, as a cache does', async () => {
    const cache = new Map<string, number>()
    const load = vi.fn((key: string): number | Promise<number> => {
      const known = cache.get(key)
      if (known !== undefined) return known
      return delay(1, 5).then((value) => (cache.set(key, value), value))
    })
    const code = async (): Promise<unknown> => {
      const first = effect('load', load, 'k')
      const kinds = [first instanceof Promise, (await first, effect('load', load, 'k')) instanceof Promise]
      return kinds
    }
    const { result } = await swap(code, code)
    expect(result).toMatchObject({ verdict: 'match', replayOutput: [true, false] })
    expect(load).toHaveBeenCalledTimes(2)
  })
})
