import { runInThisContext } from 'node:vm'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { decision, definitionOf } from './decision.js'
import type { AnyFunction, DecisionDefinition } from './definition.js'
import { decisionNames, findDecision } from './registry.js'
import { scopes, type Scope } from './scope.js'

let count = 0
const unused = (): string => `decision ${String(++count)}`

/** A scope that writes down what it is asked, and then calls the code as it is. */
class Listening implements Scope {
  readonly decided: { definition: DecisionDefinition; self: unknown; args: unknown[] }[] = []

  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown {
    this.decided.push({ definition, self, args })
    return definition.fn.apply(self, args)
  }

  async effect(_name: string, fn: () => unknown): Promise<unknown> {
    return fn()
  }
}

describe('the returned function', () => {
  test('has the type, name and length of the given one', () => {
    const given = async (text: string, limit: number): Promise<string[]> => [text, String(limit)]
    const decided = decision(unused(), given)

    expectTypeOf(decided).toEqualTypeOf<typeof given>()
    expect(decided.name).toBe('given')
    expect(decided).toHaveLength(2)
    expect(decided).not.toBe(given)
  })

  test('is named like the decision when the given one has no name', () => {
    expect(
      decision(
        'nameless',
        (
          () => () =>
            1
        )(),
      ).name,
    ).toBe('nameless')
  })

  test('hands on arguments and `this`', () => {
    const desk = {
      team: 'refunds',
      triage: decision(unused(), function (this: { team: string }, a: number, b?: number) {
        return [this.team, a, b, arguments.length]
      }),
    }
    expect(desk.triage(1)).toEqual(['refunds', 1, undefined, 1])
  })

  test('stays synchronous for a synchronous function', () => {
    expect(decision(unused(), (n: number) => n + 1)(1)).toBe(2)
  })

  test('gives the very promise of an asynchronous function', () => {
    const answer = Promise.resolve('refund')
    expect(decision(unused(), () => answer)()).toBe(answer)
  })

  test('lets a throw through unchanged', () => {
    const error = new Error('no such ticket')
    const decided = decision(unused(), () => {
      throw error
    })
    expect(decided).toThrow(error)
  })
})

describe('calling', () => {
  test('goes to the open scope, with definition, `this` and arguments', () => {
    const name = unused()
    const fn = (text: string): string => text.toUpperCase()
    const decided = decision(name, fn, { inputs: ['text'] })
    const scope = new Listening()
    const self = {}

    expect(scopes.run(scope, () => decided.call(self, 'help'))).toBe('HELP')
    expect(scope.decided).toHaveLength(1)
    expect(scope.decided[0]).toMatchObject({ definition: { name, fn, options: { inputs: ['text'] } } })
    expect(scope.decided[0]?.self).toBe(self)
    expect(scope.decided[0]?.args).toEqual(['help'])
  })

  test('goes straight through when no scope is open, also after one was', () => {
    const decided = decision(unused(), () => 'done')
    const scope = new Listening()

    expect(decided()).toBe('done')
    scopes.run(scope, decided)
    expect(decided()).toBe('done')
    expect(scope.decided).toHaveLength(1)
  })

  test('goes to the scope of its own asynchronous branch', async () => {
    const decided = decision(unused(), async (n: number) => n)
    const [one, two] = [new Listening(), new Listening()]
    const run = (scope: Listening, n: number) =>
      scopes.run(scope, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5 - n))
        return decided(n)
      })

    expect(await Promise.all([run(one, 1), run(two, 2)])).toEqual([1, 2])
    expect(one.decided.map(({ args }) => args)).toEqual([[1]])
    expect(two.decided.map(({ args }) => args)).toEqual([[2]])
  })
})

describe('the name', () => {
  test('finds the definition', () => {
    const name = unused()
    const fn = (): number => 1
    const decided = decision(name, fn, { tags: { team: 'refunds' } })

    expect(findDecision(name)).toBe(definitionOf(decided))
    expect(findDecision(name)).toMatchObject({ name, fn, options: { tags: { team: 'refunds' } } })
    expect(findDecision(name)?.place).toMatch(/decision\.test\.ts:\d+:\d+$/)
    expect(findDecision('nobody')).toBeUndefined()
  })

  test('is listed, sorted', () => {
    const [first, second] = ['a listed one', 'b listed one']
    decision(second, () => 2)
    decision(first, () => 1)
    const names = decisionNames()

    expect(names.filter((name) => name.endsWith('listed one'))).toEqual([first, second])
    expect(names).toEqual([...names].sort())
  })

  test('cannot be taken from two places', () => {
    const name = unused()
    const kept = decision(name, () => 1)

    expect(() => decision(name, () => 2)).toThrow(
      expect.objectContaining({
        name: 'DecisionError',
        code: 'DECISION_CONFLICT',
        message: expect.stringMatching(
          new RegExp(`"${name}": .*decision\\.test\\.ts:\\d+:\\d+ and .*decision\\.test\\.ts:\\d+:\\d+\\.`),
        ),
      }),
    )
    expect(findDecision(name)).toBe(definitionOf(kept))
  })

  test('goes to the newest registration of one place', () => {
    const name = unused()
    const load = (fn: AnyFunction): AnyFunction => decision(name, fn)
    load(() => 'old')
    const newest = load(() => 'new')

    expect(findDecision(name)).toBe(definitionOf(newest))
    expect(findDecision(name)?.fn()).toBe('new')
  })

  test('is of one place when a runner loads the file again under another query', () => {
    const name = unused()
    const load = (url: string): unknown =>
      (
        runInThisContext(`(decision, name) => decision(name, () => '${url}')`, {
          filename: url,
        }) as AnyFunction
      )(decision, name)
    load('file:///app/triage.ts?t=1')
    const second = load('file:///app/triage.ts?t=2')

    expect(findDecision(name)).toBe(definitionOf(second))
    expect(findDecision(name)?.place).toBe('file:///app/triage.ts:1:21')
    expect(() => load('file:///app/other.ts?t=2')).toThrow(
      expect.objectContaining({ code: 'DECISION_CONFLICT' }),
    )
  })

  test.each([
    ['one character', 'a'],
    ['200 characters', 'x'.repeat(200)],
    ['any script', 'Größe der Erstattung 🙂'],
    ['like a path', '../../x'],
    ['like a property of all objects', 'constructor'],
    ['__proto__', '__proto__'],
  ])('may be %s', (_what, name) => {
    expect(definitionOf(decision(name, () => 1))).toMatchObject({ name })
    expect(findDecision(name)).toMatchObject({ name })
  })

  test.each([
    ['empty', ''],
    ['201 characters', 'x'.repeat(201)],
    ['two lines', 'two\nlines'],
    ['with a control character', 'nul\0'],
    ['with a delete character', '\u007f'],
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['an object', {}],
  ])('may not be %s', (_what, name) => {
    expect(() => decision(name as string, () => 1)).toThrow(
      expect.objectContaining({ name: 'UsageError', code: 'INVALID_OPTION' }),
    )
  })
})

test.each([0, -1, Number.NaN, Infinity, 2 ** 31, '5'])('timeoutMs %s is refused', (timeoutMs) => {
  expect(() => decision(unused(), () => 1, { timeoutMs } as object)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining('timeoutMs') }),
  )
})

test('an unknown option is refused by its name, and nothing is registered', () => {
  const name = unused()
  expect(() => decision(name, () => 1, { timeout: 5 } as object)).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(/no option "timeout".*timeoutMs/),
    }),
  )
  expect(findDecision(name)).toBeUndefined()
})

test.each([[undefined], [null], ['triage'], [{}]])('%j is refused as the function', (fn) => {
  const name = unused()
  expect(() => decision(name, fn as unknown as AnyFunction)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(name) }),
  )
  expect(findDecision(name)).toBeUndefined()
})

test.each([[undefined], [null], ['triage'], [{}], [() => 1]])('definitionOf(%s) is undefined', (value) => {
  expect(definitionOf(value)).toBeUndefined()
})

test.each([
  { inputs: 'ticket' },
  { inputs: [1] },
  { outputs: 'Keys' },
  { tags: { a: 1 } },
  { tags: null },
  { tags: 'refunds' },
  { env: 'REGION' },
  { env: [1] },
  { env: [''] },
  { env: ['REGION=eu'] },
  { modelParameters: 'gpt' },
  { modelParameters: null },
])('the option %o is of the wrong kind', (options) => {
  expect(() => decision(unused(), () => 1, options as object)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION' }),
  )
})
