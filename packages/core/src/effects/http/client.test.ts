import { describe, expect, test } from 'vitest'
import { clientOf } from './client.js'
import type { Played } from './caught-request.js'
import { playExchange } from './play-exchange.js'
import type { DispatchController, DispatchHandler, LegacyHandler, ModernHandler } from './undici.js'

type Override = Partial<Record<'connect' | 'head' | 'data' | 'end' | 'fail', (control: Control) => unknown>>
interface Control {
  abort(reason?: Error): void
  pause(): void
  resume(): void
}

/** Either style of handler as one that writes down its calls, with code of its own where a test wants it. */
function listener(
  style: 'modern' | 'legacy',
  override: Override = {},
): { handler: DispatchHandler; calls: unknown[] } {
  const calls: unknown[] = []
  let pauseNext = false
  let control: Control = { abort: () => undefined, pause: () => undefined, resume: () => undefined }
  const did = (name: keyof Override, ...facts: unknown[]): void => {
    calls.push(facts.length === 0 ? name : [name, ...facts])
    override[name]?.(control)
  }
  const legacyGoOn = (): boolean => {
    const goOn = !pauseNext
    pauseNext = false
    return goOn
  }
  const legacy: LegacyHandler = {
    onConnect: (abort) => {
      control = { abort, pause: () => (pauseNext = true), resume: () => undefined }
      did('connect')
    },
    onHeaders: (status, headers, resume, statusText) => {
      control.resume = resume
      did('head', status, headers.map(String), statusText)
      return legacyGoOn()
    },
    onData: (chunk) => {
      did('data', String(chunk))
      return legacyGoOn()
    },
    onComplete: () => {
      did('end')
    },
    onError: (error) => {
      did('fail', error.message)
    },
  }
  const modern: ModernHandler = {
    onRequestStart: (controller: DispatchController) => {
      control = {
        abort: (reason) => {
          controller.abort(reason!)
        },
        pause: () => {
          controller.pause()
        },
        resume: () => {
          controller.resume()
        },
      }
      did('connect')
    },
    onResponseStart: (controller, status, _headers, statusText) => {
      did('head', status, controller.rawHeaders!.map(String), statusText)
    },
    onResponseData: (_controller, chunk) => {
      did('data', String(chunk))
    },
    onResponseEnd: () => {
      did('end')
    },
    onResponseError: (_controller, error) => {
      did('fail', error.message)
    },
  }
  return { handler: style === 'modern' ? modern : legacy, calls }
}

const play = (exchange: Played, handler: DispatchHandler, ms = 40): Promise<boolean> =>
  new Promise((resolve) => {
    playExchange(exchange, handler, () => {
      resolve(true)
    })
    setTimeout(resolve, ms, false)
  })

const response = (chunks: string[]): NonNullable<Played['response']> => ({
  status: 200,
  statusText: 'OK',
  headers: { etag: '1' },
  chunks,
})
const HEAD = ['head', 200, ['etag', '1'], 'OK']
const whole: Played = { end: 'done', response: response(['all']) }
const stream: Played = { end: 'done', response: response(['a', 'b', 'c']) }

describe.each(['legacy', 'modern'] as const)('a %s handler', (style) => {
  test.each<[string, Played, unknown[]]>([
    ['a whole body', whole, ['connect', HEAD, ['data', 'all'], 'end']],
    ['no body', { end: 'done', response: response([]) }, ['connect', HEAD, 'end']],
    ['a stream', stream, ['connect', HEAD, ['data', 'a'], ['data', 'b'], ['data', 'c'], 'end']],
    [
      'a cut stream',
      { ...stream, end: 'cut', error: { name: 'SocketError', message: 'other side closed' } },
      ['connect', HEAD, ['data', 'a'], ['data', 'b'], ['data', 'c'], ['fail', 'other side closed']],
    ],
    [
      'a cut before the body',
      { end: 'cut', response: response([]) },
      ['connect', HEAD, ['fail', 'terminated']],
    ],
    [
      'an error',
      { end: 'error', error: { name: 'Error', message: 'refused' } },
      ['connect', ['fail', 'refused']],
    ],
    [
      'nothing more',
      { ...stream, end: 'aborted' },
      ['connect', HEAD, ['data', 'a'], ['data', 'b'], ['data', 'c']],
    ],
    ['nothing at all', { end: 'aborted' }, ['connect']],
  ])('%s', async (_case, exchange, expected) => {
    const { handler, calls } = listener(style)
    expect(await play(exchange, handler)).toBe(true)
    expect(calls).toEqual(expected)
  })

  test.each<[string, keyof Override, unknown[]]>([
    ['while it connects', 'connect', ['connect', ['fail', 'enough']]],
    ['at the head', 'head', ['connect', HEAD, ['fail', 'enough']]],
    ['at the first data', 'data', ['connect', HEAD, ['data', 'a'], ['fail', 'enough']]],
  ])('an abort %s is its failure, and the last call', async (_case, at, expected) => {
    const { handler, calls } = listener(style, {
      [at]: ({ abort }: Control) => {
        abort(new Error('enough'))
      },
    })
    expect(await play(stream, handler)).toBe(true)
    expect(calls).toEqual(expected)
  })

  test('an abort at the end, or twice, comes too late', async () => {
    const { handler, calls } = listener(style, {
      end: ({ abort }) => {
        abort(new Error('late'))
      },
    })
    expect(await play(whole, handler)).toBe(true)
    const twice = listener(style, {
      head: ({ abort }) => {
        abort(new Error('one'))
        abort(new Error('two'))
      },
    })
    await play(whole, twice.handler)
    expect(calls).toEqual(['connect', HEAD, ['data', 'all'], 'end'])
    expect(twice.calls).toEqual(['connect', HEAD, ['fail', 'one']])
  })

  test.each<[string, keyof Override, Played, unknown[]]>([
    ['a stream, at the head', 'head', stream, ['connect', HEAD]],
    ['a stream, at data', 'data', stream, ['connect', HEAD, ['data', 'a']]],
    ['a whole body, at the head', 'head', whole, ['connect', HEAD]],
    ['a whole body, at data', 'data', whole, ['connect', HEAD, ['data', 'all']]],
  ])('a pause stops %s until it is lifted', async (_case, at, exchange, untilPause) => {
    let control: Control | undefined
    const { handler, calls } = listener(style, {
      [at]: (given: Control) => {
        if (control === undefined) given.pause()
        control = given
      },
    })
    expect(await play(exchange, handler, 30)).toBe(false)
    expect(calls).toEqual(untilPause)
    control!.resume()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls.at(-1)).toBe('end')
    expect(calls.filter((call) => Array.isArray(call) && call[0] === 'data')).toHaveLength(
      exchange.response!.chunks.length,
    )
  })

  test('an abort while paused ends it', async () => {
    const { handler, calls } = listener(style, {
      data: ({ pause, abort }) => {
        pause()
        setTimeout(abort, 5, new Error('enough'))
      },
    })
    expect(await play(stream, handler)).toBe(true)
    expect(calls.at(-1)).toEqual(['fail', 'enough'])
  })

  test.each<[string, keyof Override, unknown[]]>([
    ['the head', 'head', ['connect', HEAD, ['fail', 'cannot']]],
    ['data', 'data', ['connect', HEAD, ['data', 'all'], ['fail', 'cannot']]],
    ['the end', 'end', ['connect', HEAD, ['data', 'all'], 'end', ['fail', 'cannot']]],
  ])('a throw at %s is told as undici tells it', async (_case, at, expected) => {
    const { handler, calls } = listener(style, {
      [at]: () => {
        throw new Error('cannot')
      },
    })
    expect(await play(whole, handler)).toBe(true)
    expect(calls).toEqual(expected)
  })

  test('fails once', () => {
    const { handler, calls } = listener(style)
    const client = clientOf(handler)
    client.fail(new Error('one'))
    client.fail(new Error('two'))
    client.start(200, '', {})
    client.data(Buffer.from('x'))
    client.end()
    expect(calls).toEqual(['connect', ['fail', 'one']])
    expect(client.gone()).toBe(true)
  })

  test('nothing is called before the client had a turn to subscribe', async () => {
    const { handler, calls } = listener(style)
    const played = play(whole, handler)
    await Promise.resolve()
    expect(calls).toEqual(['connect'])
    await played
  })
})

test('the controller of a modern handler tells its state', async () => {
  const states: unknown[] = []
  const { handler } = listener('modern')
  const modern: ModernHandler = {
    ...(handler as ModernHandler),
    onRequestStart: (controller) =>
      void states.push([controller.aborted, controller.paused, controller.reason]),
    onResponseData: (controller) => {
      controller.pause()
      states.push(controller.paused)
      controller.resume()
      states.push(controller.paused)
      controller.abort(undefined as unknown as Error)
      states.push([controller.aborted, controller.reason?.name])
    },
  }
  await play(whole, modern)
  expect(states).toEqual([[false, false, null], true, false, [true, 'AbortError']])
})
