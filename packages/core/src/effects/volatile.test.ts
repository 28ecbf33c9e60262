import { afterEach, describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import type { DecisionDefinition } from '../decision/definition.js'
import type { Body, HttpRequest } from '../snapshot/types.js'
import { contactKey, type Contact } from './contact.js'
import { ALL_STEADY, steadyBut, steadyOf } from './volatile.js'

const post = (body?: Body, url = 'https://h/p'): Contact => ({
  request: { method: 'POST', url, ...(body === undefined ? {} : { body }) } satisfies HttpRequest,
})
const call = (...args: unknown[]): Contact => ({ name: 'a', ...(args.length === 0 ? {} : { args }) })
const json = (value: object): Contact => post({ json: value as never })
const at = (query: string): Contact => post(undefined, `https://h/p${query}`)
const same = (paths: string[], one: Contact, other: Contact): boolean => {
  const steady = steadyBut(paths)
  return contactKey(steady(one)) === contactKey(steady(other))
}

describe('contacts that are the same but for what is volatile', () => {
  test.each<[string, string[], Contact, Contact]>([
    ['a member', ['request.body.user'], json({ user: 1, q: 1 }), json({ q: 1, user: 2 })],
    ['a member that one side lacks', ['request.body.user'], json({ user: 1, q: 1 }), json({ q: 1 })],
    [
      'a member of each element',
      ['request.body.messages[*].id'],
      json({ messages: [{ id: 1, c: 'x' }, { c: 'y' }] }),
      json({ messages: [{ c: 'x' }, { id: 2, c: 'y' }] }),
    ],
    ['JSON in other forms', ['request.body.id'], post({ json: { id: 1 }, indent: 2 }), json({ id: 2 })],
    ['a field of a form', ['request.body.nonce'], post('a=1&nonce=x'), post('nonce=y&a=1')],
    ['the whole body', ['request.body'], post('anything'), post({ base64: 'AA==' })],
    ['the whole body, where one side has none', ['request.body'], post('anything'), post()],
    ['a parameter', ['request.query.ts'], at('?a=1&ts=1'), at('?a=1&ts=2')],
    ['the only parameter', ['request.query.ts'], at('?ts=1'), at('')],
    ['every parameter', ['request.query'], at('?a=1&b=2'), at('')],
    ['a member of an argument', ['args[0].at'], call({ at: 1, id: 1 }), call({ at: 2, id: 1 })],
    ['an argument', ['args[0]'], call(1, 'x'), call(2, 'x')],
    ['the last argument, which one side lacks', ['args[1]'], call('x', 1), call('x')],
    ['the only argument, which one side lacks', ['args[0]'], call(1), call()],
    ['all arguments', ['args'], call(1, 2), call()],
    ['of each argument', ['args[*].at'], call({ at: 1 }, { at: 2 }), call({}, { at: 3 })],
  ])('%s', (_what, paths, one, other) => {
    expect(same([], one, other)).toBe(false)
    expect(same(paths, one, other)).toBe(true)
  })
})

describe('what else differs still counts', () => {
  test.each<[string, string[], Contact, Contact]>([
    ['another member', ['request.body.user'], json({ user: 1, q: 1 }), json({ user: 1, q: 2 })],
    ['the same name deeper down', ['request.body.id'], json({ a: { id: 1 } }), json({ a: { id: 2 } })],
    ['a member of another element', ['request.body[0].id'], json([{}, { id: 1 }]), json([{}, { id: 2 }])],
    ['how many elements there are', ['request.body[*].id'], json([{ id: 1 }]), json([{ id: 1 }, { id: 2 }])],
    ['another parameter', ['request.query.ts'], at('?ts=1&a=1'), at('?ts=1&a=2')],
    ['the path', ['request.query'], at('/x?a=1'), at('/y?a=1')],
    ['the body, where a parameter is volatile', ['request.query.a'], json({ a: 1 }), json({ a: 2 })],
    ['a parameter, where a field is volatile', ['request.body.a'], at('?a=1'), at('?a=2')],
    ['text that is no form', ['request.body.a'], post('see below&a=1'), post('see below&a=2')],
    ['lines of text', ['request.body.a'], post({ lines: ['a=1', 'b'] }), post({ lines: ['a=2', 'b'] })],
    ['bytes', ['request.body.a'], post({ base64: 'AA==' }), post({ base64: 'AQ==' })],
    ['another argument', ['args[0]'], call(1, 'x'), call(1, 'y')],
    [
      'an argument, where a field of a request is volatile',
      ['request.body.id'],
      call({ id: 1 }),
      call({ id: 2 }),
    ],
  ])('%s', (_what, paths, one, other) => {
    expect(same(paths, one, other)).toBe(false)
  })

  test('a request and a call, both of nothing but volatile things', () => {
    expect(same(['request.body', 'args'], call(1), post('x'))).toBe(false)
  })
})

test('nothing is changed in place', () => {
  const contacts = [json({ user: 1, q: 1 }), at('?ts=1'), call({ at: 1 })]
  const before = structuredClone(contacts)
  contacts.map(steadyBut(['request.body.user', 'request.query.ts', 'args[0].at']))
  expect(contacts).toEqual(before)
})

describe('of a decision', () => {
  const definition = (volatile?: string[]): DecisionDefinition => ({
    name: 'x',
    fn: () => 1,
    options: volatile === undefined ? {} : { volatile },
    place: 'x',
  })
  const keyOf = (own: string[] | undefined, contact: Contact): string =>
    contactKey(steadyOf(definition(own))(contact))
  afterEach(() => {
    configure({ volatile: [] })
  })

  test('none: not looked at at all', () => {
    expect(steadyOf(definition())).toBe(ALL_STEADY)
  })

  test('its own and those of the process', () => {
    configure({ volatile: ['args[0].at'] })
    expect(keyOf(undefined, call({ at: 1, id: 1 }))).toBe(keyOf(undefined, call({ id: 1 })))
    expect(keyOf(undefined, call({ id: 1 }))).not.toBe(keyOf(undefined, call({ id: 2 })))
    expect(keyOf(['args[0].id'], call({ at: 1, id: 1 }))).toBe(keyOf(['args[0].id'], call({})))
  })

  test('those of the process are replaced where given, and stay where not', () => {
    const key = (): string => keyOf(undefined, call(1))
    configure({ volatile: ['args'] })
    configure({ limits: {} })
    expect(key()).toBe('call a')
    configure({ volatile: ['request.body'] })
    expect(key()).not.toBe('call a')
  })

  test('a malformed path leaves what was set', () => {
    configure({ volatile: ['args'] })
    expect(() => {
      configure({ volatile: ['request.url'] })
    }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
    expect(keyOf(undefined, call(1))).toBe('call a')
  })

  test('a list that is changed afterwards changes nothing', () => {
    const paths = ['args']
    configure({ volatile: paths })
    paths.length = 0
    expect(keyOf(undefined, call(1))).toBe('call a')
  })
})
