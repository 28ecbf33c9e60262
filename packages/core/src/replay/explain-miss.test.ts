import { describe, expect, test } from 'vitest'
import { Tape } from '../effects/tape.js'
import type { Miss, MissKind } from '../effects/miss.js'
import type { Body, Effect, HttpEffect, HttpRequest } from '../snapshot/types.js'
import { explainMiss } from './explain-miss.js'

const post = (body: Body | undefined, url = 'https://a.example/v1'): HttpRequest => ({
  method: 'POST',
  url,
  ...(body === undefined ? {} : { body }),
})
const exchange = (request: HttpRequest): HttpEffect => ({ kind: 'http', request, end: 'done', durationMs: 1 })
const call = (name: string): Effect => ({ kind: 'call', name, value: 1, durationMs: 1 })
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
  ['NO_MATCH', 'contact 2, effect "crm", was not recorded like this (1 recorded, 0 used)'],
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

  test('is none where no request was recorded, or for a wrapped call', () => {
    expect(nearest(post('x'), [call('crm')])).toBeUndefined()
    expect(explainMiss(miss({ name: 'erp' }), new Tape([call('crm')])).nearest).toBeUndefined()
  })

  test('is not looked for when the request itself is recorded', () => {
    const asked = post('x')
    expect(
      explainMiss(miss({ request: asked }, 'EXHAUSTED'), new Tape([exchange(asked)])).nearest,
    ).toBeUndefined()
  })
})
