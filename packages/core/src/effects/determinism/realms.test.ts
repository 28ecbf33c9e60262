import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { coreBundles } from './testing/core-bundle.js'

let bundles: Awaited<ReturnType<typeof coreBundles>>
beforeAll(async () => {
  bundles = await coreBundles()
})

/** Runs a script in a process whose clocks are `shift` ms ahead, and gives back what it says. */
async function inProcess(script: string, shift = 0, args: string[] = []): Promise<unknown> {
  const folder = temporaryFolder()
  const [preload, file] = [join(folder, 'preload.mjs'), join(folder, 'script.mjs')]
  // Looks native, as a machine with another clock does: what does not is somebody's fake.
  writeFileSync(
    preload,
    `const { now } = Date
     Date.now = new Proxy(now, { apply: () => now() + ${shift} })
     globalThis.Date = new Proxy(Date, {
       construct: (real, args, target) => Reflect.construct(real, args.length === 0 ? [real.now()] : args, target),
       apply: (real) => String(new real(real.now())),
     })
     Date.prototype.constructor = Date`,
  )
  writeFileSync(file, `const { esm, cjs } = ${JSON.stringify(bundles)}\n${script}`)
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    pathToFileURL(preload).href,
    file,
    ...args,
  ])
  return JSON.parse(stdout)
}

const DECISION = `
import { createServer } from 'node:http'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
const [store, step] = process.argv.slice(2)
const { capture, decision, openStore, ReplayEngine } = await import(esm)
const triage = decision('triage', async (url) => {
  const prompt = \`Today is \${new Date().toDateString()}. Which day was it \${Math.ceil(Math.random() * 1000)} days ago?\`
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ id: randomUUID(), prompt }) })
  return { answer: await response.text(), at: Date.now(), day: Date() }
})
const opened = await openStore(store)
const say = (what) => console.log(JSON.stringify(what))
if (step === 'record') {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { value } = await capture(() => triage('http://127.0.0.1:' + server.address().port), { id: 'triage/x', store: opened })
  server.close()
  server.closeAllConnections()
  say({ ...value, today: new Date().toDateString() })
} else {
  const { verdict, replayOutput, misses } = await new ReplayEngine(opened, { mode: 'strict' }).replay('triage/x')
  say({ verdict, misses, ...replayOutput, today: new Date().toDateString() })
}
process.exit()
`

test('a prompt with the date and a request id of chance is replayed after the date has changed', async () => {
  const store = `dir:${temporaryFolder()}`
  const recorded = (await inProcess(DECISION, 0, [store, 'record'])) as Record<string, unknown>
  for (const days of [3, 400, -7]) {
    const replayed = (await inProcess(DECISION, days * 864e5, [store, 'replay'])) as Record<string, unknown>
    const { today, ...answer } = recorded
    expect(replayed).toMatchObject({ verdict: 'match', misses: [], ...answer })
    expect(replayed['today']).not.toBe(today)
  }
})

test('the file of a recording stands still when it is recorded again', async () => {
  const folder = temporaryFolder()
  const script = `
    const { capture, decision, openStore } = await import(esm)
    const call = decision('call', () => (Date.now(), Math.random(), performance.now(), 'done'), { env: ['PATH'] })
    const store = await openStore('dir:' + process.argv[2])
    const { snapshot } = await capture(call)
    await store.save({ ...snapshot, id: 'call' }, { replace: true })
    console.log(JSON.stringify(await store.verify()))`
  const text = (): string => readFileSync(join(folder, 'call.json'), 'utf8')
  expect(await inProcess(script, 0, [folder])).toEqual({ checked: 1, problems: [] })
  const before = text()
  expect(await inProcess(script, 864e5, [folder])).toEqual({ checked: 1, problems: [] })
  expect(text()).toBe(before)
  const lines = before.trimEnd().split('\n')
  expect(lines.at(-2)).toMatch(
    /^ {2}"createdAt": .*"determinism": \{"seed":"[\da-f]{64}","clock":.*"contentHash": /,
  )
  expect(lines.filter((line) => line.includes('determinism'))).toHaveLength(1)
})

test('ESM and CommonJS in one process share what they put in place', async () => {
  const said = await inProcess(`
    import { createRequire } from 'node:module'
    import { randomUUID } from 'node:crypto'
    const real = [Date, Math.random, performance.now, randomUUID]
    const still = () => [Date, Math.random, performance.now, (0, randomUUID)].map((item, i) => item === real[i])
    const copies = [await import(esm), createRequire(import.meta.url)(cjs)]
    const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    const calls = copies.flatMap(({ capture, decision }, copy) => [20, 5].map(async (ms) => {
      const call = decision(\`call \${copy} \${ms}\`, async () => {
        const seen = [Date.now(), randomUUID()]
        await later(ms + copy * 3)
        return [...seen, Date.now(), randomUUID()]
      })
      const { snapshot } = await capture(() => call())
      return snapshot
    }))
    const during = still()
    const snapshots = await Promise.all(calls)
    await later(0)
    const after = still()
    const verdicts = await Promise.all(snapshots.flatMap((snapshot) => copies.map(async ({ openStore, ReplayEngine }) => {
      const { verdict, error } = await new ReplayEngine(await openStore('memory:'), { mode: 'strict' }).replay(snapshot)
      return error?.code ?? verdict
    })))
    await later(0)
    console.log(JSON.stringify({ during, after, verdicts, end: still() }))`)
  expect(said).toEqual({
    during: [false, false, false, false],
    after: [true, true, true, true],
    verdicts: new Array(8).fill('match'),
    end: [true, true, true, true],
  })
})

/** A sandbox as jest makes them: built-ins of its own, and the globals of Node. */
function sandbox(): object {
  const context = createContext({})
  const names = runInContext('Object.getOwnPropertyNames(globalThis)', context) as string[]
  const missing = Object.getOwnPropertyNames(globalThis).filter((name) => !names.includes(name))
  for (const name of missing) Object.assign(context, { [name]: globalThis[name as never] })
  return Object.assign(context, { process: { ...process, env: { ...process.env, RETRIAL_TEST_A: 'a' } } })
}

describe('in a sandbox', () => {
  const CODE = `(async ({ capture, decision, openStore, ReplayEngine }, host) => {
    const call = decision('in a sandbox', async () => {
      const { randomUUID } = host.require('node:crypto')
      const date = new Date()
      return [date, date instanceof Date, date.constructor === Date, Math.random(), randomUUID(),
        crypto.randomUUID(), performance.now(), process.env.RETRIAL_TEST_A, host.Date.now(), host.Math.random()]
    }, { env: ['RETRIAL_TEST_A'] })
    const real = [Date, Math.random, process.env]
    const { value, snapshot } = await capture(() => call())
    process.env.RETRIAL_TEST_A = 'b'
    const { verdict } = await new ReplayEngine(await openStore('memory:'), { mode: 'strict' }).replay(snapshot)
    const restored = [Date, Math.random, process.env].every((item, i) => item === real[i])
    return { value, verdict, restored, kept: Object.keys(snapshot.determinism) }
  })`

  test('its own built-ins are answered, and those of the main realm', async () => {
    const real = [Date, Math.random]
    const require = createRequire(import.meta.url)
    const context = sandbox()
    const host = {
      require,
      get Date() {
        return globalThis.Date
      },
      Math,
    }
    const module = { exports: {} }
    const wrapper = `(module, exports, require, __filename) => { ${readFileSync(bundles.cjs, 'utf8')}\n }`
    const load = runInContext(wrapper, context, { filename: bundles.cjs }) as (...args: unknown[]) => void
    load(module, module.exports, require, bundles.cjs)
    const run = runInContext(CODE, context) as (...args: unknown[]) => Promise<Record<string, unknown>>
    const { value, ...rest } = await run(module.exports, host)
    expect(rest).toEqual({
      verdict: 'match',
      restored: true,
      kept: ['seed', 'clock', 'performance', 'env'],
    })
    expect(value).toMatchObject({ 1: true, 2: true, 7: 'a' })
    expect([Date, Math.random].map((item, index) => item === real[index])).toEqual([true, true])
  })
})
