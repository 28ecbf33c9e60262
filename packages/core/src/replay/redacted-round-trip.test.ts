import { startHttpServer } from '@retrial/fixtures'
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { configure } from '../configure.js'
import { decision } from '../decision/decision.js'
import { effect } from '../decision/effect.js'
import { capture } from '../recording/capture.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { RedactionSettings } from '../snapshot/redaction/rules.js'
import { API_KEYS, HARMLESS, JWT, PEM, PERSONAL } from '../snapshot/redaction/testing/secrets.js'
import { openStore } from '../store/open-store.js'
import { ReplayEngine } from './replay-engine.js'

const SETTINGS: readonly [string, RedactionSettings][] = [
  ['by default', {}],
  ['of persons', { personal: true }],
  [
    'by rules of one’s own',
    { names: ['salary'], rules: [{ kind: 'birthday', pattern: /\d{4}-\d\d-\d\d|\d{5}/ }] },
  ],
]
const CASES = SETTINGS.flatMap(([what, settings]) => [
  [what, undefined, settings] as const,
  [what, 'a key', settings] as const,
])

afterEach(() => {
  configure({ redaction: {} })
  vi.unstubAllEnvs()
})

const secret = fc.constantFrom(...Object.values(API_KEYS), ...Object.values(PERSONAL), JWT, PEM, ...HARMLESS)
const joined = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(part, { maxLength: 6 }).map((parts) => Buffer.from(parts.join('')).toString())
const hostile = joined(
  fc.oneof(
    secret,
    fc.string({ unit: 'binary' }),
    fc.constantFrom('"', '\\', '{"password":"', '\\"', 'token=', '://a:', '@h', '&api_key=', 'Bearer ', '\n'),
    fc.constantFrom('cookie: a=b', '[redacted:token]', 'hunter22x', '%41', '?', '#', '"}', '"logprob":'),
  ),
)
const tame = joined(
  fc.oneof(secret, fc.constantFrom(' ', ', ', ' näher ', ' 日本 ', '\n', ' "so" ', ' C:\\x ')),
)

/** Values with every kind of type and name that redaction looks at. */
function valueOf(text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    fc.constantFrom('password', 'name', 'value', 'token', 'logprob', 'lines', 'json', 'key', '$date'),
    text,
  )
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.constantFrom(null, true, undefined, 4111111111111111, 1700000000123, 4111111111111111n, new Date(0)),
      fc.constantFrom(/password/g, new URL('http://203.0.113.7/?token=abcdefghijklmnop'), Buffer.from('x')),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => new Set(items)),
    ),
  })).value
}

interface Call {
  reply: unknown
  output: unknown
  path: string
  body: string
}

const callOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Call> =>
  fc.record({ reply: valueOf(text), output: valueOf(text), path: text, body: text })

/** A decision that passes on what it was called with, everywhere it can. */
async function setUp() {
  let chunks: readonly string[] = []
  const server = await startHttpServer((_request, response) => {
    response.setHeader('content-type', 'text/event-stream')
    for (const chunk of chunks) response.write(chunk)
    response.end()
  })
  const ask = decision(`passes on in ${names()}`, async ({ reply, output, path, body }: Call) => {
    await effect('pass', () => reply)
    const url = `${server.url}/${encodeURIComponent(path)}?${new URLSearchParams({ q: path }).toString()}`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ messages: [body] }) })
    await response.text()
    return output
  })
  return { server, ask, answerWith: (given: readonly string[]) => void (chunks = given.filter(Boolean)) }
}

let count = 0
const names = (): string => `case/${++count}`

test.each(CASES)(
  'what is recorded %s is what the store keeps (key: %j)',
  async (_what, key, redaction) => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', key)
    configure({ redaction })
    const { server, ask, answerWith } = await setUp()
    const store = await openStore('memory:')
    const answer = fc.array(hostile, { maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(callOf(hostile), answer, async (call, chunks) => {
        answerWith(chunks)
        const { snapshot } = await capture(() => ask(call), { id: names() })
        await store.save(snapshot)
        const kept = await store.load(snapshot.id)
        expect(kept).toStrictEqual(snapshot)
        expect(kept.contentHash).toBe(contentHash(kept))
      }),
      { numRuns: 80 },
    )
    await server.close()
  },
  60_000,
)

test.each(CASES)(
  'what is made of redacted inputs matches, %s (key: %j)',
  async (_what, key, redaction) => {
    vi.stubEnv('RETRIAL_REDACTION_KEY', key)
    configure({ redaction })
    const { server, ask } = await setUp()
    const store = await openStore('memory:')
    const engine = new ReplayEngine(store, { mode: 'strict' })
    await fc.assert(
      fc.asyncProperty(callOf(tame), async (call) => {
        const { snapshot } = await capture(() => ask(call), { id: names(), store })
        expect(await engine.replay(snapshot.id)).toMatchObject({ verdict: 'match', misses: [] })
        const again = await engine.replayCall(() => ask(call), snapshot.id)
        expect(again).toMatchObject({ verdict: 'match', misses: [] })
      }),
      { numRuns: 80 },
    )
    await server.close()
  },
  60_000,
)
