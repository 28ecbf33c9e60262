import { redactor } from '../snapshot/redaction/settings.js'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { freshName } from '../effects/testing/round-trip.js'
import type { Effect } from '../snapshot/types.js'
import type { ExecuteOptions } from './execute.js'
import { runThunk } from './run-thunk.js'

const tape =
  (...effects: Effect[]): (() => ExecuteOptions) =>
  () => ({ effects, redactor: redactor(), timeoutMs: 500 })

const decided = <F extends (...args: any[]) => unknown>(fn: F): F => decision(freshName(), fn)

test('the decision runs inside a replay, the rest of the thunk outside', async () => {
  const outside = vi.fn(() => 'real')
  const triage = decided(async (text: string) => [text, await effect('crm', async () => 'not called')])
  const seen: unknown[] = []
  const { definition, inputs, execution } = await runThunk(
    async () => {
      const text = effect('load', outside)
      seen.push(await triage(text))
    },
    tape({ kind: 'call', name: 'crm', value: 'gold', durationMs: 1 }),
  )
  expect(outside).toHaveBeenCalledTimes(1)
  expect(inputs).toMatchObject([{ name: 'input', value: 'real' }])
  expect(execution.outcome).toEqual({ value: ['real', 'gold'] })
  expect(seen).toEqual([['real', 'gold']])
  expect(definition.fn).toBeTypeOf('function')
})

test('a synchronous decision gives its value at once', async () => {
  const add = decided((a: number, b: number) => a + b)
  let sum: unknown
  const { execution } = await runThunk(() => (sum = add(1, 2)), tape())
  expect(sum).toBe(3)
  expect(execution.outcome).toEqual({ value: 3 })
})

test.each<[string, () => unknown]>([
  [
    'at once',
    () => {
      throw new RangeError('x')
    },
  ],
  [
    'later',
    async () => {
      throw new RangeError('x')
    },
  ],
])('a throw %s is the outcome, whether the thunk catches it or not', async (_case, fn) => {
  const failing = decided(fn)
  const { execution } = await runThunk(() => failing(), tape())
  const caught = await runThunk(async () => {
    try {
      await failing()
    } catch {
      // Its own affair.
    }
  }, tape())
  expect(execution.outcome).toEqual({ thrown: new RangeError('x') })
  expect(caught.execution.outcome).toEqual({ thrown: new RangeError('x') })
})

test.each<[string, () => unknown, object]>([
  ['no decision', () => 1, { code: 'NOT_ONE_DECISION' }],
  [
    'its own error before a decision',
    async () => {
      throw new RangeError('mine')
    },
    { name: 'RangeError', message: 'mine' },
  ],
  ['two decisions', () => [decided(() => 1)(), decided(() => 2)()], { code: 'NOT_ONE_DECISION' }],
  [
    'a second decision, later',
    async () => {
      await decided(async () => 1)()
      await delay(10)
      decided(() => 2)()
    },
    { code: 'NOT_ONE_DECISION' },
  ],
])('%s', async (_case, thunk, error) => {
  await expect(runThunk(thunk, tape())).rejects.toMatchObject(error)
})

test('options that cannot be made reject', async () => {
  const triage = decided(() => 1)
  await expect(
    runThunk(
      () => triage(),
      () => {
        throw new RangeError('another decision')
      },
    ),
  ).rejects.toThrow('another decision')
})

test('a decision that hangs is stopped, though the thunk waits for it', async () => {
  const stuck = decided(() => new Promise(() => undefined))
  const { execution } = await runThunk(
    () => stuck(),
    () => ({ effects: [], redactor: redactor(), timeoutMs: 30 }),
  )
  expect(execution).toMatchObject({ timedOut: true })
})

test('an argument that cannot be recorded rejects', async () => {
  const triage = decided((fn: unknown) => typeof fn)
  await expect(runThunk(() => triage(() => 1), tape())).rejects.toMatchObject({ code: 'NOT_SERIALIZABLE' })
})

test('what a thunk throws after a decision that answered is its own', async () => {
  const own = new Error('an assertion in the thunk')
  const triage = decided(() => 'refund')
  const failing = async (): Promise<void> => {
    await Promise.resolve(triage())
    throw own
  }
  await expect(runThunk(failing, tape())).rejects.toBe(own)
})

test('what a thunk throws because the decision threw is not', async () => {
  const triage = decided(() => {
    throw new RangeError('no stock')
  })
  const wrapping = (): void => {
    try {
      triage()
    } catch (cause) {
      throw new Error('wrapped', { cause })
    }
  }
  const { execution } = await runThunk(wrapping, tape())
  expect(execution.outcome).toMatchObject({ thrown: { message: 'no stock' } })
})
