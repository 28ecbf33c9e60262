import { createContext, runInContext } from 'node:vm'
import type { JsonValue } from '../types.js'

/** Numbers from 0 up to, but not with, 1: the same ones for the same seed (mulberry32). */
export type Random = () => number

export function seededRandom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Names that have broken a path, a prototype or an equality library before. */
export const HOSTILE_KEYS: readonly string[] = [
  '',
  ' ',
  '*',
  '0',
  '-1',
  'a.b',
  'a[0]',
  "it's",
  '"quoted"',
  '\\',
  "\\'",
  '\\\n',
  '\n\t\u0000',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'length',
  '$date',
  '$$map',
  '日本語',
  'é',
  'e\u0301',
  '👩‍👩‍👧',
  '\ud83d',
  '\ude00\ud83d',
  '\u202e\u2028',
]

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T
}

const otherRealm = createContext()

/** A recordable value, nested at most `depth` levels; hostile names and types of their own included. */
export function randomValue(random: Random, depth = 3): unknown {
  const leaves: (() => unknown)[] = [
    () => null,
    () => random() < 0.5,
    () => Math.round(random() * 3),
    () => pick(random, [0, -0, Number.NaN, Infinity, 1e-9, 2 ** 53]),
    () => pick(random, ['', 'a', 'A', 'a ', 'a\r\nb', 'é', 'e\u0301', '\ud83d']),
    () => undefined,
    () => BigInt(Math.round(random() * 3)),
    () => new Date(pick(random, [0, 1, Number.NaN])),
    () => new Uint8Array([Math.round(random() * 3)]),
    () => new Error(pick(random, ['a', 'b'])),
    () => pick<unknown>(random, [/a/g, new URL('https://a.example/')]),
    () => runInContext('({ list: [new Date(0)] })', otherRealm) as unknown,
  ]
  const members = (): unknown[] =>
    Array.from({ length: Math.floor(random() * 5) }, () => randomValue(random, depth - 1))
  const branches: (() => unknown)[] = [
    members,
    () => Object.fromEntries(members().map((value) => [pick(random, [...HOSTILE_KEYS, 'a', 'b']), value])),
    () => new Set(members()),
    () => new Map(members().map((value) => [pick(random, ['a', 'b', 1]), value])),
  ]
  return pick(random, depth > 0 && random() < 0.6 ? branches : leaves)()
}

/** A JSON value without tags. */
export function randomJson(random: Random, depth = 3): JsonValue {
  if (depth === 0 || random() < 0.4) return pick<JsonValue>(random, [null, true, 0, 1, 'a', 'b', 'a '])
  const members = Array.from({ length: Math.floor(random() * 5) }, () => randomJson(random, depth - 1))
  return random() < 0.5
    ? members
    : Object.fromEntries(
        members.map((value) => [pick(random, ['a', 'b', 'c', '__proto__', 'toString']), value]),
      )
}
