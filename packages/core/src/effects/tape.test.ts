import { expect, test } from 'vitest'
import type { CallEffect, HttpEffect } from '../snapshot/types.js'
import { contactKey } from './contact.js'
import { Tape } from './tape.js'
import { steadyBut } from './volatile.js'

const call = (name: string, value: unknown, ...args: unknown[]): CallEffect => ({
  kind: 'call',
  name,
  ...(args.length === 0 ? {} : { args }),
  value,
  durationMs: 1,
})
const callKey = (name: string, ...args: unknown[]): string => contactKey(call(name, 0, ...args))
const http = (url: string, status: number): HttpEffect => ({
  kind: 'http',
  request: { method: 'GET', url },
  response: { status, headers: {}, chunks: [] },
  end: 'done',
  durationMs: 1,
})

test('effects of one key answer in recorded order, those of another do not stand in the way', () => {
  const [a1, b, a2] = [call('a', 1), call('b', 2), call('a', 3)]
  const tape = new Tape([a1, b, a2])
  expect(tape.take(callKey('b'))).toBe(b)
  expect([tape.take(callKey('a')), tape.take(callKey('a')), tape.take(callKey('a'))]).toEqual([
    a1,
    a2,
    undefined,
  ])
})

test('used and unused are in recorded order, whatever the order of use', () => {
  const effects = [call('a', 1), http('http://h/', 200), call('b', 2), http('http://h/', 201)]
  const tape = new Tape(effects)
  tape.take(callKey('b'))
  tape.take(contactKey({ request: { method: 'GET', url: 'http://h/' } }))
  expect(tape.used()).toEqual([effects[1], effects[2]])
  expect(tape.unused()).toEqual([effects[0], effects[3]])
})

test('a key is known when it was recorded, used up or not', () => {
  const tape = new Tape([call('a', 1)])
  tape.take(callKey('a'))
  expect([tape.knows(callKey('a')), tape.knows(callKey('b'))]).toEqual([true, false])
})

test('a call and a request are never taken for one another', () => {
  expect(contactKey(call('GET http://h/', 1))).not.toBe(contactKey(http('http://h/', 200)))
})

test('one snapshot, two tapes: each has its own use', () => {
  const effects = [call('a', 1)]
  const [one, other] = [new Tape(effects), new Tape(effects)]
  one.take(callKey('a'))
  expect(other.take(callKey('a'))).toBe(effects[0])
})

test('calls of one name and other arguments do not stand in for one another', () => {
  const [bare, first, second] = [call('a', 1), call('a', 2, { id: 1, at: 'x' }), call('a', 3, { id: 2 })]
  const tape = new Tape([bare, first, second])
  expect(tape.take(callKey('a', { id: 2 }))).toBe(second)
  expect(tape.take(callKey('a', { at: 'x', id: 1 }))).toBe(first)
  expect(tape.take(callKey('a', { id: 1, at: 'x' }))).toBeUndefined()
  expect(tape.take(callKey('a'))).toBe(bare)
  expect(tape.callsOf('a')).toEqual([bare, first, second])
})

test('what is volatile takes no part in the key', () => {
  const effects = [http('http://h/?a=1&ts=1', 200), call('a', 1, { id: 1, ts: 1 })]
  const tape = new Tape(effects, steadyBut(['request.query.ts', 'args[0].ts']))
  expect(tape.take(tape.keyOf({ request: { method: 'GET', url: 'http://h/?a=1&ts=2' } }))).toBe(effects[0])
  expect(tape.take(tape.keyOf({ name: 'a', args: [{ id: 1 }] }))).toBe(effects[1])
})

test('a request is found as by its key, whatever was taken before and in which way', () => {
  const sent = (json: object, status: number): HttpEffect => ({
    ...http('http://h/', status),
    request: { method: 'POST', url: 'http://h/', body: { json: json as never } },
  })
  const effects = [
    sent({ a: 1, b: 2 }, 1),
    sent({ a: 1 }, 2),
    sent({ b: 2, a: 1 }, 3),
    sent({ a: 1 }, 4),
    http('http://h/', 5),
  ]
  const asked = [{ b: 2, a: 1 }, { a: 1 }, { a: 1, b: 2 }, { a: 1 }, { a: 1 }]
  const quick = new Tape(effects)
  const byKey = new Tape(effects)
  const mixed = new Tape(effects)
  const statusOf = (effect: unknown): number | undefined =>
    (effect as HttpEffect | undefined)?.response?.status
  const found = asked.map((json, turn) => {
    const { request } = sent(json, 0)
    return [
      quick.find({ request }),
      byKey.take(byKey.keyOf({ request })),
      turn % 2 === 0 ? mixed.find({ request }) : mixed.take(mixed.keyOf({ request })),
    ].map(statusOf)
  })
  expect(found).toEqual([1, 2, 3, 4, undefined].map((status) => [status, status, status]))
  for (const tape of [quick, byKey, mixed]) expect(tape.unused()).toEqual([effects[4]])
})

test('what was redacted alike stands in the order of the tape', () => {
  const effects = ['[redacted:api-key]', '[redacted:secret]'].map((marker, index) =>
    http(`http://h/?key=${marker}`, index),
  )
  const tape = new Tape(effects)
  expect(tape.find({ request: effects[1]!.request })).toBe(effects[0])
  expect(tape.find({ request: effects[1]!.request })).toBe(effects[1])
})

test('what is volatile counts for nothing where the request is found', () => {
  const effects = [http('http://h/?ts=1', 200), http('http://h/?ts=2', 201)]
  const tape = new Tape(effects, steadyBut(['request.query.ts']))
  expect(tape.find({ request: effects[1]!.request })).toBe(effects[0])
})

test('one effect that stands on a tape twice answers twice', () => {
  const twice = http('http://h/', 200)
  const tape = new Tape([twice, twice])
  expect([1, 2, 3].map(() => tape.find(twice))).toEqual([twice, twice, undefined])
})
