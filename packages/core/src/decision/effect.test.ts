import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { decision } from './decision.js'
import { effect } from './effect.js'
import { scopes, type Scope } from './scope.js'

describe.each([
  ['outside a scope', (code: () => unknown) => code()],
  [
    'in a scope',
    (code: () => unknown) => scopes.run({ decide: () => 1, effect: () => 1 } satisfies Scope, code),
  ],
])('%s', (_where, run) => {
  test.each<[string, unknown[]]>([
    ['no name', [() => 1]],
    ['no function', ['crm.lookup']],
    ['an answer in place of the function', ['crm.lookup', Promise.resolve(1)]],
    ['a number as its name', [5, () => 1]],
  ])('%s is refused', (_case, args) => {
    expect(() => run(() => Reflect.apply(effect, undefined, args))).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining("effect('") }),
    )
  })
})

describe('outside a scope', () => {
  test('calls the function once and gives its answer', async () => {
    const lookUp = vi.fn(async () => ({ tier: 'gold' }))

    const answer = effect('crm.lookup', lookUp)
    expectTypeOf(answer).toEqualTypeOf<Promise<{ tier: string }>>()
    expect(await answer).toEqual({ tier: 'gold' })
    expect(lookUp).toHaveBeenCalledExactlyOnceWith()
  })

  test('hands on the arguments', async () => {
    const find = vi.fn(async (table: string, id: number) => `${table}/${id}`)

    expect(await effect('db.find', find, 'users', 7)).toBe('users/7')
    expect(find).toHaveBeenCalledExactlyOnceWith('users', 7)
  })

  test('gives the very thing that the function gives', () => {
    const promise = Promise.resolve(1)
    const list = [1]

    expect(effect('a', () => promise)).toBe(promise)
    expect(effect('a', () => list)).toBe(list)
  })

  test('starts the call at once', () => {
    const started = vi.fn()
    effect('log.write', started)

    expect(started).toHaveBeenCalledOnce()
  })

  test('rejects with a rejection of the function', async () => {
    await expect(effect('crm.lookup', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  })

  test('throws a throw of the function, at once', () => {
    const failing = (): number => {
      throw new Error('down')
    }

    expect(() => effect('crm.lookup', failing)).toThrow('down')
  })
})

test('inside a scope, the scope answers', async () => {
  const asked: unknown[] = []
  const scope: Scope = {
    decide: () => undefined,
    effect: (name, _fn, args) => {
      asked.push([name, args])
      return 'from the tape'
    },
  }
  const real = vi.fn((_id: number) => 'from the world')

  expect(scopes.run(scope, () => effect('crm.lookup', real, 1))).toBe('from the tape')
  expect(asked).toEqual([['crm.lookup', [1]]])
  expect(real).not.toHaveBeenCalled()
})

test('types: what the function takes and gives', () => {
  interface Ticket {
    readonly id: string
    readonly lines?: readonly number[]
  }
  const ticket: Ticket = { id: '1' }
  const load = (id: string, size?: number): number => id.length + (size ?? 0)

  expectTypeOf(effect('a', () => 1)).toEqualTypeOf<number>()
  expectTypeOf(effect('a', (): string | undefined => undefined)).toEqualTypeOf<string | undefined>()
  expectTypeOf(effect('a', load, '1')).toEqualTypeOf<number>()
  expectTypeOf(effect('a', load, '1', 2)).toEqualTypeOf<number>()
  expectTypeOf(effect('a', (given) => given.id, ticket)).toEqualTypeOf<string>()
  expectTypeOf(effect('a', async (key, more) => [key, more] as const, 'k', true)).toEqualTypeOf<
    Promise<readonly [string, boolean]>
  >()
  expectTypeOf(effect('a', <T>(value: T): T[] => [value], ticket)).toEqualTypeOf<Ticket[]>()
  const wrong = (): unknown => [
    // @ts-expect-error -- an argument is missing
    effect('a', load),
    // @ts-expect-error -- an argument is of another type
    effect('a', load, 5),
    // @ts-expect-error -- one argument too many
    effect('a', () => 1, 5),
  ]
  expectTypeOf(wrong).toBeFunction()
})

test('types: inside a decision', () => {
  const triage = decision('effect types', async (id: string) => {
    const size = effect('size', (text: string) => text.length, id)
    const found = await effect('find', async (key, length) => ({ key, length }), id, size)
    return found
  })

  expectTypeOf(triage).toEqualTypeOf<(id: string) => Promise<{ key: string; length: number }>>()
})
