import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startHttpServer, type HttpHandler } from '@retrial/fixtures'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import type { DecisionOptions } from '../decision/definition.js'
import { effect } from '../decision/effect.js'
import { freshName, roundTrip } from '../effects/testing/round-trip.js'
import { capture, captureSettled } from '../recording/capture.js'
import { recordBaseline } from '../recording/record-baseline.js'
import { failureMessage } from '../reporting/failure-message.js'
import { API_KEYS, JWT, PEM, PERSONAL } from '../snapshot/redaction/testing/secrets.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { ReplayEngine } from './replay-engine.js'

const decided = <F extends (...args: any[]) => unknown>(fn: F, options?: DecisionOptions): F =>
  decision(freshName(), fn, options)

afterEach(() => {
  configure({ redaction: {} })
  vi.unstubAllEnvs()
})

/** Every byte of every file under a folder, the log of an open database included. */
function bytesUnder(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

const PLANTED = {
  byName: 'pl4nted-by-name',
  inPrompt: 'pl4nted-in-prompt',
  key: API_KEYS['openai'] as string,
  jwt: JWT,
  pem: PEM.split('\n')[1] as string,
  email: PERSONAL.email,
}

/** Uses secrets the way code does: in headers, in a URL, in a prompt, in a body, in what it gives back. */
async function careless(
  url: string,
  input: { apiKey: string; secret: string; note: string },
): Promise<unknown> {
  const vault = await effect('vault', async () => ({ password: PLANTED.inPrompt, pem: PEM }))
  const response = await fetch(`${url}/chat?api_key=${input.apiKey}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${input.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      api_key: input.apiKey,
      messages: [
        { role: 'system', content: `Log in with ${vault.password}. Settings: ${JSON.stringify(input)}` },
        { role: 'user', content: `${input.note} ${PLANTED.jwt}` },
      ],
    }),
  })
  const events = await fetch(`${url}/events?token=${input.apiKey}`)
  return { answer: await response.json(), events: await events.text(), secret: input.secret }
}

const answer: HttpHandler = (request, response) => {
  if (request.url?.startsWith('/events') === true) {
    response.setHeader('content-type', 'text/event-stream')
    response.write(`data: {"access_token":"${PLANTED.byName}","n":1}\n\n`)
    response.write(`data: ${PLANTED.key.slice(0, 10)}`)
    setTimeout(() => {
      response.end(`${PLANTED.key.slice(10)} ${PLANTED.email}\n\n`)
    }, 30)
    return
  }
  response.setHeader('content-type', 'application/json')
  response.setHeader('link', `<https://h/?api_key=${PLANTED.byName}>`)
  response.end(
    JSON.stringify({ label: 'refund', session: { accessToken: PLANTED.byName }, note: PLANTED.key }),
  )
}

const INPUT = { apiKey: PLANTED.key, secret: PLANTED.byName, note: `Write to ${PLANTED.email}.` }

describe.each(['dir:', 'sqlite:'])('planted secrets in %s', (scheme) => {
  test('are in no byte on disk, and the replay matches', async () => {
    configure({ redaction: { personal: true } })
    const folder = temporaryFolder()
    const store = await openStore(`${scheme}${join(folder, 'store.db')}`)
    const server = await startHttpServer(answer)
    const ask = decided((url: string, input: typeof INPUT) => careless(url, input), {
      tags: { owner: PLANTED.email },
    })
    const { value, snapshot } = await capture(() => ask(server.url, INPUT), { store, id: 'careless' })
    await server.close()

    expect(JSON.stringify(value)).toContain(PLANTED.key)
    const written = bytesUnder(folder)
    expect(written).toContain('careless')
    for (const [name, secret] of Object.entries(PLANTED)) expect(written.includes(secret), name).toBe(false)
    expect(await store.load('careless')).toStrictEqual(snapshot)
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })

    const engine = new ReplayEngine(store, { mode: 'strict' })
    expect(await engine.replay('careless')).toMatchObject({ verdict: 'match', misses: [] })
    const again = await engine.replayCall(() => ask(server.url, INPUT), 'careless')
    expect(again).toMatchObject({ verdict: 'match', misses: [] })
    await store.close()
    for (const [name, secret] of Object.entries(PLANTED))
      expect(bytesUnder(folder).includes(secret), name).toBe(false)
  })

  test('by hand are redacted on the way in, and the hash fits what is kept', async () => {
    const folder = temporaryFolder()
    const store = await openStore(`${scheme}${join(folder, 'store.db')}`)
    const value = { password: PLANTED.byName, text: `use ${PLANTED.key}` }
    await store.save(sampleSnapshot('a', { inputs: [{ name: 'input', value, dataType: 'object' }] }))
    await store.transaction(async (tx) => {
      await tx.save(sampleSnapshot('b', { error: { name: 'Error', message: `refused ${PLANTED.key}` } }))
    })
    expect((await store.load('a')).inputs[0]?.value).toEqual({
      password: '[redacted:password]',
      text: 'use [redacted:api-key]',
    })
    expect(await store.verify()).toEqual({ checked: 2, problems: [] })
    const written = bytesUnder(folder)
    for (const secret of [PLANTED.byName, PLANTED.key]) expect(written).not.toContain(secret)
    await store.close()
  })
})

test('an id or a function that holds a secret is refused', async () => {
  const store = await openStore('memory:')
  const named = { code: 'REDACTION_FAILED', message: expect.stringContaining('functionName') as string }
  await expect(store.save(sampleSnapshot('a', { functionName: PLANTED.key }))).rejects.toMatchObject(named)
  await expect(store.save(sampleSnapshot(PLANTED.key))).rejects.toMatchObject({ code: 'REDACTION_FAILED' })
  expect(await store.verify()).toMatchObject({ checked: 0 })
})

test('an edited snapshot without secrets is saved as it is: its hash still tells', async () => {
  const store = await openStore('memory:')
  await store.save({ ...sampleSnapshot('a'), functionName: 'edited' })
  expect(await store.verify()).toMatchObject({ problems: [{ id: 'a', code: 'HASH_MISMATCH' }] })
})

describe('a secret that comes in the course of the call', () => {
  const SESSION = 's3ssion-of-the-call'

  test('is taken out of later requests, and they match', async () => {
    const trip = await roundTrip(
      (request, response) =>
        void response.end(request.url === '/login' ? JSON.stringify({ access_token: SESSION }) : 'ok'),
      async (url) => {
        const { access_token: session } = (await (await fetch(`${url}/login`)).json()) as Record<
          string,
          string
        >
        await fetch(`${url}/sessions/${session ?? ''}`, { method: 'POST', body: `for ${session ?? ''}` })
        return 1
      },
    )
    expect(trip.replay).toMatchObject({ verdict: 'match', misses: [] })
    expect(JSON.stringify(trip.snapshot)).not.toContain(SESSION)
  })

  test('and is named only at the end of a body is taken out of all of it', async () => {
    const trip = await roundTrip(
      (_request, response) => void response.end('ok'),
      async (url) => {
        const body = JSON.stringify({ prompt: `use ${SESSION}`, token: SESSION })
        await fetch(`${url}/${SESSION}`, { method: 'POST', body })
        return { text: SESSION, token: SESSION }
      },
    )
    expect(trip.replay).toMatchObject({ verdict: 'match', misses: [] })
    expect(JSON.stringify(trip.snapshot)).not.toContain(SESSION)
  })

  test('but stands openly in an input stays in what is made of it, and that matches', async () => {
    const server = await startHttpServer(
      (_request, response) => void response.end(JSON.stringify({ input: { password: SESSION } })),
    )
    const agent = decided(
      async (url: string, text: string) => {
        const asked = { method: 'POST', body: JSON.stringify({ messages: [text] }) }
        const call = (await (await fetch(url, asked)).json()) as object
        await fetch(url, { method: 'POST', body: JSON.stringify({ messages: [text, call, text] }) })
        return text
      },
      { inputs: ['url', 'text'] },
    )
    const store = await openStore('memory:')
    const ask = (): Promise<string> => agent(server.url, `my password is ${SESSION}`)
    await capture(ask, { store, id: 'agent' })
    await server.close()
    const engine = new ReplayEngine(store, { mode: 'strict' })
    expect(await engine.replay('agent')).toMatchObject({ verdict: 'match', misses: [] })
    expect(await engine.replayCall(ask, 'agent')).toMatchObject({ verdict: 'match', misses: [] })
  })
})

test('the name of a wrapped call loses its secrets, and the call is found by what is left', async () => {
  configure({ redaction: { personal: true } })
  const store = await openStore('memory:')
  const look = decided((mail: string) => effect(`users of ${mail}`, () => 1))
  const { snapshot } = await capture(() => look(PLANTED.email), { store, id: 'named' })
  expect(snapshot.effects).toMatchObject([{ name: 'users of [redacted:email]' }])
  const engine = new ReplayEngine(store, { mode: 'strict' })
  expect(await engine.replay('named')).toMatchObject({ verdict: 'match' })
  expect(await engine.replayCall(() => look(PLANTED.email), 'named')).toMatchObject({ verdict: 'match' })
})

test('what the store keeps of a request to a bare address is what is matched', async () => {
  configure({ redaction: { rules: [{ kind: 'host', pattern: /127\.0\.0\.\d+/ }] } })
  const store = await openStore('memory:')
  const server = await startHttpServer((_request, response) => void response.end('ok'))
  const ask = decided(async () => (await fetch(`${server.url}/?q=1`)).text())
  const { snapshot } = await capture(() => ask(), { store, id: 'host' })
  await server.close()
  expect(await store.load('host')).toStrictEqual(snapshot)
  expect(await new ReplayEngine(store).replay('host')).toMatchObject({ verdict: 'match', misses: [] })
})

describe('errors', () => {
  test('lose secrets and the paths of this machine, in what is recorded and in what is shown', async () => {
    const fail = decided((): never => {
      throw Object.assign(new Error(`${process.cwd()}/config.json: refused ${PLANTED.key}`), {
        code: PLANTED.key,
      })
    })
    const { snapshot, error } = await captureSettled(() => fail())
    expect((error as Error).message).toContain(PLANTED.key)
    expect(snapshot.error).toEqual({
      name: 'Error',
      message: 'config.json: refused [redacted:api-key]',
      code: '[redacted:api-key]',
    })
    const store = await openStore('memory:')
    await store.save(snapshot)
    expect((await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).verdict).toBe('match')
  })

  test('of a refused recording do not come along as its cause', async () => {
    const server = await startHttpServer(answer)
    await server.close()
    const unreachable = decided(async () => {
      await fetch(server.url).catch(() => {
        throw new Error(`no answer for ${PLANTED.key}`)
      })
    })
    const refused = recordBaseline(() => unreachable(), await openStore('memory:'), 'a', { replace: false })
    const error = (await refused.catch((thrown: unknown) => thrown)) as Error
    const cause = error.cause as Error
    expect(error).toMatchObject({ code: 'RECORDING_FAILED' })
    expect(cause.message).toBe('no answer for [redacted:api-key]')
    expect([error.message, error.stack, cause.stack].join('\n')).not.toContain(PLANTED.key)
    expect(cause.stack).toContain('redaction.test')
  })
})

test('a secret of one answer is out of the error of a later contact', async () => {
  const run = decided(async () => {
    const { password } = await effect('vault', async () => ({ password: PLANTED.byName }))
    await effect('login', async () => {
      throw new Error(`refused ${password}`)
    }).catch(() => undefined)
    return 1
  })
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => run(), { store })
  expect(JSON.stringify(snapshot)).not.toContain(PLANTED.byName)
  expect(snapshot.effects[1]).toMatchObject({ error: { message: 'refused [redacted:password]' } })
  expect((await new ReplayEngine(store, { mode: 'strict' }).replay(snapshot.id)).verdict).toBe('match')
})

describe('what a person is shown', () => {
  test('of a changed answer or prompt holds no secret', async () => {
    const server = await startHttpServer((_request, response) => void response.end('{"ok":true}'))
    let suffix = 'one'
    const ask = decided(async (url: string, key: string) => {
      const body = JSON.stringify({ password: `${key}-${suffix}`, text: `${suffix} ${key}` })
      await fetch(`${url}/?api_key=${key}`, { method: 'POST', body })
      return { token: `${key}${suffix}`, text: `${suffix} ${key}` }
    })
    const store = await openStore('memory:')
    await capture(() => ask(server.url, PLANTED.key), { store, id: 'shown' })
    await server.close()
    suffix = 'two'
    const result = await new ReplayEngine(store).replayCall(() => ask(server.url, PLANTED.key), 'shown')
    const text =
      failureMessage([result], { policy: undefined, next: [], paint: (_style, text) => text }) +
      JSON.stringify(result)
    expect(result.verdict).toBe('miss')
    expect(result.misses[0]?.nearest?.changes.map(({ fieldPath }) => fieldPath)).toEqual([
      'request.body.text',
    ])
    expect(text).toContain('two [redacted:api-key]')
    expect(text).not.toContain(PLANTED.key)
  })
})

describe('with a key', () => {
  const ask = decided(async (input: { token: string }) => ({
    mine: input.token,
    n: await effect('n', async () => 1),
  }))
  const recordedWith = async (token: string, key?: string): Promise<SnapshotStore> => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', key)
    const store = await openStore('memory:')
    await capture(() => ask({ token }), { store, id: 'keyed' })
    return store
  }
  const replayed = async (store: SnapshotStore, token: string, key?: string) => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', key)
    return new ReplayEngine(store, { mode: 'strict' }).replayCall(() => ask({ token }), 'keyed')
  }

  test('a changed secret shows as changed, the same does not', async () => {
    const store = await recordedWith('s3cret-one', 'k')
    const same = await replayed(store, 's3cret-one', 'k')
    expect(same.diff?.changes).toEqual([])
    expect(same.verdict).toBe('match')
    const changed = await replayed(store, 's3cret-two', 'k')
    expect(changed.verdict).toBe('mismatch')
    expect(changed.diff?.changes.map(({ fieldPath }) => fieldPath)).toEqual([
      'inputs.input.token',
      'output.mine',
    ])
    expect(JSON.stringify(changed)).not.toContain('s3cret')
  })

  test('set on one side only, secrets cannot be compared and do not fail', async () => {
    expect((await replayed(await recordedWith('s3cret-one', 'k'), 's3cret-two')).verdict).toBe('match')
    expect((await replayed(await recordedWith('s3cret-one'), 's3cret-two', 'k')).verdict).toBe('match')
  })

  test('requests are matched by digest, or without where one side has none', async () => {
    const post = decided(
      async (url: string, token: string) => {
        const response = await fetch(url, { method: 'POST', body: JSON.stringify({ token }) })
        return response.status
      },
      { inputs: ['url', 'token'] },
    )
    vi.stubEnv('RETRIAL_REDACTION_KEY', 'k')
    const server = await startHttpServer((_request, response) => void response.end('{}'))
    const store = await openStore('memory:')
    await capture(() => post(server.url, 's3cret-one'), { store, id: 'post' })
    await server.close()
    const verdictOf = async (token: string): Promise<string> =>
      (await new ReplayEngine(store).replayCall(() => post(server.url, token), 'post')).verdict
    expect(await verdictOf('s3cret-one')).toBe('match')
    expect(await verdictOf('s3cret-two')).toBe('miss')
    vi.stubEnv('RETRIAL_REDACTION_KEY', undefined)
    expect(await verdictOf('s3cret-two')).toBe('match')
  })
})

describe('the option redact of a decision', () => {
  const options: DecisionOptions = {
    redact: { names: ['salary'], rules: [{ kind: 'ticket', pattern: /T-\d+/ }] },
  }

  test('adds to what is redacted, on both sides', async () => {
    const ask = decided((input: { salary: number; text: string }) => ({ ...input, n: 1 }), options)
    const store = await openStore('memory:')
    const { snapshot } = await capture(() => ask({ salary: 5, text: 'about T-12' }), { store })
    expect(snapshot.outputs[0]?.value).toEqual({
      salary: '[redacted:secret]',
      text: 'about [redacted:ticket]',
      n: 1,
    })
    expect((await new ReplayEngine(store).replay(snapshot.id)).verdict).toBe('match')
    expect(
      (await new ReplayEngine(store).replayCall(() => ask({ salary: 6, text: 'about T-12' }), snapshot.id))
        .verdict,
    ).toBe('match')
    expect(
      (await new ReplayEngine(store).replayCall(() => ask({ salary: 5, text: 'on T-12' }), snapshot.id))
        .verdict,
    ).toBe('mismatch')
  })

  test('is refused where it is no such thing', async () => {
    const ask = decided(() => 1, { redact: { pii: true } as never })
    await expect(capture(() => ask())).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('pii') as string,
    })
  })
})

describe('a rule that fails', () => {
  const failOn =
    (word: string) =>
    (text: string): string => {
      if (text.includes(word)) throw new Error(`cannot redact ${text}`)
      return text
    }

  test.each<[string, () => Promise<unknown>]>([
    ['an input', () => Promise.resolve(1)],
    ['an output', () => Promise.resolve('explosive')],
    ['an error', () => Promise.reject(new Error('explosive'))],
    [
      'an effect',
      async () => {
        await effect('x', async () => 'explosive')
        return 1
      },
    ],
    [
      'an error of an effect',
      async () => {
        await effect('x', async () => {
          throw new Error('explosive')
        }).catch(() => 0)
        return 1
      },
    ],
  ])('on %s stops the recording, and nothing is stored', async (what, work) => {
    configure({ redaction: { replace: failOn('explosive') } })
    const store = await openStore('memory:')
    const run = decided(async (_input: string) => work())
    const recording = captureSettled(() => run(what === 'an input' ? 'explosive' : 'calm'), { store })
    await expect(recording).rejects.toMatchObject({
      code: 'REDACTION_FAILED',
      message: expect.not.stringContaining('explosive') as string,
    })
    expect(await store.verify()).toMatchObject({ checked: 0 })
  })

  test.each(['/explosive', '/?x=explosive', 'body'])(
    'on a request (%s) stops the recording, not the call',
    async (where) => {
      configure({ redaction: { replace: failOn('explosive') } })
      const server = await startHttpServer((_request, response) => void response.end('fine'))
      const run = decided(async (url: string) =>
        (
          await fetch(
            where === 'body' ? url : url + where,
            where === 'body' ? { method: 'POST', body: 'explosive' } : {},
          )
        ).text(),
      )
      let value: unknown
      const recording = captureSettled(async () => (value = await run(server.url)))
      await expect(recording).rejects.toMatchObject({ code: 'REDACTION_FAILED' })
      expect(value).toBe('fine')
      await server.close()
    },
  )

  test('on a response stops the recording, not the call', async () => {
    configure({ redaction: { replace: failOn('explosive') } })
    const trip = roundTrip(
      (_request, response) => void response.end('explosive'),
      async (url) => (await (await fetch(url)).text()).length,
    )
    await expect(trip).rejects.toMatchObject({ code: 'REDACTION_FAILED' })
  })

  test('in a replay is an error, whatever the decision makes of it', async () => {
    const server = await startHttpServer((_request, response) => void response.end('fine'))
    const run = decided(async (url: string) => {
      await fetch(url, { method: 'POST', body: 'explosive' }).catch(() => undefined)
      return 1
    })
    const store = await openStore('memory:')
    const { snapshot } = await capture(() => run(server.url), { store })
    await server.close()
    configure({ redaction: { replace: failOn('explosive') } })
    expect(await new ReplayEngine(store).replay(snapshot.id)).toMatchObject({
      verdict: 'error',
      error: { code: 'REDACTION_FAILED' },
    })
  })
})

test('redaction can be switched off', async () => {
  configure({ redaction: false })
  const ask = decided((input: { password: string }) => input, { redact: { personal: true } })
  const store = await openStore('memory:')
  const { snapshot } = await capture(() => ask({ password: PLANTED.byName }), { store })
  expect((await store.load(snapshot.id)).outputs[0]?.value).toEqual({ password: PLANTED.byName })
})

test('a form with a file, and a body that is no text', async () => {
  const trip = await roundTrip(
    (_request, response) => void response.end('ok'),
    async (url) => {
      const form = new FormData()
      form.append('password', 'x')
      form.append('file', new Blob([Uint8Array.of(0xff, 0xfe, 0x00), `key ${PLANTED.key}`]), 'a.bin')
      await fetch(url, { method: 'POST', body: form })
      await fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ user: 'anna', password: PLANTED.byName }),
      })
      return 1
    },
  )
  const written = JSON.stringify(trip.snapshot)
  expect(trip.replay.verdict).toBe('match')
  expect(Buffer.from(/"base64":"([^"]+)"/.exec(written)?.[1] ?? '', 'base64').toString('latin1')).toContain(
    'key [redacted:api-key]',
  )
  expect(written).toContain('user=anna&password=%5Bredacted%3Apassword%5D')
  expect(written).not.toContain(PLANTED.byName)
})

test('UUIDs, times, ids of providers and logprobs reach the recording as they are', async () => {
  const value = {
    id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    at: 1700000000123,
    created: new Date(0),
    response: 'chatcmpl-7d9ed3b36019c66fe3fc02ff3ba53',
    usage: { total_tokens: 120 },
    logprobs: [{ token: 'Hello', logprob: -0.1 }],
  }
  configure({ redaction: { personal: true } })
  const { snapshot } = await capture(() => decided(() => value)())
  expect(snapshot.outputs[0]?.value).toEqual(value)
})

test.each<[string, () => void, DecisionOptions]>([
  [
    'of the process',
    () => {
      configure({ redaction: { personal: ['email'] } })
    },
    {},
  ],
  ['of the decision', () => undefined, { redact: { personal: ['email'] } }],
])(
  'a rule %s that is newer than the recording shows, though the answer is the same',
  async (_of, set, options) => {
    const store = await openStore('memory:')
    const name = freshName()
    const answer = (): string => 'write to jane@example.com'
    const make = (given: DecisionOptions): (() => string) => decision(name, answer, given)
    const { snapshot } = await capture(make({}), { store })
    set()
    make(options)

    const { verdict, replayOutput } = await new ReplayEngine(store).replay(snapshot.id)
    expect(verdict).toBe('mismatch')
    expect(replayOutput).toBe('write to [redacted:email]')
  },
)
