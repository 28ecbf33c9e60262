import { describe, expect, test } from 'vitest'
import { observe, type ExchangeObserver } from './observe.js'
import type { DispatchController, LegacyHandler, ModernHandler } from './undici.js'

function observer(): ExchangeObserver & { seen: unknown[] } {
  const seen: unknown[] = []
  return {
    seen,
    headers: (status, raw, statusText) => void seen.push(['head', status, raw.map(String), statusText]),
    chunk: (bytes) => void seen.push(['chunk', String(bytes)]),
    done: () => void seen.push('done'),
    failed: (error, aborted) => void seen.push(['failed', (error as Error).message, aborted]),
  }
}

/** A handler whose every method notes its name and arguments. */
function noting<T extends object>(names: (keyof T)[]): T & { calls: unknown[][] } {
  const calls: unknown[][] = []
  const methods = names.map((name) => [
    name,
    (...args: unknown[]) => (calls.push([name, ...args]), `${String(name)} gave`),
  ])
  return { ...(Object.fromEntries(methods) as T), calls }
}

describe('a modern handler', () => {
  const names: (keyof ModernHandler)[] = [
    'onRequestStart',
    'onRequestUpgrade',
    'onResponseStart',
    'onResponseData',
    'onResponseEnd',
    'onResponseError',
    'onResponseStarted',
    'onBodySent',
    'onRequestSent',
  ]
  const controller = {
    aborted: false,
    rawHeaders: [Buffer.from('etag'), Buffer.from('1')],
  } as unknown as DispatchController

  test('hears everything it would have heard', () => {
    const handler = noting<ModernHandler>(names)
    const observed = observe(handler, observer()) as Required<ModernHandler>
    observed.onRequestStart(controller, 'context')
    observed.onBodySent('sent')
    observed.onRequestSent()
    observed.onResponseStarted()
    observed.onRequestUpgrade(controller, 101, {}, 'socket')
    observed.onResponseStart(controller, 200, { etag: '1' }, 'OK')
    observed.onResponseData(controller, Buffer.from('x'))
    observed.onResponseEnd(controller, { trailer: '1' })
    observed.onResponseError(controller, new Error('x'))
    expect(handler.calls).toEqual([
      ['onRequestStart', controller, 'context'],
      ['onBodySent', 'sent'],
      ['onRequestSent'],
      ['onResponseStarted'],
      ['onRequestUpgrade', controller, 101, {}, 'socket'],
      ['onResponseStart', controller, 200, { etag: '1' }, 'OK'],
      ['onResponseData', controller, Buffer.from('x')],
      ['onResponseEnd', controller, { trailer: '1' }],
      ['onResponseError', controller, new Error('x')],
    ])
  })

  test('may lack all that is optional', () => {
    const bare: ModernHandler = { onRequestStart: () => undefined }
    const observed = observe(bare, observer()) as Required<ModernHandler>
    expect(() => {
      observed.onResponseStart(controller, 200, {}, '')
      observed.onResponseData(controller, Buffer.from(''))
      observed.onResponseEnd(controller, {})
      observed.onResponseError(controller, new Error('x'))
      observed.onRequestUpgrade()
      observed.onBodySent()
    }).not.toThrow()
  })

  test('is observed, informational answers left out', () => {
    const watching = observer()
    const observed = observe(noting<ModernHandler>(names), watching) as Required<ModernHandler>
    observed.onResponseStart(controller, 103, { link: '<a>' }, 'Early Hints')
    observed.onResponseStart(controller, 200, { etag: '1' }, 'OK')
    observed.onResponseData(controller, Buffer.from('x'))
    observed.onResponseEnd(controller, {})
    expect(watching.seen).toEqual([['head', 200, ['etag', '1'], 'OK'], ['chunk', 'x'], 'done'])
  })

  test.each([null, undefined])('headers without a raw list (%s), some of them repeated', (rawHeaders) => {
    const watching = observer()
    const observed = observe(noting<ModernHandler>(names), watching) as Required<ModernHandler>
    const without = { aborted: false, rawHeaders } as unknown as DispatchController
    observed.onResponseStart(without, 200, { link: ['<a>', '<b>'], etag: '1' }, 'OK')
    expect(watching.seen).toEqual([['head', 200, ['link', '<a>', 'link', '<b>', 'etag', '1'], 'OK']])
  })

  test.each<[string, DispatchController | null, boolean]>([
    ['of the network', controller, false],
    ['of its own', { ...controller, aborted: true }, true],
    ['before it began', null, false],
  ])('a failure %s', (_case, given, aborted) => {
    const watching = observer()
    const observed = observe(noting<ModernHandler>(names), watching) as Required<ModernHandler>
    observed.onResponseError(given, new Error('gone'))
    expect(watching.seen).toEqual([['failed', 'gone', aborted]])
  })
})

describe('a legacy handler', () => {
  const names: (keyof LegacyHandler)[] = [
    'onConnect',
    'onUpgrade',
    'onHeaders',
    'onData',
    'onComplete',
    'onError',
    'onResponseStarted',
    'onBodySent',
    'onRequestSent',
  ]

  test('hears everything, and its answers go back: they are its backpressure', () => {
    const handler = noting<LegacyHandler>(names)
    const observed = observe(handler, observer()) as Required<LegacyHandler>
    const resume = (): void => undefined
    observed.onConnect(() => undefined, 'context')
    observed.onBodySent('sent')
    observed.onRequestSent()
    observed.onResponseStarted()
    observed.onUpgrade(101, [], 'socket')
    expect(observed.onHeaders(200, [], resume, 'OK')).toBe('onHeaders gave')
    expect(observed.onData(Buffer.from('x'))).toBe('onData gave')
    observed.onComplete([])
    observed.onError(new Error('x'))
    expect(handler.calls).toEqual([
      ['onConnect', expect.any(Function), 'context'],
      ['onBodySent', 'sent'],
      ['onRequestSent'],
      ['onResponseStarted'],
      ['onUpgrade', 101, [], 'socket'],
      ['onHeaders', 200, [], resume, 'OK'],
      ['onData', Buffer.from('x')],
      ['onComplete', []],
      ['onError', new Error('x')],
    ])
  })

  test('is observed, informational answers left out', () => {
    const watching = observer()
    const observed = observe(noting<LegacyHandler>(names), watching) as LegacyHandler
    observed.onHeaders(103, [Buffer.from('link'), Buffer.from('<a>')], () => undefined, 'Early Hints')
    observed.onHeaders(200, [Buffer.from('etag'), Buffer.from('1')], () => undefined, 'OK')
    observed.onData(Buffer.from('x'))
    observed.onComplete([])
    expect(watching.seen).toEqual([['head', 200, ['etag', '1'], 'OK'], ['chunk', 'x'], 'done'])
  })

  test('gets no onUpgrade that it had not', () => {
    const handler = noting<LegacyHandler>(['onConnect', 'onHeaders', 'onData', 'onComplete', 'onError'])
    expect(observe(handler, observer())).not.toHaveProperty('onUpgrade')
  })

  test.each([
    ['of the network', false],
    ['of its own', true],
  ])('a failure %s', (_case, own) => {
    const watching = observer()
    const reasons: unknown[] = []
    const handler: LegacyHandler = {
      ...noting<LegacyHandler>(names),
      onConnect: (abort) => {
        if (own) abort(new Error('enough'))
      },
    }
    const observed = observe(handler, watching) as LegacyHandler
    observed.onConnect((reason) => void reasons.push(reason?.message), {})
    observed.onError(new Error('gone'))
    expect(watching.seen).toEqual([['failed', 'gone', own]])
    expect(reasons).toEqual(own ? ['enough'] : [])
  })
})
