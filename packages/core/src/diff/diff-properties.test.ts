import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from '../snapshot/canonical.js'
import { decode } from '../snapshot/decode.js'
import { encode } from '../snapshot/encode.js'
import { setOwn } from '../snapshot/plain-object.js'
import { sameJson } from '../snapshot/same.js'
import { arbitraryValue } from '../snapshot/testing/arbitrary-value.js'
import { tolerantlySame } from '../snapshot/tolerant.js'
import type { JsonValue } from '../snapshot/types.js'
import { Changes, withoutSteps, type LocatedChange } from './changes.js'
import { diffValues, type SameLeaf } from './diff-values.js'
import { applyChanges } from './testing/apply-changes.js'

const exactly: SameLeaf = () => false
const runs = { numRuns: 300 }

function changesOf(oldValue: unknown, newValue: unknown, same = exactly): LocatedChange[] {
  const changes = new Changes(Infinity)
  diffValues(encode(oldValue), encode(newValue), ['v'], changes, same)
  return changes.listed
}

function copyOf(value: unknown): unknown {
  return decode(JSON.parse(JSON.stringify(encode(value))) as JsonValue)
}

/** The same value with the members of all objects in another order. */
function shuffled(json: JsonValue): JsonValue {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(shuffled)
  const members: Record<string, JsonValue> = {}
  for (const [key, member] of Object.entries(json).reverse()) setOwn(members, key, shuffled(member))
  return members
}

function facts(changes: readonly LocatedChange[]): string[] {
  return changes.map((change) => canonicalText(withoutSteps(change)))
}

/** Few leaves and few names, so that two of them have much in common. */
const { crowded } = fc.letrec<{ crowded: unknown }>((tie) => ({
  crowded: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(0, 1, 'a', 'b', undefined, new Date(0)),
    fc.array(tie('crowded'), { maxLength: 8 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor'), tie('crowded'), { maxKeys: 3 }),
  ),
}))

/** Two values: strangers, or kin that differ in a few elements or members. */
const pairs = fc.oneof(
  fc.tuple(arbitraryValue, arbitraryValue),
  fc.tuple(crowded, crowded),
  fc
    .tuple(
      fc.array(crowded, { maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(20), fc.nat(2), crowded), { maxLength: 4 }),
    )
    .map(([list, edits]) => {
      const edited = [...list]
      for (const [at, removed, item] of edits) edited.splice(at, removed, item)
      return [list, edited] as [unknown, unknown]
    }),
)

test('the old value with its changes applied is the new one', () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const made = applyChanges(before, changesOf(before, after), 1)
      expect(sameJson(made, encode(after))).toBe(true)
    }),
    { numRuns: 1_500 },
  )
})

test('nothing changed between a value and a copy of it', () => {
  fc.assert(
    fc.property(arbitraryValue, (value) => {
      expect(changesOf(value, value)).toEqual([])
      expect(changesOf(value, copyOf(value))).toEqual([])
      expect(changesOf([value, 1, [value]], [copyOf(value), 1, [copyOf(value)]])).toEqual([])
    }),
    runs,
  )
})

test('something changed exactly where the values are not the same', () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const same = sameJson(encode(before), encode(after))
      expect(changesOf(before, after).length === 0).toBe(same)
      expect(changesOf(after, before).length === 0).toBe(same)
    }),
    runs,
  )
})

test('the same values, the same changes', () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const expected = facts(changesOf(before, after))
      expect(facts(changesOf(before, after))).toEqual(expected)
      expect(facts(changesOf(copyOf(before), copyOf(after)))).toEqual(expected)
    }),
    runs,
  )
})

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const other = changesOf(decode(shuffled(encode(before))), decode(shuffled(encode(after))))
      expect(facts(other).sort()).toEqual(facts(changesOf(before, after)).sort())
    }),
    runs,
  )
})

describe('with leaves that count as equal', () => {
  test('no change is listed that is none exactly', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const exact = changesOf(before, after).length
        if (exact === 0) expect(changesOf(before, after, tolerantlySame)).toEqual([])
      }),
      runs,
    )
  })

  test('no change is listed of one leaf that counts as the same', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        for (const { changeType, oldValue, newValue } of changesOf(before, after, tolerantlySame)) {
          if (changeType !== 'modified') continue
          expect(tolerantlySame(encode(oldValue), encode(newValue))).toBe(false)
        }
      }),
      runs,
    )
  })
})
