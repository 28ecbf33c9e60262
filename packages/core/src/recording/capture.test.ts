import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import { contentHash } from '../snapshot/content-hash.js'
import { openStore } from '../store/open-store.js'
import { capture, captureSettled } from './capture.js'

const decided = <F extends (...args: any[]) => unknown>(fn: F, options?: DecisionOptions): F =>
  decision(freshName(), fn, options)
const boom = Object.assign(new RangeError('no such ticket'), { code: 'E_TICKET' })

afterEach(() => {
  vi.useRealTimers()
})

describe('a snapshot of a call', () => {
  test('names what went in and came out', async () => {
    const name = freshName()
    const triage = decision(name, async (text: string, limit: number) => ({ text, limit }), {
      inputs: ['text', 'limit'],
      tags: { team: 'a', v: '1' },
    })
    const { value, snapshot } = await capture(() => triage('lamp', 3), {
      id: 'refunds/lamp',
      tags: { v: '2' },
    })
    expect(value).toEqual({ text: 'lamp', limit: 3 })
    expect(snapshot).toMatchObject({
      format: 'retrial/1',
      id: 'refunds/lamp',
      functionName: name,
      inputs: [
        { name: 'text', value: 'lamp' },
        { name: 'limit', value: 3 },
      ],
      outputs: [{ name: 'result', value: { text: 'lamp', limit: 3 } }],
      effects: [],
      tags: { team: 'a', v: '2' },
    })
    expect(snapshot.contentHash).toBe(contentHash(snapshot))
    expect(Date.now() - Date.parse(snapshot.createdAt)).toBeLessThan(5_000)
    expect(snapshot).not.toHaveProperty('error')
  })

  test('has an id of its own where none is given', async () => {
    const fn = decided(() => 1)
    const ids = [(await capture(() => fn())).snapshot.id]
    // Ids are ordered by the millisecond.
    await delay(3)
    ids.push((await capture(() => fn())).snapshot.id)
    expect(new Set(ids).size).toBe(2)
    expect(ids.toSorted()).toEqual(ids)
  })

  test('of a synchronous decision, whose caller gets no promise', async () => {
    const fn = decided((n: number) => n + 1)
    const { value } = await capture(() => [fn(1), typeof fn(1)].length).catch(() => ({ value: 'two calls' }))
    expect(value).toBe('two calls')
    expect(await capture(() => fn(1) + 1)).toMatchObject({ value: 3, snapshot: { outputs: [{ value: 2 }] } })
  })

  test('keeps inputs as they were when the call began', async () => {
    const fn = decided(async (ticket: { open: boolean }) => {
      ticket.open = false
      return 'closed'
    })
    const { snapshot } = await capture(() => fn({ open: true }))
    expect(snapshot.inputs[0]!.value).toEqual({ open: true })
  })

  test('times: the whole, and what is left without the waiting', async () => {
    const fn = decided(async () => {
      await delay(20)
      await Promise.all([effect('a', () => delay(40)), effect('b', () => delay(40))])
    })
    const { snapshot } = await capture(() => fn())
    expect(snapshot.executionTimeMs).toBeGreaterThan(55)
    expect(snapshot.ownTimeMs).toBeGreaterThan(15)
    expect(snapshot.ownTimeMs).toBeLessThan(snapshot.executionTimeMs! - 30)
    expect(snapshot.effects[0]!.durationMs).toBeGreaterThan(35)
  })

  test('works while the timers of the test are faked', async () => {
    vi.useFakeTimers({ now: new Date('2030-01-01') })
    const fn = decided(async () => effect('clock', () => new Date().getFullYear()))
    const { value, snapshot } = await capture(() => fn())
    expect(value).toBe(2030)
    expect(snapshot.effects).toHaveLength(1)
  })
})

describe('a throw is an outcome', () => {
  test.each<[string, () => unknown]>([
    [
      'at once',
      () => {
        throw boom
      },
    ],
    [
      'later',
      async () => {
        throw boom
      },
    ],
  ])('%s', async (_case, fn) => {
    const store = await openStore('memory:')
    const failing = decided(fn)
    const settled = await captureSettled(() => failing(), { store })
    expect(settled.error).toBe(boom)
    expect(settled).not.toHaveProperty('value')
    expect(settled.snapshot).toMatchObject({
      outputs: [],
      error: { name: 'RangeError', message: 'no such ticket', code: 'E_TICKET' },
    })
    expect(await store.load(settled.snapshot.id)).toEqual(settled.snapshot)
    await expect(capture(() => failing(), { store, id: 'kept' })).rejects.toBe(boom)
    expect(await store.has('kept')).toBe(true)
  })

  test('that the thunk catches is recorded, and is not the error of the capture', async () => {
    const failing = decided(async () => {
      throw boom
    })
    const settled = await captureSettled(() => failing().catch(() => 'caught'))
    expect(settled).toMatchObject({ value: 'caught', snapshot: { error: { name: 'RangeError' } } })
  })
})

describe('what cannot be recorded', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['no decision', () => 1, /called no decision/],
    ['two decisions', () => [decided(() => 1)(), decided(() => 2)()], /called 2 decisions/],
  ])('%s', async (_case, thunk, message) => {
    await expect(capture(thunk)).rejects.toMatchObject({
      code: 'NOT_ONE_DECISION',
      message: expect.stringMatching(message),
    })
  })

  test('a thunk that throws before its decision keeps its error', async () => {
    await expect(
      capture(() => {
        throw boom
      }),
    ).rejects.toBe(boom)
  })

  test.each<[string, () => unknown, string]>([
    ['an argument', () => decided((fn: unknown) => typeof fn)(() => 1), 'inputs.input is a function'],
    ['an answer', () => decided(() => ({ f: () => 1 }))(), 'output.f is a function'],
    [
      'an answer of a wrapped call',
      () => decided(async () => typeof (await effect('db', async () => ({ f: () => 1 }))))(),
      'effect "db".f is a function',
    ],
  ])('%s', async (_case, thunk, message) => {
    const store = await openStore('memory:')
    await expect(capture(thunk, { store, id: 'x' })).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining(message),
    })
    expect(await store.has('x')).toBe(false)
  })

  test('a bad id, before anything is called', async () => {
    const called = vi.fn()
    await expect(capture(called, { id: '../x' })).rejects.toMatchObject({ code: 'INVALID_ID' })
    expect(called).not.toHaveBeenCalled()
  })

  test('an id that is taken', async () => {
    const store = await openStore('memory:')
    const fn = decided(() => 1)
    await capture(() => fn(), { store, id: 'x' })
    await expect(capture(() => fn(), { store, id: 'x' })).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
  })
})

test('a decision that calls another records both as one', async () => {
  const inner = decided(async (n: number) => effect('inner', () => n))
  const outer = decided(async () => (await inner(1)) + (await inner(2)))
  const { value, snapshot } = await capture(() => outer())
  expect(value).toBe(3)
  expect(snapshot.effects).toMatchObject([
    { name: 'inner', value: 1 },
    { name: 'inner', value: 2 },
  ])
})

describe('the thunk itself', () => {
  test('throws its own error after a decision that answered, and nothing is saved', async () => {
    const store = await openStore('memory:')
    const own = new Error('an assertion in the thunk')
    const triage = decided(() => 'refund')
    const failing = async (): Promise<never> => {
      await Promise.resolve(triage())
      throw own
    }
    await expect(captureSettled(failing, { id: 'x', store })).rejects.toBe(own)
    expect(await store.has('x')).toBe(false)
  })

  test.each<[string, unknown, unknown]>([
    ['is not a function', 3, {}],
    ['has a misspelt option', () => 1, { sotre: {} }],
    ['has a store that is none', () => 1, { store: {} }],
    ['has tags that are no texts', () => 1, { tags: { a: 1 } }],
    ['has tags that are no object', () => 1, { tags: null }],
  ])('%s', async (_what, thunk, options) => {
    await expect(captureSettled(thunk as () => unknown, options as object)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    })
  })
})
