import { expect, test } from 'vitest'
import type { CallEffect, HttpEffect } from '../snapshot/types.js'
import { requestKey } from './http/request.js'
import { callKey, effectKey, Tape } from './tape.js'

const call = (name: string, value: unknown): CallEffect => ({ kind: 'call', name, value, durationMs: 1 })
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
  tape.take(requestKey({ method: 'GET', url: 'http://h/' }))
  expect(tape.used()).toEqual([effects[1], effects[2]])
  expect(tape.unused()).toEqual([effects[0], effects[3]])
})

test('a key is known when it was recorded, used up or not', () => {
  const tape = new Tape([call('a', 1)])
  tape.take(callKey('a'))
  expect([tape.knows(callKey('a')), tape.knows(callKey('b'))]).toEqual([true, false])
})

test('a call and a request are never taken for one another', () => {
  expect(effectKey(call('GET http://h/', 1))).not.toBe(effectKey(http('http://h/', 200)))
})

test('one snapshot, two tapes: each has its own use', () => {
  const effects = [call('a', 1)]
  const [one, other] = [new Tape(effects), new Tape(effects)]
  one.take(callKey('a'))
  expect(other.take(callKey('a'))).toBe(effects[0])
})
