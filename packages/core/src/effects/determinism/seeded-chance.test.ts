import { describe, expect, test } from 'vitest'
import { Keystream } from './keystream.js'
import { SeededChance } from './seeded-chance.js'

const SEED = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex')
const chance = (seed = SEED): SeededChance => new SeededChance(() => seed)
const many = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw)

// Computed by another implementation as well: Python's hmac, and openssl enc -aes-256-ctr.
describe('what is drawn from one seed stays the same for ever: recordings rely on it', () => {
  const { random, int, uuid, bytes } = {
    random: (of = chance()) => many(3, () => of.random()),
    int: (of = chance()) => [of.int(0, 100), of.int(-5, 1e9), of.int(0, 2 ** 48 - 1)],
    uuid: (of = chance()) => many(2, () => of.uuid()),
    bytes: (of = chance()) => Buffer.from(of.bytes(8)).toString('hex'),
  }
  test.each<[string, (of?: SeededChance) => unknown, unknown]>([
    ['random', random, [0.8710956039050062, 0.9234189950254624, 0.007687904003273349]],
    ['int', int, [97, 351796489, 270922268896853]],
    ['uuid', uuid, ['29a66b07-e8ae-41e0-b0b1-fa80b6a4adbb', 'a2ba138b-9a91-4045-8cdd-b3ddb5a32fff']],
    ['bytes', bytes, '26aa93575a878c23'],
  ])('%s', (_kind, draw, golden) => {
    expect(draw()).toEqual(golden)
    expect(draw(chance(Buffer.alloc(32)))).not.toEqual(golden)
  })

  test('and one kind does not shift another', () => {
    const of = chance()
    of.bytes(77)
    of.uuid()
    of.int(0, 9)
    expect(random(of)).toEqual(random())
  })
})

describe('a keystream', () => {
  test.each([1, 7, 16, 1_000, 1_024, 1_025, 5_000])('is the same in parts of %i', (size) => {
    const whole = new Keystream(SEED, 'x').bytes(10_000)
    const stream = new Keystream(SEED, 'x')
    const parts = many(Math.floor(10_000 / size), () => stream.bytes(size))
    expect(Buffer.concat(parts).equals(whole.subarray(0, parts.length * size))).toBe(true)
  })

  test('gives numbers of the same bytes', () => {
    const bytes = new Keystream(SEED, 'x').bytes(6_000)
    const stream = new Keystream(SEED, 'x')
    expect(many(1_000, () => stream.uint(6))).toEqual(
      many(1_000, () => 0).map((_, i) => bytes.readUIntLE(i * 6, 6)),
    )
  })

  test('gives bytes that the caller may write into', () => {
    const [one, two] = [new Keystream(SEED, 'x'), new Keystream(SEED, 'x')]
    one.bytes(8).fill(0)
    two.bytes(8)
    expect(one.bytes(8)).toEqual(two.bytes(8))
  })

  test('of another name is another', () => {
    expect(new Keystream(SEED, 'x').bytes(16)).not.toEqual(new Keystream(SEED, 'y').bytes(16))
  })
})

/** Of 100 equally likely buckets: 99 degrees of freedom, beyond 180 once in a million. The seed is fixed. */
function chiSquared(counts: readonly number[], drawn: number): number {
  const expected = drawn / counts.length
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

function counted(drawn: readonly number[]): number[] {
  const counts = new Array<number>(100).fill(0)
  for (const bucket of drawn) counts[bucket]!++
  return counts
}

describe('it is fair', () => {
  const of = chance()
  const randoms = many(100_000, () => of.random())

  test('random is from 0 to below 1, in all its bits', () => {
    expect(randoms.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(chiSquared(counted(randoms.map((value) => Math.floor(value * 100))), 100_000)).toBeLessThan(180)
    // The last of the 53 bits is there.
    expect(randoms.filter((value) => (value * 2 ** 53) % 2 === 1).length / 100_000).toBeCloseTo(0.5, 1)
    expect(randoms.every((value) => Number.isInteger(value * 2 ** 53))).toBe(true)
    expect(new Set(randoms).size).toBe(100_000)
  })

  test('one says nothing about the next', () => {
    const pairs = randoms
      .slice(1)
      .map((value, i) => Math.floor(value * 10) * 10 + Math.floor(randoms[i]! * 10))
    expect(chiSquared(counted(pairs), pairs.length)).toBeLessThan(180)
  })

  test('int reaches both ends and is as likely everywhere', () => {
    const drawn = many(100_000, () => of.int(-50, 50))
    expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([-50, 49])
    expect(chiSquared(counted(drawn.map((value) => value + 50)), 100_000)).toBeLessThan(180)
  })

  test('int of a range that does not fit', () => {
    // Two thirds of 2^48: a remainder would draw the lower half twice as often.
    const range = Math.floor((2 ** 48 / 3) * 2)
    const low = many(20_000, () => of.int(0, range)).filter((value) => value < range / 2).length
    expect(low / 20_000).toBeCloseTo(0.5, 1)
  })

  test('uuids are of version 4 and all different', () => {
    const uuids = many(10_000, () => of.uuid())
    const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
    expect(uuids.every((uuid) => version4.test(uuid))).toBe(true)
    expect(new Set(uuids).size).toBe(10_000)
  })
})
