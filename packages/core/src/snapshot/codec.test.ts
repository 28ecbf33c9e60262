import { beforeEach, describe, expect, test } from 'vitest'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { diffSnapshots } from '../diff/index.js'
import { capture } from '../recording/capture.js'
import { ReplayEngine } from '../replay/replay-engine.js'
import { openStore } from '../store/open-store.js'
import { canonicalText } from './canonical.js'
import { codecNamed, registerCodec } from './codec.js'
import { copyOf } from './copy.js'
import { namedValue } from './data-type.js'
import { decode } from './decode.js'
import { encode } from './encode.js'
import { UnknownInstance } from './tags/instance-tag.js'
import type { JsonValue } from './types.js'

class Money {
  constructor(
    readonly cents: bigint,
    readonly currency: string,
  ) {}
  plus({ cents }: Money): Money {
    return new Money(this.cents + cents, this.currency)
  }
}
class Discounted extends Money {}
const money = {
  name: 'Money',
  class: Money,
  write: ({ cents, currency }: Money) => ({ cents, currency }),
  read: ({ cents, currency }: { cents: bigint; currency: string }) => new Money(cents, currency),
}
const WRITTEN = { $instance: { of: 'Money', value: { cents: { $bigint: '500' }, currency: 'EUR' } } }
const UNKNOWN = { $instance: { of: 'Never', value: [{ $date: null }, { a: 1 }] } }

beforeEach(() => {
  registerCodec(money)
})

function roundTrip(value: unknown): unknown {
  return decode(JSON.parse(JSON.stringify(encode(value))) as JsonValue)
}

test('an instance is written under the name of its codec, and made again', () => {
  const value = { price: new Money(500n, 'EUR'), list: [new Map([[new Money(1n, 'USD'), 1]])] }
  expect(encode(value.price)).toEqual(WRITTEN)
  expect(roundTrip(value)).toEqual(value)
  expect((roundTrip(value) as typeof value).price.plus(new Money(1n, 'EUR')).cents).toBe(501n)
  expect(namedValue('price', value.price, 'price').dataType).toBe('Money')
})

test('two instances are the same when what makes them up is', () => {
  expect(canonicalText(new Money(5n, 'EUR'))).toBe(canonicalText(new Money(5n, 'EUR')))
  expect(canonicalText(new Money(5n, 'EUR'))).not.toBe(canonicalText(new Money(6n, 'EUR')))
  expect(canonicalText(new Money(5n, 'EUR'))).not.toBe(canonicalText({ cents: 5n, currency: 'EUR' }))
})

test('a plain object that looks like one is moved out of the way', () => {
  const value = { $instance: { of: 'Money', value: 1 } }
  expect(encode(value)).toEqual({ $$instance: { of: 'Money', value: 1 } })
  expect(roundTrip(value)).toStrictEqual(value)
})

test('a subclass needs a codec of its own', () => {
  expect(() => encode([new Discounted(1n, 'EUR')])).toThrow('value[0] is an instance of Discounted')
})

test('a codec for a built-in class or a subclass of one goes before its tag', () => {
  class Ids extends Set<string> {}
  registerCodec({ name: 'Ids', class: Ids, write: (ids) => [...ids], read: (ids: string[]) => new Ids(ids) })
  expect(encode(new Ids(['a']))).toEqual({ $instance: { of: 'Ids', value: ['a'] } })
  expect(roundTrip(new Ids(['a']))).toEqual(new Ids(['a']))
  expect(encode(new Set(['a']))).toEqual({ $set: ['a'] })
})

test('of two codecs of one name the newer one holds', () => {
  registerCodec({ ...money, read: () => new Money(0n, 'XXX') })
  expect(roundTrip(new Money(5n, 'EUR'))).toEqual(new Money(0n, 'XXX'))
})

test('what a codec writes is checked like any value, by its path', () => {
  class Odd {
    readonly odd = true
  }
  registerCodec({ name: 'Odd', class: Odd, write: () => ({ run: () => 1 }), read: () => new Odd() })
  expect(() => encode({ a: new Odd() })).toThrow('value.a.<Odd>.run is a function')
})

test('what a codec throws is the cause of the refusal', () => {
  class Bad {
    readonly bad = true
  }
  registerCodec({
    name: 'Bad',
    class: Bad,
    write: () => {
      throw new RangeError('no')
    },
    read: () => new Bad(),
  })
  expect(() => encode(new Bad())).toThrow(
    expect.objectContaining({ code: 'NOT_SERIALIZABLE', cause: new RangeError('no') }),
  )
})

describe('an instance whose codec is not registered', () => {
  test('is read, and written as it was', () => {
    const value = decode(UNKNOWN)
    expect(value).toBeInstanceOf(UnknownInstance)
    expect(encode(value)).toEqual(UNKNOWN)
    expect(canonicalText(value)).toBe(canonicalText(decode(UNKNOWN as JsonValue)))
  })

  test('can be stored, copied, verified and compared, but not replayed', async () => {
    class Gone {
      readonly n = 1
    }
    registerCodec({ name: 'Gone', class: Gone, write: ({ n }) => n, read: () => new Gone() })
    const store = await openStore('memory:')
    const run = decision('codec.gone', (input: { gone: Gone }) => input.gone.n)
    const { snapshot } = await capture(() => run({ gone: new Gone() }), { id: 'a', store })
    registerCodec({ ...money, name: 'Gone' })
    const known = codecNamed('Gone')
    expect(known?.class).toBe(Money)
    const text = JSON.stringify(encode(snapshot)).replaceAll('"of":"Gone"', '"of":"Lost"')
    const foreign = decode(JSON.parse(text) as JsonValue) as typeof snapshot
    await store.save(foreign, { replace: true })
    expect(await store.verify()).toMatchObject({ problems: [{ code: 'HASH_MISMATCH' }] })
    expect(diffSnapshots(foreign, await store.load('a')).changes).toEqual([])
    expect(await new ReplayEngine(store).replay('a')).toMatchObject({
      verdict: 'error',
      error: {
        code: 'CODEC_MISSING',
        message: expect.stringMatching(/^inputs\.input .*registerCodec\(\{ name: "Lost"/) as string,
      },
    })
  })

  test('in the answer of an effect ends the replay, whatever the decision makes of it', async () => {
    registerCodec({ ...money, name: 'Price' })
    const run = decision('codec.effect', async () => {
      try {
        await effect('price', async () => new Money(1n, 'EUR'))
      } catch {
        return 1
      }
      return 1
    })
    const { snapshot } = await capture(() => run())
    const text = JSON.stringify(encode(snapshot)).replaceAll('"of":"Price"', '"of":"Lost"')
    const recorded = decode(JSON.parse(text) as JsonValue) as typeof snapshot
    expect(await new ReplayEngine(await openStore('memory:')).replay(recorded)).toMatchObject({
      verdict: 'error',
      error: { code: 'CODEC_MISSING' },
    })
  })

  test('is named by copyOf, wherever it is', () => {
    expect(() => copyOf([{ a: decode(UNKNOWN as JsonValue) }], 'inputs')).toThrow(
      expect.objectContaining({
        code: 'CODEC_MISSING',
        message: expect.stringContaining('inputs holds a recorded "Never"') as string,
      }),
    )
    expect(copyOf({ $instance: 'x' }, 'inputs')).toEqual({ $instance: 'x' })
    expect(copyOf({ text: '"$instance"' }, 'inputs')).toEqual({ text: '"$instance"' })
  })
})

test('a decision with instances is recorded and replayed', async () => {
  const store = await openStore('memory:')
  const add = decision('codec.add', (a: Money, b: Money) => a.plus(b))
  const { snapshot } = await capture(() => add(new Money(1n, 'EUR'), new Money(2n, 'EUR')), { store })
  const result = await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)
  expect(result).toMatchObject({ verdict: 'match', replayOutput: new Money(3n, 'EUR') })
})

test.each<[string, object]>([
  ['name', { ...money, name: '' }],
  ['name', { ...money, name: 5 }],
  ['class', { ...money, class: Object }],
  ['class', { ...money, class: Array }],
  ['class', { ...money, class: () => 1 }],
  ['write', { ...money, write: undefined }],
  ['read', { ...money, read: 'x' }],
  ['matches', { ...money, matches: () => true }],
])('a codec with a wrong %s is refused', (named, codec) => {
  expect(() => {
    registerCodec(codec as never)
  }).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(named) as string }),
  )
})
