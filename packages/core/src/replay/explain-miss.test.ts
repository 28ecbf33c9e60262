import { describe, expect, test } from 'vitest'
import { Tape } from '../effects/tape.js'
import type { Miss, MissKind } from '../effects/miss.js'
import type { Body, Effect, HttpEffect, HttpRequest } from '../snapshot/types.js'
import { steadyBut } from '../effects/volatile.js'
import { explainMisses } from './explain-miss.js'

const post = (body: Body | undefined, url = 'https://a.example/v1'): HttpRequest => ({
  method: 'POST',
  url,
  ...(body === undefined ? {} : { body }),
})
const exchange = (request: HttpRequest): HttpEffect => ({ kind: 'http', request, end: 'done', durationMs: 1 })
const explainMiss = (missed: Miss, tape: Tape) => explainMisses([missed], tape)[0]!
const call = (name: string, ...args: unknown[]): Effect => ({
  kind: 'call',
  name,
  ...(args.length === 0 ? {} : { args }),
  value: 1,
  durationMs: 1,
})
const miss = (asked: Miss['asked'], kind: MissKind = 'NO_MATCH', position = 1): Miss => ({
  kind,
  position,
  asked,
})
const prompt = (...contents: string[]): Body => ({
  json: { model: 'm', messages: contents.map((content) => ({ content })) },
})

test.each<[MissKind, string]>([
  ['NO_TAPE', 'contact 2, effect "crm", is of a kind that was not recorded at all (1 recorded, 0 used)'],
  ['NO_MATCH', 'contact 2, effect "crm", was not recorded by this name (1 recorded, 0 used)'],
  ['EXHAUSTED', 'contact 2, effect "crm", was made more often than recorded (1 recorded, 0 used)'],
])('%s in words', (kind, message) => {
  expect(explainMiss(miss({ name: 'crm' }, kind, 2), new Tape([exchange(post('x'))]))).toEqual({
    kind,
    asked: 'effect "crm"',
    position: 2,
    recorded: 1,
    used: 0,
    message,
  })
})

describe('the nearest recorded request', () => {
  const nearest = (asked: HttpRequest, effects: Effect[], use: string[] = []) => {
    const tape = new Tape(effects)
    for (const key of use) tape.take(key)
    return explainMiss(miss({ request: asked }), tape).nearest
  }

  test('with what differs, by path', () => {
    expect(
      nearest(post(prompt('Be brief.', 'Hello')), [exchange(post(prompt('Be kind.', 'Hello')))]),
    ).toEqual({
      position: 1,
      used: false,
      changes: [
        {
          fieldPath: 'request.body.messages[0].content',
          changeType: 'modified',
          oldValue: 'Be kind.',
          newValue: 'Be brief.',
        },
      ],
    })
  })

  test('is the one with the fewest differences, counted among all contacts', () => {
    const effects = [
      exchange(post(prompt('a', 'b', 'c'), 'https://b.example/')),
      call('crm'),
      exchange(post(prompt('a', 'x'))),
    ]
    expect(nearest(post(prompt('a', 'b')), effects)).toMatchObject({
      position: 3,
      changes: [{ oldValue: 'x' }],
    })
  })

  test('is an unused one rather than a used one that is as near', () => {
    const [first, second] = [exchange(post('one')), exchange(post('two'))]
    expect(nearest(post('three'), [first, second])).toMatchObject({ position: 1, used: false })
    const key = `POST https://a.example/v1\ntext one`
    expect(nearest(post('three'), [first, second], [key])).toMatchObject({ position: 2, used: false })
    expect(nearest(post('three'), [first], [key])).toMatchObject({ position: 1, used: true })
  })

  test.each<[string, HttpRequest, HttpRequest, string]>([
    ['a body that is new', post(undefined), post('x'), 'request.body'],
    ['a body of bytes', post({ base64: 'AA==' }), post({ base64: 'AQ==' }), 'request.body.base64'],
    ['another method', { method: 'GET', url: 'https://a.example/v1' }, post(undefined), 'request.method'],
    ['another address', post('x', 'https://b.example/'), post('x'), 'request.url'],
  ])('%s', (_what, recorded, asked, fieldPath) => {
    expect(nearest(asked, [exchange(recorded)])?.changes).toMatchObject([{ fieldPath }])
  })

  test.each<[string, Body, Body]>([
    ['both', { lines: ['a', 'b c', ''] }, { lines: ['a', 'b d', ''] }],
    ['only now', 'a\nb c\n', { lines: ['a', 'b d', ''] }],
  ])('text over several lines, kept as lines %s, shows as text', (_when, recorded, asked) => {
    expect(nearest(post(asked), [exchange(post(recorded))])?.changes).toEqual([
      { fieldPath: 'request.body', changeType: 'modified', oldValue: 'a\nb c\n', newValue: 'a\nb d\n' },
    ])
  })

  test.each([{ $map: 5 }, { $date: 'x' }, { $set: null }, { $number: 'x' }])(
    'JSON that looks like a tag: %j',
    (json) => {
      const changes = nearest(post({ json: { a: [json] } }), [
        exchange(post({ json: { a: [{ b: 1 }] } })),
      ])?.changes
      expect(changes).toEqual([
        { fieldPath: 'request.body.a[0]', changeType: 'modified', oldValue: { b: 1 }, newValue: json },
      ])
    },
  )

  test('is none where no request was recorded', () => {
    expect(nearest(post('x'), [call('crm')])).toBeUndefined()
  })

  test('is not looked for when the request itself is recorded', () => {
    const asked = post('x')
    expect(
      explainMiss(miss({ request: asked }, 'EXHAUSTED'), new Tape([exchange(asked)])).nearest,
    ).toBeUndefined()
  })
})

describe('the nearest recorded call', () => {
  const explain = (asked: Miss['asked'], effects: Effect[], volatile: string[] = []) =>
    explainMiss(miss(asked), new Tape(effects, steadyBut(volatile)))
  const changed = (fieldPath: string, oldValue: unknown, newValue: unknown) => ({
    fieldPath,
    changeType: 'modified',
    oldValue,
    newValue,
  })

  test('of the same name, with what differs of its arguments', () => {
    const effects = [call('erp', 1), call('crm', 'eu', { id: 7, deep: [1, 2] }), call('crm', 'us', { id: 9 })]
    expect(explain({ name: 'crm', args: ['eu', { id: 8, deep: [1, 2] }] }, effects)).toEqual({
      kind: 'NO_MATCH',
      asked: 'effect "crm"("eu",{"deep":[1,2],"id":8})',
      position: 1,
      recorded: 3,
      used: 0,
      nearest: { position: 2, used: false, changes: [changed('args[1].id', 7, 8)] },
      message:
        'contact 1, effect "crm"("eu",{"deep":[1,2],"id":8}), was not recorded with these arguments (3 recorded, 0 used)',
    })
  })

  test.each<[string, unknown[], unknown[], object[]]>([
    ['one more', [1], [1, 2], [{ fieldPath: 'args[1]', changeType: 'added', newValue: 2 }]],
    ['one less', [1, 2], [1], [{ fieldPath: 'args[1]', changeType: 'removed', oldValue: 2 }]],
    ['none any more', [1], [], [{ fieldPath: 'args[0]', changeType: 'removed', oldValue: 1 }]],
    ['some now', [], [1], [{ fieldPath: 'args[0]', changeType: 'added', newValue: 1 }]],
    [
      'changed places: each counts by itself',
      [1, 2],
      [2, 1],
      [changed('args[0]', 1, 2), changed('args[1]', 2, 1)],
    ],
    ['of other types', [new Date(0), 1n], [new Date(5), 1n], [changed('args[0]', new Date(0), new Date(5))]],
  ])('arguments: %s', (_what, recorded, asked, changes) => {
    const { nearest } = explain({ name: 'a', ...(asked.length === 0 ? {} : { args: asked }) }, [
      call('a', ...recorded),
    ])
    expect(nearest?.changes).toEqual(changes)
  })

  test.each([
    ['crm.lookUp', 'crm.lookup'],
    ['CRM', 'crm'],
    ['crm.lokup', 'crm.lookup'],
    ['lookup 17', 'lookup 18'],
  ])('%s is a slip of %s: it is suggested, and the name is a difference', (asked, recorded) => {
    const { message, nearest } = explain({ name: asked, args: [1] }, [call('other one'), call(recorded, 1)])
    expect(message).toContain(`was not recorded by this name, but effect "${recorded}" was`)
    expect(nearest).toEqual({ position: 2, used: false, changes: [changed('name', recorded, asked)] })
  })

  test.each([
    ['erp', 'crm'],
    ['a', 'b'],
    ['crm.lookup', 'erp.lookups'],
    ['crm', 'crm.lookup.by-name'],
  ])('%s is no slip of %s', (asked, recorded) => {
    const { message, nearest } = explain({ name: asked }, [call(recorded)])
    expect(message).toContain('was not recorded by this name (')
    expect(nearest).toBeUndefined()
  })

  test('of the same name wins over any slip; of several slips the nearest one', () => {
    expect(
      explain({ name: 'load.all', args: [1, 1] }, [call('load.All', 1), call('load.all', 2, 2)]).nearest,
    ).toMatchObject({ position: 2 })
    expect(explain({ name: 'load.all' }, [call('load.xxl'), call('load.axl')]).nearest).toMatchObject({
      position: 2,
    })
  })

  test('a long name, such as a query, is no slip of another: comparing them all would take minutes', () => {
    const select = `select ${'a'.repeat(200)} from x`
    const [explained] = explainMisses([miss({ name: `${select}s` })], new Tape([call(select)]))
    expect(explained).not.toHaveProperty('nearest')
    expect(explained!.message).toContain('was not recorded by this name (')
  })

  test('names are compared for as many misses as are shown', () => {
    const misses = Array.from({ length: 12 }, (_, index) => miss({ name: 'crm.lookUp' }, 'NO_MATCH', index))
    const messages = explainMisses(misses, new Tape([call('crm.lookup')])).map(({ message }) => message)
    expect(messages.map((message) => message.includes('but effect "crm.lookup" was'))).toEqual(
      misses.map((_, index) => index < 10),
    )
  })

  test('a call is never near to a request, nor a request to a call', () => {
    expect(
      explain({ name: 'POST https://a.example/v1' }, [exchange(post(undefined)), call('zzz')]).nearest,
    ).toBeUndefined()
  })

  test('many arguments are shown by their beginning', () => {
    expect(explain({ name: 'a', args: ['x'.repeat(500)] }, []).asked).toBe(`effect "a"("${'x'.repeat(59)}…)`)
  })
})

describe('what is volatile', () => {
  test('is no difference', () => {
    const volatile = ['request.body.id', 'request.query.ts', 'args[0].at']
    const tape = new Tape(
      [
        exchange(post({ json: { id: 1, q: 'a' } }, 'https://a.example/v1?ts=1')),
        call('crm', { at: 1, id: 1 }),
      ],
      steadyBut(volatile),
    )
    const request = post({ json: { id: 2, q: 'b' } }, 'https://a.example/v1?ts=2')
    expect(explainMiss(miss({ request }), tape).nearest?.changes).toEqual([
      { fieldPath: 'request.body.q', changeType: 'modified', oldValue: 'a', newValue: 'b' },
    ])
    expect(explainMiss(miss({ name: 'crm', args: [{ at: 2, id: 2 }] }), tape).nearest?.changes).toMatchObject(
      [{ fieldPath: 'args[0].id' }],
    )
  })

  test('does not make another contact the nearest', () => {
    const noise = (n: number) => ({ a: n, b: n, c: n, d: n })
    const effects = [
      exchange(post({ json: { noise: noise(1), q: 'a' } })),
      exchange(post({ json: { noise: noise(2), q: 'b', more: 1 } })),
    ]
    const asked = { request: post({ json: { noise: noise(2), q: 'x' } }) }
    expect(explainMiss(miss(asked), new Tape(effects)).nearest?.position).toBe(2)
    expect(
      explainMiss(miss(asked), new Tape(effects, steadyBut(['request.body.noise']))).nearest?.position,
    ).toBe(1)
  })
})

test('of many misses the first ten are compared with what was recorded: more are never shown', () => {
  const effects = Array.from({ length: 1_000 }, (_, id) => call('add', { id }))
  const misses = Array.from({ length: 1_000 }, (_, id) => miss({ name: 'add', args: [{ id: -1 - id }] }))
  const started = performance.now()
  const explained = explainMisses(misses, new Tape(effects))
  expect(explained.map(({ nearest }) => nearest?.position)).toEqual(
    misses.map((_, index) => (index < 10 ? 1 : undefined)),
  )
  expect(performance.now() - started).toBeLessThan(3_000)
})
