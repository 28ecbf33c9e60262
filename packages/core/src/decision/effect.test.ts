import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { effect } from './effect.js'
import { scopes, type Scope } from './scope.js'

describe('outside a scope', () => {
  test('calls the function once and gives its answer', async () => {
    const lookUp = vi.fn(async () => ({ tier: 'gold' }))

    const answer = effect('crm.lookup', lookUp)
    expectTypeOf(answer).toEqualTypeOf<Promise<{ tier: string }>>()
    expect(await answer).toEqual({ tier: 'gold' })
    expect(lookUp).toHaveBeenCalledExactlyOnceWith()
  })

  test('takes a synchronous function too', async () => {
    const answer = effect('config.read', () => 42)

    expectTypeOf(answer).toEqualTypeOf<Promise<number>>()
    expect(await answer).toBe(42)
  })

  test('starts the call at once', () => {
    const started = vi.fn()
    void effect('log.write', started)

    expect(started).toHaveBeenCalledOnce()
  })

  test.each([
    ['a rejection', () => Promise.reject(new Error('down'))],
    [
      'a throw',
      () => {
        throw new Error('down')
      },
    ],
  ])('rejects with %s of the function', async (_what, fn) => {
    await expect(effect('crm.lookup', fn)).rejects.toThrow('down')
  })
})

test('inside a scope, the scope answers', async () => {
  const asked: string[] = []
  const scope: Scope = {
    decide: () => undefined,
    effect: async (name) => {
      asked.push(name)
      return 'from the tape'
    },
  }
  const real = vi.fn(() => 'from the world')

  expect(await scopes.run(scope, () => effect('crm.lookup', real))).toBe('from the tape')
  expect(asked).toEqual(['crm.lookup'])
  expect(real).not.toHaveBeenCalled()
})
