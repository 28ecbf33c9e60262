import { expect, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { scopes } from '../decision/scope.js'
import { CaughtDispatch } from './http/caught-dispatch.js'
import { OutermostScope, type TakeDecision } from './outermost-scope.js'
import { freshName } from './testing/round-trip.js'

const doubled = (name: string): ((n: number) => number) => decision(name, (n: number) => n * 2)
const taking = (): TakeDecision => (definition, self, args) => [definition.name, self, args]

test('the first decision is taken, with what it was called on and with', () => {
  const name = freshName()
  const scope = new OutermostScope(taking())
  const desk = { doubled: doubled(name) }
  expect(scopes.run(scope, () => desk.doubled(2))).toEqual([name, desk, [2]])
  expect(() => {
    scope.checkOne()
  }).not.toThrow()
})

test('a second one is told, and not run', () => {
  const [one, two] = [freshName(), freshName()]
  const ran = vi.fn()
  const scope = new OutermostScope(taking())
  scopes.run(scope, () => {
    doubled(one)(1)
    expect(() => decision(two, ran)()).toThrow(expect.objectContaining({ code: 'NOT_ONE_DECISION' }))
  })
  expect(ran).not.toHaveBeenCalled()
  expect(() => {
    scope.checkOne()
  }).toThrow(`called 2 decisions (${one}, ${two})`)
})

test('none is told too', () => {
  const scope = new OutermostScope(taking())
  expect(() => {
    scope.checkOne()
  }).toThrow(
    expect.objectContaining({
      code: 'NOT_ONE_DECISION',
      message: expect.stringContaining('called no decision'),
    }),
  )
})

test('all else in the thunk runs as usual', async () => {
  const scope = new OutermostScope(taking())
  expect(await scopes.run(scope, () => effect('x', () => 5))).toBe(5)
  await expect(
    scopes.run(scope, () =>
      effect('x', () => {
        throw new RangeError('no')
      }),
    ),
  ).rejects.toThrow(RangeError)
  const send = vi.fn(() => false)
  const [options, handler] = [{ path: '/', method: 'GET' }, { onRequestStart: () => undefined }]
  const request = new CaughtDispatch(send, options, handler)
  scope.exchange(request)
  expect(request.returned).toBe(false)
  expect(send).toHaveBeenCalledWith(options, handler)
})
