/**
 * Records and replays the HTTP cases that depend on the undici of the Node that runs this, with the built package.
 *
 *     node packages/core/test/matrix/node-matrix.mjs
 *
 * Prints a line per case; exits with 1 when one failed.
 */
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createGzip, gzipSync } from 'node:zlib'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { capture, decision, effect, openStore, ReplayEngine } from '@retrial/core'

// Before anything is tapped. Its server is known later: the base URL is read at each request.
const openai = new OpenAI({ apiKey: 'a-key', baseURL: 'http://127.0.0.1:9/v1' })

const SSE = { 'content-type': 'text/event-stream' }
const EVENTS = ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n', 'data: 4\n\n']

/** Name, server, code, and what the code must give while it is recorded. */
const CASES = [
  ['JSON', json({ a: 1 }), async (url) => (await fetch(url)).json(), { a: 1 }],
  ['POST JSON', echo, (url) => posted(url, '{"q":1}'), '{"q":1}'],
  ['POST stream', echo, (url) => posted(url, stream(['a', 'b', 'c'])), 'abc'],
  ['POST FormData', (request, response) => counted(request, response), (url) => posted(url, form()), 'true'],
  ['204', empty(204), async (url) => [(await fetch(url)).status, (await fetch(url)).body], [204, null]],
  ['500', json({ e: 1 }, 500), async (url) => (await fetch(url)).status, 500],
  [
    'HEAD',
    (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(),
    async (url) => (await fetch(url, { method: 'HEAD' })).text(),
    '',
  ],
  [
    'binary',
    (_, r) => r.end(Buffer.of(0, 255, 128)),
    async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()),
    Uint8Array.of(0, 255, 128),
  ],
  [
    '8 MiB',
    (_, r) => r.end(Buffer.alloc(8 << 20, 'x')),
    async (url) => (await (await fetch(url)).text()).length,
    8 << 20,
  ],
  [
    'gzip',
    (_, r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('plain')),
    async (url) => (await fetch(url)).text(),
    'plain',
  ],
  ['redirects', redirect, async (url) => summary(await fetch(`${url}/a`)), [true, '/c', 'here']],
  ['SSE', sse, async (url) => chunksOf((await fetch(url)).body), [...EVENTS, 'done']],
  ['SSE, gzip', gzipSse, async (url) => chunksOf((await fetch(url)).body), [...EVENTS, 'done']],
  ['SSE, character split', splitSse, async (url) => (await fetch(url)).text(), 'data: 🎈\n\n'],
  [
    'cut by the server',
    cutSse,
    async (url) => chunksOf((await fetch(url)).body),
    [...EVENTS, 'TypeError: terminated'],
  ],
  [
    'closed without answer',
    (_, r) => r.destroy(),
    (url) => failure(fetch(url)),
    ['TypeError: fetch failed', 'UND_ERR_SOCKET'],
  ],
  [
    'refused',
    empty(200),
    async () => failure(fetch(`http://127.0.0.1:${await closedPort()}/`)),
    ['TypeError: fetch failed', 'ECONNREFUSED'],
  ],
  ['abort in mid-stream', endlessSse, abortInMidStream, ['data: 0\n\n', 'AbortError']],
  [
    'abort before an answer',
    () => undefined,
    (url) => failure(fetch(url, { signal: AbortSignal.timeout(50) })),
    ['TimeoutError: The operation was aborted due to timeout', 23],
  ],
  ['unread body', (_, r) => r.end('unread'), async (url) => (await fetch(url)).status, 200],
  ['slow reader', sse, async (url) => slowly((await fetch(url)).body), EVENTS.join('')],
  [
    'same key in order',
    counter(),
    async (url) => [await text(url), await text(url), await text(url)],
    ['1', '2', '3'],
  ],
  [
    'in parallel',
    (q, r) => void delay(5).then(() => r.end(q.url)),
    (url) => Promise.all(['/x', '/y', '/z'].map((path) => text(url + path))),
    ['/x', '/y', '/z'],
  ],
  [
    'effect()',
    json(1),
    async (url) => effect('db', async () => new Map([[await text(url), new Date(0)]])),
    new Map([['1', new Date(0)]]),
  ],
  ['dispatch() of the global dispatcher', echo, dispatched, ['200', 'hi', 'end']],
  ['openai', json({ choices: [{ message: { content: 'yes' } }] }), askOpenai, 'yes'],
  ['anthropic, streamed', messageSse, askAnthropic, 'yes'],
]

/** Replays that must not match: name, verdict, code under replay of an empty recording, and what else must hold. */
const REFUSALS = [
  [
    'a miss, openai',
    'miss',
    async (url) => askOpenai(url).catch(({ status }) => status),
    ({ replayOutput }) => replayOutput === 424,
  ],
  [
    'a miss, anthropic streamed',
    'miss',
    async (url) => askAnthropic(url).catch(({ status }) => status),
    ({ replayOutput }) => replayOutput === 424,
  ],
  [
    'a miss, swallowed',
    'miss',
    async (url) => void (await fetch(url).catch(() => 0)),
    ({ misses }) => misses[0].kind === 'NO_TAPE',
  ],
  [
    'an escape, node:http',
    'escaped',
    (url) => new Promise((done) => get(url, (response) => done(response.resume().statusCode))),
    ({ escapes }) => /^GET http/.test(escapes[0]),
  ],
]

let failed = 0
for (const [name, serve, code, expected] of CASES) await check(name, () => roundTrip(serve, code, expected))
for (const [name, verdict, code, holds] of REFUSALS) await check(name, () => refused(verdict, code, holds))
await check('50 at once', fiftyAtOnce)
await check('after the replay', afterTheReplay)
console.log(
  `${failed === 0 ? 'all good' : `${failed} failed`} on Node ${process.version}, undici ${process.versions.undici}`,
)
process.exit(failed === 0 ? 0 : 1)

async function check(name, run) {
  const problem = await run().catch((error) => error.stack)
  if (problem !== undefined) failed++
  console.log(problem === undefined ? `ok      ${name}` : `FAILED  ${name}: ${problem}`)
}

async function listen(serve) {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    return new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${server.address().port}`, close }
}

async function roundTrip(serve, code, expected) {
  const server = await listen(serve)
  const store = await openStore('memory:')
  const decided = decision(`case ${++roundTrip.count}`, async (url) => code(url))
  const { value, snapshot } = await capture(() => decided(server.url), { store })
  await server.close()
  const result = await new ReplayEngine(store, { mode: 'strict', timeoutMs: 5_000 }).replay(snapshot.id)
  const shown = (given) => JSON.stringify(given, (_key, item) => (item instanceof Map ? [...item] : item))
  if (shown(value) !== shown(expected)) return `gave ${shown(value)?.slice(0, 300)}`
  if (snapshot.effects.length === 0) return 'nothing was recorded'
  if (result.verdict !== 'match')
    return `${result.verdict}: ${shown(result.replayOutput ?? result.misses)} ${result.escapes}`
}
roundTrip.count = 0

async function refused(verdict, code, holds) {
  let replaying = false
  let reached = 0
  const server = await listen((_request, response) => (reached++, response.end()))
  const store = await openStore('memory:')
  const decided = decision(`refusal ${++roundTrip.count}`, async (url) => (replaying ? code(url) : 'nothing'))
  const { snapshot } = await capture(() => decided(server.url), { store })
  replaying = true
  const started = performance.now()
  const result = await new ReplayEngine(store).replay(snapshot.id)
  const ms = performance.now() - started
  await server.close()
  if (result.verdict !== verdict || !holds(result))
    return `${result.verdict}: ${JSON.stringify(result.replayOutput)}`
  if (verdict === 'miss' && (ms > 400 || result.misses.length !== 1))
    return `${result.misses.length} attempts in ${ms} ms`
  if (verdict === 'miss' && reached > 0) return `${reached} requests reached the network`
}

async function fiftyAtOnce() {
  let served = 0
  const server = await listen(
    (_request, response) => void delay(++served % 3).then(() => response.end(String(served))),
  )
  const store = await openStore('memory:')
  const decided = decision('fifty', async (url, run) => [
    run,
    await text(url),
    ...(await Promise.all([text(url), text(url)])),
  ])
  const runs = Array.from({ length: 50 }, (_, run) => run)
  const ids = await Promise.all(
    runs.map(async (run) => (await capture(() => decided(server.url, run), { store })).snapshot.id),
  )
  await server.close()
  const results = await new ReplayEngine(store, { mode: 'strict' }).replayBatch(ids, { concurrency: 50 })
  const wrong = results.filter(({ verdict }) => verdict !== 'match')
  if (wrong.length > 0) return `${wrong.length} of 50: ${wrong[0].verdict}`
}

async function afterTheReplay() {
  let reached = 0
  let late
  const server = await listen((_request, response) => (reached++, response.end()))
  const store = await openStore('memory:')
  const decided = decision('late', (url) => void (late = delay(30).then(() => fetch(url))))
  const { snapshot } = await capture(() => decided(server.url), { store })
  await late
  reached = 0
  await new ReplayEngine(store).replay(snapshot.id)
  const { status } = await late
  await server.close()
  if (status !== 424 || reached !== 0) return `answered ${status}, ${reached} requests reached the network`
}

function json(value, status = 200) {
  return (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function empty(status) {
  return (_request, response) => response.writeHead(status).end()
}

function counter() {
  let count = 0
  return (_request, response) => response.end(String(++count))
}

function echo(request, response) {
  request.pipe(response)
}

async function counted(request, response) {
  let body = ''
  for await (const chunk of request) body += chunk
  response.end(String(body.includes('filename="lamp.png"') && body.includes('broken')))
}

function redirect(request, response) {
  const next = { '/a': '/b', '/b': '/c' }[request.url]
  if (next === undefined) response.end('here')
  else response.writeHead(next === '/b' ? 301 : 302, { location: next }).end()
}

async function trickle(write) {
  for (const event of EVENTS) {
    await write(event)
    await delay(8)
  }
}

async function sse(_request, response) {
  response.writeHead(200, SSE)
  await trickle((event) => response.write(event))
  response.end()
}

async function cutSse(_request, response) {
  response.writeHead(200, SSE)
  await trickle((event) => response.write(event))
  response.destroy()
}

async function gzipSse(_request, response) {
  response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' })
  const gzip = createGzip()
  gzip.pipe(response)
  await trickle((event) => new Promise((done) => (gzip.write(event), gzip.flush(done))))
  gzip.end()
}

async function splitSse(_request, response) {
  const bytes = Buffer.from('data: 🎈\n\n')
  response.writeHead(200, SSE).write(bytes.subarray(0, 8))
  await delay(8)
  response.end(bytes.subarray(8))
}

async function endlessSse(_request, response) {
  response.writeHead(200, SSE)
  for (let index = 0; !response.destroyed && index < 300; index++) {
    response.write(`data: ${index}\n\n`)
    await delay(8)
  }
}

function messageSse(_request, response) {
  const events = [
    {
      type: 'message_start',
      message: {
        id: 'm',
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [],
        usage: { input_tokens: 1, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'yes' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
    { type: 'message_stop' },
  ]
  response.writeHead(200, SSE)
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''))
}

async function posted(url, body) {
  return (await fetch(url, { method: 'POST', body, duplex: 'half' })).text()
}

async function text(url) {
  return (await fetch(url)).text()
}

function stream(parts) {
  return new ReadableStream({
    async pull(controller) {
      await delay(1)
      if (parts.length === 0) controller.close()
      else controller.enqueue(new TextEncoder().encode(parts.shift()))
    },
  })
}

function form() {
  const data = new FormData()
  data.append('ticket', 'broken')
  data.append('photo', new Blob([Uint8Array.of(1, 255)]), 'lamp.png')
  return data
}

async function summary(response) {
  return [response.redirected, new URL(response.url).pathname, await response.text()]
}

async function chunksOf(body) {
  const chunks = []
  try {
    for await (const chunk of body) chunks.push(Buffer.from(chunk).toString())
    chunks.push('done')
  } catch (error) {
    chunks.push(`${error.name}: ${error.message}`)
  }
  return chunks
}

async function slowly(body) {
  let all = ''
  for await (const chunk of body) {
    all += Buffer.from(chunk).toString()
    await delay(3)
  }
  return all
}

function failure(promise) {
  return promise.then(
    () => 'no failure',
    (error) => [`${error.name}: ${error.message}`, error.cause?.code ?? error.code],
  )
}

async function abortInMidStream(url) {
  const abort = new AbortController()
  const { body } = await fetch(url, { signal: abort.signal })
  const seen = []
  try {
    for await (const chunk of body) {
      seen.push(Buffer.from(chunk).toString())
      abort.abort()
    }
  } catch (error) {
    seen.push(error.name)
  }
  return seen
}

async function closedPort() {
  // The same at each call: it is part of what is matched.
  if (closedPort.port === undefined) {
    const server = createTcpServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    closedPort.port = server.address().port
    server.close()
  }
  return closedPort.port
}

/** The handler has the methods of both styles; each undici calls its own. */
function dispatched(origin) {
  const slots = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map(
    (name) => globalThis[Symbol.for(name)],
  )
  const dispatcher = slots.find((found) => found !== undefined)
  const modern = slots[0] !== undefined && Number.parseInt(process.versions.undici) >= 8
  return new Promise((resolve, reject) => {
    const calls = []
    const done = () => resolve([...calls, 'end'])
    const handler = modern
      ? {
          onRequestStart: () => undefined,
          onResponseStart: (_controller, status) => void calls.push(String(status)),
          onResponseData: (_controller, chunk) => void calls.push(String(chunk)),
          onResponseEnd: done,
          onResponseError: (_controller, error) => reject(error),
        }
      : {
          onConnect: () => undefined,
          onHeaders: (status) => (calls.push(String(status)), true),
          onData: (chunk) => (calls.push(String(chunk)), true),
          onComplete: done,
          onError: reject,
        }
    dispatcher.dispatch({ origin, path: '/', method: 'POST', body: 'hi' }, handler)
  })
}

async function askOpenai(url) {
  openai.baseURL = `${url}/v1`
  const { choices } = await openai.chat.completions.create({
    model: 'm',
    messages: [{ role: 'user', content: 'hi' }],
  })
  return choices[0].message.content
}

async function askAnthropic(url) {
  const client = new Anthropic({ apiKey: 'a-key', baseURL: url })
  return client.messages
    .stream({ model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] })
    .finalText()
}
