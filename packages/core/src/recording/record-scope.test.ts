import { startHttpServer, type HttpServer } from '@retrial/fixtures'
import { redactor } from '../snapshot/redaction/settings.js'
import { setTimeout as delay } from 'node:timers/promises'
import { runInNewContext } from 'node:vm'
import { setFlagsFromString } from 'node:v8'
import * as undici from 'undici'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { effect } from '../decision/effect.js'
import { scopes } from '../decision/scope.js'
import { CaughtDispatch } from '../effects/http/caught-dispatch.js'
import { installHttpTap } from '../effects/http/tap.js'
import type { DispatchHandler, DispatchOptions, LegacyHandler } from '../effects/http/undici.js'
import type { Effect } from '../snapshot/types.js'
import { RecordScope } from './record-scope.js'

let server: HttpServer
beforeAll(async () => {
  installHttpTap()
  server = await startHttpServer(async (request, response) => {
    const wait = Number(new URL(request.url!, 'http://local').searchParams.get('wait') ?? 0)
    await delay(wait)
    response.end(request.url)
  })
})
afterAll(() => server.close())

/** Runs `code` in a new scope and closes it. */
async function recorded(code: (scope: RecordScope) => unknown, graceMs = 500): Promise<Effect[]> {
  const scope = new RecordScope(redactor())
  await scopes.run(scope, async () => code(scope))
  return scope.close(graceMs)
}

const asked = (effects: readonly Effect[]): string[] =>
  effects.map((item) => (item.kind === 'http' ? item.request.url.replace(server.url, '') : item.name))

const stream = (parts: string[], ms: number): ReadableStream =>
  new ReadableStream({
    async pull(controller) {
      const part = parts.shift()
      await delay(ms)
      if (part === undefined) controller.close()
      else controller.enqueue(new TextEncoder().encode(part))
    },
  })
const post = (path: string, body: NonNullable<RequestInit['body']>): Promise<Response> =>
  fetch(server.url + path, { method: 'POST', body, duplex: 'half' })

describe('order', () => {
  test('contacts stand in the order they began, however long their bodies and answers take', async () => {
    const effects = await recorded(() =>
      Promise.all([
        effect('first', () => delay(30)),
        post('/second?wait=20', stream(['a', 'b', 'c'], 8)),
        fetch(`${server.url}/third`),
        effect('fourth', async () => 4),
        fetch(`${server.url}/fifth`, { method: 'POST', body: 'x' }),
      ]),
    )
    expect(asked(effects)).toEqual(['first', '/second?wait=20', '/third', 'fourth', '/fifth'])
    expect(effects[1]).toMatchObject({ request: { body: 'abc' } })
  })

  test('contexts are kept through microtasks, macrotasks and parallel work', async () => {
    const effects = await recorded(async () => {
      const via = (schedule: (fn: () => void) => void, path: string): Promise<void> =>
        new Promise((resolve) => {
          schedule(
            () =>
              void fetch(server.url + path).then(() => {
                resolve()
              }),
          )
        })
      await via(queueMicrotask, '/micro')
      await via(setImmediate, '/macro')
      await via((fn) => setTimeout(fn, 2), '/timer')
      await via((fn) => {
        process.nextTick(fn)
      }, '/tick')
      await Promise.all(['/p0', '/p1', '/p2'].map((path) => via(setImmediate, path)))
    })
    expect(asked(effects)).toEqual(['/micro', '/macro', '/timer', '/tick', '/p0', '/p1', '/p2'])
  })
})

describe('effect()', () => {
  test('keeps values, errors and types', async () => {
    const when = new Date('2026-01-02T03:04:05Z')
    const effects = await recorded(async () => {
      effect('sync', () => ({ a: 1, b: undefined }))
      await effect('rich', async () => ({ when, sizes: new Map([['s', 1n]]), tags: new Set(['x']) }))
      await effect('broken', async () => {
        throw Object.assign(new RangeError('too far'), { code: 'E_FAR' })
      }).catch(() => undefined)
      await effect('nothing', async () => undefined)
    })
    expect(effects).toEqual([
      {
        kind: 'call',
        name: 'sync',
        sync: true,
        value: { a: 1, b: undefined },
        durationMs: expect.any(Number),
      },
      {
        kind: 'call',
        name: 'rich',
        value: { when, sizes: new Map([['s', 1n]]), tags: new Set(['x']) },
        durationMs: expect.any(Number),
      },
      {
        kind: 'call',
        name: 'broken',
        error: { name: 'RangeError', message: 'too far', code: 'E_FAR' },
        durationMs: expect.any(Number),
      },
      { kind: 'call', name: 'nothing', value: undefined, durationMs: expect.any(Number) },
    ])
  })

  test('keeps the value as it was when it was given', async () => {
    const state = { open: true }
    const effects = await recorded(async () => {
      await effect('state', async () => state)
      state.open = false
    })
    expect(effects).toMatchObject([{ value: { open: true } }])
  })

  test('what happens inside is not recorded', async () => {
    const effects = await recorded(() =>
      effect('outer', async () => {
        await effect('inner', async () => 1)
        return (await fetch(`${server.url}/inside`)).text()
      }),
    )
    expect(effects).toMatchObject([{ name: 'outer', value: '/inside' }])
    expect(effects).toHaveLength(1)
  })

  test('an answer that cannot be kept reaches the code, and fails the recording', async () => {
    const scope = new RecordScope(redactor())
    const answer = { live: () => 'yes' }
    const given = await scopes.run(scope, () => effect('client', async () => answer))
    expect(given).toBe(answer)
    await expect(scope.close(100)).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('effect "client".live is a function'),
    })
  })

  test('one that never settles is kept as that', async () => {
    const effects = await recorded(() => void effect('stuck', () => new Promise(() => undefined)), 30)
    expect(effects).toEqual([{ kind: 'call', name: 'stuck', durationMs: expect.any(Number) }])
    expect(effects[0]!.durationMs).toBeGreaterThanOrEqual(25)
  })
})

describe('the end', () => {
  test('what was begun and not waited for is recorded', async () => {
    const effects = await recorded(() => {
      void fetch(`${server.url}/log?wait=30`)
      void effect('audit', () => delay(10, 'written'))
    })
    expect(asked(effects)).toEqual(['/log?wait=30', 'audit'])
    expect(effects).toMatchObject([{ end: 'done' }, { value: 'written' }])
  })

  test('so is what goes out only after some turns of its client', async () => {
    const effects = await recorded(() => {
      void (async () => {
        for (let turn = 0; turn < 100; turn++) await Promise.resolve()
        await fetch(`${server.url}/log`)
      })()
    })
    expect(asked(effects)).toEqual(['/log'])
  })

  test('the wait is as short as it can be, and has its limit', async () => {
    const started = performance.now()
    expect(await recorded(() => void fetch(`${server.url}/?wait=20`), 20_000)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(10_000)
    const effects = await recorded(() => void fetch(`${server.url}/?wait=400`).catch(() => undefined), 40)
    expect(effects).toMatchObject([{ end: 'aborted' }])
    expect(effects[0]).not.toHaveProperty('response')
  })

  test('later contacts run for real and are not recorded', async () => {
    const scope = new RecordScope(redactor())
    let later: Promise<unknown[]> | undefined
    scopes.run(scope, () => {
      later = delay(30).then(async () => [
        await (await fetch(`${server.url}/late`)).text(),
        await effect('late', async () => ({ kept: () => 'not checked' })),
        await (await post('/late-stream', stream(['x'], 1))).text(),
      ])
    })
    expect(await scope.close(100)).toEqual([])
    expect(await later).toMatchObject(['/late', { kept: expect.any(Function) }, '/late-stream'])
    expect(await scope.close(0)).toEqual([])
  })

  test('a contact that is under way at the end is written as it stands', async () => {
    const scope = new RecordScope(redactor())
    let answer: Promise<string> | undefined
    scopes.run(scope, () => {
      answer = fetch(`${server.url}/slow?wait=80`).then((response) => response.text())
    })
    const effects = await scope.close(10)
    const copy = structuredClone(effects)
    expect(await answer).toBe('/slow?wait=80')
    expect(effects).toEqual(copy)
  })
})

describe('what goes wrong on the way out', () => {
  const options: DispatchOptions = { origin: 'http://127.0.0.1:1', path: '/', method: 'POST' }
  const quiet = (): LegacyHandler & { errors: Error[] } => {
    const errors: Error[] = []
    return {
      errors,
      onConnect: () => undefined,
      onHeaders: () => true,
      onData: () => true,
      onComplete: () => undefined,
      onError: (error) => void errors.push(error),
    }
  }
  const refuse = (): never => {
    throw new RangeError('refused')
  }

  test('a dispatcher that throws at once throws at its caller, and the contact has ended', async () => {
    const scope = new RecordScope(redactor())
    const handler = quiet()
    expect(() => {
      scope.exchange(new CaughtDispatch(refuse, options, handler))
    }).toThrow('refused')
    const started = performance.now()
    expect(await scope.close(20_000)).toMatchObject([
      { end: 'error', error: { name: 'RangeError', message: 'refused' } },
    ])
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(handler.errors).toEqual([])
  })

  test('one that throws after a body was read tells the client, once', async () => {
    const scope = new RecordScope(redactor())
    const handler = quiet()
    scope.exchange(new CaughtDispatch(refuse, { ...options, body: stream(['a'], 1) }, handler))
    expect(await scope.close(2_000)).toMatchObject([{ end: 'error', request: { body: 'a' } }])
    expect(handler.errors.map(({ message }) => message)).toEqual(['refused'])
  })

  test('a body that cannot be read ends the contact at once, and leaves nothing on the tape', async () => {
    const scope = new RecordScope(redactor())
    const handler = quiet()
    const body = new ReadableStream({
      async pull() {
        throw new RangeError('out of paper')
      },
    })
    scope.exchange(new CaughtDispatch(refuse, { ...options, body }, handler))
    const started = performance.now()
    expect(await scope.close(20_000)).toEqual([])
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(handler.errors.map(({ message }) => message)).toEqual(['out of paper'])
  })

  test('a failure after the end changes nothing', async () => {
    const scope = new RecordScope(redactor())
    const send = (_options: DispatchOptions, handler: DispatchHandler): boolean => {
      const client = handler as LegacyHandler
      client.onConnect(() => undefined, {})
      client.onHeaders(200, [], () => undefined, 'OK')
      client.onData(Buffer.from('all'))
      client.onComplete([])
      client.onError(new Error('too late'))
      return true
    }
    scope.exchange(new CaughtDispatch(send, options, quiet()))
    expect(await scope.close(10)).toMatchObject([{ end: 'done', response: { chunks: ['all'] } }])
  })

  test('the buffers of undici may be used again', async () => {
    const scope = new RecordScope(redactor())
    const send = (_options: DispatchOptions, handler: DispatchHandler): boolean => {
      const client = handler as LegacyHandler
      const buffer = Buffer.from('one')
      client.onHeaders(200, [], () => undefined, 'OK')
      client.onData(buffer)
      buffer.write('two')
      client.onData(buffer)
      client.onComplete([])
      return true
    }
    scope.exchange(new CaughtDispatch(send, options, quiet()))
    expect(await scope.close(10)).toMatchObject([{ response: { chunks: ['onetwo'] } }])
  })

  test('1xx answers are not the answer', async () => {
    const scope = new RecordScope(redactor())
    const send = (_options: DispatchOptions, handler: DispatchHandler): boolean => {
      const client = handler as LegacyHandler
      client.onHeaders(103, [Buffer.from('link'), Buffer.from('<a>')], () => undefined, 'Early Hints')
      client.onHeaders(200, [], () => undefined, 'OK')
      client.onComplete([])
      return true
    }
    scope.exchange(new CaughtDispatch(send, options, quiet()))
    expect(await scope.close(10)).toMatchObject([{ response: { status: 200, headers: {} } }])
  })
})

test('50 recordings at once do not mix', async () => {
  const all = await Promise.all(
    Array.from({ length: 50 }, (_, run) =>
      recorded(async () => {
        for (let call = 0; call < 3; call++) {
          await new Promise((resolve) => setImmediate(resolve))
          await Promise.all([
            fetch(`${server.url}/${run}/${call}?wait=${(run * 7 + call) % 5}`).then((response) =>
              response.text(),
            ),
            effect(`${run}/${call}`, () => delay((run + call) % 3, run)),
          ])
        }
      }),
    ),
  )
  for (const [run, effects] of all.entries()) {
    expect(effects).toHaveLength(6)
    for (const item of effects) {
      if (item.kind === 'call') expect(item).toMatchObject({ value: run })
      else expect(item.response!.chunks).toEqual([item.request.url.replace(server.url, '')])
      expect(item.kind === 'call' ? item.name : item.request.url.replace(server.url, '')).toMatch(
        RegExp(`^/?${run}/`),
      )
    }
  }
})

test('a kept-alive socket does not keep its scope', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // A pool of its own, so that its sockets are opened here.
  const before = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(new undici.Agent({ keepAliveTimeout: 60_000 }))
  installHttpTap()
  const gone = vi.fn()
  const registry = new FinalizationRegistry(gone)
  await (async () => {
    const scope = new RecordScope(redactor())
    registry.register(scope, 'scope')
    await scopes.run(scope, async () => (await fetch(`${server.url}/kept`)).text())
    expect(await scope.close(100)).toHaveLength(1)
  })()
  for (let turn = 0; turn < 20 && gone.mock.calls.length === 0; turn++) {
    collect()
    await delay(10)
  }
  const agent = undici.getGlobalDispatcher()
  undici.setGlobalDispatcher(before)
  expect(gone).toHaveBeenCalledWith('scope')
  await agent.destroy()
})
