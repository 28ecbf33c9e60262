import { describe, expect, expectTypeOf, test } from 'vitest'
import * as core from '../index.js'
import { bind } from './bind.js'
import * as entry from './index.js'
import { scopes, type Scope } from './scope.js'

const scope = (name: string): Scope & { readonly name: string } => ({
  name,
  decide: () => undefined,
  effect: () => undefined,
})
const nameOfScope = (): unknown => (scopes.getStore() as { name?: string } | undefined)?.name

test('is for production code and for tests', () => {
  expect([entry.bind, core.bind]).toEqual([bind, bind])
})

test('outside a scope it is the function itself, which runs wherever it is called', () => {
  const fn = (): unknown => nameOfScope()
  expect(bind(fn)).toBe(fn)
  expect(scopes.run(scope('b'), bind(fn))).toBe('b')
})

describe('inside a scope', () => {
  const bound = <F extends (...args: any[]) => unknown>(fn: F, name = 'a'): F =>
    scopes.run(scope(name), () => bind(fn))

  test('runs in the scope in which it was bound, called from none or from another one', async () => {
    const fn = bound(nameOfScope)
    expect(fn()).toBe('a')
    expect(scopes.run(scope('b'), fn)).toBe('a')
    const later = bound(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return nameOfScope()
    })
    expect(await scopes.run(scope('b'), later)).toBe('a')
  })

  test('leaves the scope of the caller as it was', () => {
    const fn = bound(nameOfScope)
    scopes.run(scope('b'), () => {
      fn()
      expect(nameOfScope()).toBe('b')
    })
    fn()
    expect(nameOfScope()).toBeUndefined()
  })

  test('binding again changes nothing', () => {
    const fn = bound(bound(nameOfScope), 'b')
    expect(fn()).toBe('a')
  })

  test('keeps this, arguments, result, name and length', () => {
    function add(this: { base: number }, a: number, b: number, ...more: number[]): number {
      return [a, b, ...more].reduce((sum, n) => sum + n, this.base)
    }
    const fn = bound(add)
    expectTypeOf(fn).toEqualTypeOf<typeof add>()
    expect(fn.call({ base: 1 }, 2, 3, 4)).toBe(10)
    expect([fn.name, fn.length]).toEqual(['add', 2])
  })

  test('throws what it throws', () => {
    const fn = bound(() => {
      throw new RangeError('far')
    })
    expect(fn).toThrow(RangeError)
    expect(nameOfScope()).toBeUndefined()
  })
})

test.each([[Promise.resolve(1)], [undefined], ['fn']])('%s is no function', (value) => {
  expect(() => bind(value as never)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(typeof value) }),
  )
})
