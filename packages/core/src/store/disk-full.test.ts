import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sampleSnapshot } from './testing/sample-snapshot.js'
import { storeBundle } from './testing/store-bundle.js'
import { newFolder, temporaryFolder } from './testing/temporary-folder.js'
import { version1Database } from './testing/version-1.js'

/** Runs a line of shell where it may mount file systems that nobody else sees. */
function inOwnMounts(line: string) {
  return spawnSync('unshare', ['-rm', 'sh', '-ec', line], { encoding: 'utf8' })
}

const canMount = inOwnMounts(`mount -t tmpfs -o size=1m tmpfs '${newFolder()}'`).status === 0
const canLimit = spawnSync('sh', ['-c', 'ulimit -f 64']).status === 0

/** What every script has at hand. Its report goes to stdout as JSON. */
const PRELUDE = (bundle: string): string => `
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual as same } from 'node:util'
import { openStore, sampleSnapshot } from ${JSON.stringify(bundle)}
const [, , folder, kind] = process.argv
const url = kind + ':' + folder + '/store'
// Incompressible, so that a file system that compresses fills up too.
let state = 1
const noise = (length) => Array.from({ length }, () => String.fromCharCode(33 + (state = (state * 48271) % 2147483647) % 90)).join('')
const big = (id, length = 20_000) => {
  return sampleSnapshot(id, { inputs: [{ name: 'input', value: noise(length), dataType: 'string' }] })
}
const codeOf = (work) => work.then(() => 'done', (error) => error.code + (error.name === 'StoreError' ? '' : ' ' + error.stack))
const names = () => readdirSync(folder, { recursive: true }).filter((name) => /tmp|[.]retrial/.test(name))
const report = {}
const done = () => console.log(JSON.stringify(report))
`

async function scriptOf(body: string): Promise<string> {
  const script = join(temporaryFolder(), 'script.mjs')
  writeFileSync(script, `${PRELUDE(await storeBundle())}\n${body}\ndone()`)
  return script
}

/** Fills a store until it is refused, and then looks at what there is. */
const FILL = `
writeFileSync(folder + '/ballast', noise(400_000))
const store = await openStore(url)
const saved = []
for (let index = 0; ; index++) {
  const snapshot = big('n/' + index)
  report.refusal = await codeOf(store.save(snapshot))
  if (report.refusal !== 'done') break
  saved.push(snapshot)
}
report.saved = saved.length
report.refusedIsThere = await store.has('n/' + saved.length)
// Steps of several: nothing of them may stay.
report.step = await codeOf(store.saveMany([big('step/a'), big('step/b', 900_000), big('step/c')]))
report.transaction = await codeOf(store.transaction(async (tx) => {
  await tx.delete('n/0')
  await tx.save(big('n/1', 900_000), { replace: true })
  await tx.save(big('step/d', 900_000))
}))
report.newStore = await codeOf(openStore(url + '-new').then((other) => other.save(big('x', 900_000))))
const wholeNow = async (from) => {
  for (const snapshot of saved) if (!same(await from.load(snapshot.id), snapshot)) return 'changed: ' + snapshot.id
  return 'whole'
}
report.whole = await wholeNow(store)
report.steps = [await store.has('step/a'), await store.has('step/b'), await store.has('step/c'), await store.has('step/d')]
report.leftBeside = names()
// Another process that opens it now.
const reader = await openStore(url, { readOnly: true })
report.wholeToReader = await wholeNow(reader)
await reader.close()
rmSync(folder + '/ballast')
report.afterwards = await codeOf(store.save(big('after')))
await store.close()
const again = await openStore(url)
report.wholeAgain = await wholeNow(again)
const { checked, problems } = await again.verify()
report.verified = { checked: checked - saved.length, problems }
await again.close()
`

const filled = {
  refusal: 'STORE_FULL',
  saved: expect.any(Number) as number,
  refusedIsThere: false,
  step: 'STORE_FULL',
  transaction: 'STORE_FULL',
  newStore: 'STORE_FULL',
  whole: 'whole',
  steps: [false, false, false, false],
  leftBeside: [],
  wholeToReader: 'whole',
  afterwards: 'done',
  wholeAgain: 'whole',
  verified: { checked: 1, problems: [] },
}

describe.skipIf(!canMount).each(['sqlite', 'dir'])('%s: on a full disk (needs unshare and mount)', (kind) => {
  test.each([2, 3, 5])('of %i MiB', { timeout: 120_000 }, async (megabytes) => {
    const disk = join(temporaryFolder(), 'disk')
    mkdirSync(disk)
    const script = await scriptOf(FILL)
    const run = inOwnMounts(
      `mount -t tmpfs -o size=${megabytes}m tmpfs '${disk}'; exec '${process.execPath}' '${script}' '${disk}' ${kind}`,
    )
    expect(run.stderr).toBe('')
    const report = JSON.parse(run.stdout) as { saved: number }
    expect(report).toEqual(filled)
    expect(report.saved).toBeGreaterThan(5)
  })
})

test.skipIf(!canMount)(
  'a full disk leaves a file of version 1 as it is (needs unshare and mount)',
  { timeout: 60_000 },
  async () => {
    const disk = join(temporaryFolder(), 'disk')
    mkdirSync(disk)
    const old = version1Database(
      Array.from({ length: 60 }, (_, index) =>
        sampleSnapshot(`n/${index}`, {
          inputs: [{ name: 'input', value: 'x'.repeat(20_000), dataType: 'string' }],
        }),
      ),
    )
    const script = await scriptOf(`
      report.opening = await codeOf(openStore(url))
      const reader = await openStore(url, { readOnly: true })
      report.verified = await reader.verify()
      await reader.close()
      rmSync(folder + '/ballast')
      const store = await openStore(url)
      report.afterwards = await codeOf(store.save(sampleSnapshot('after')))
      report.verifiedAfterwards = await store.verify()
      await store.close()`)
    const run = inOwnMounts(`
      mount -t tmpfs -o size=6m tmpfs '${disk}'
      cp '${old.path}' '${disk}/store'
      head -c 4500000 /dev/urandom > '${disk}/ballast'
      exec '${process.execPath}' '${script}' '${disk}' sqlite`)
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({
      opening: 'STORE_FULL',
      verified: { checked: 60, problems: [] },
      afterwards: 'done',
      verifiedAfterwards: { checked: 61, problems: [] },
    })
  },
)

const LIMITED = `
const store = await openStore(url)
const saved = []
report.refusal = 'done'
for (let index = 0; index < 200 && report.refusal === 'done'; index++) {
  const snapshot = big('n/' + index)
  report.refusal = await codeOf(store.save(snapshot))
  if (report.refusal === 'done') saved.push(snapshot)
}
// A folder has a file for each: only a long one is too long.
if (kind === 'dir') report.refusal = await codeOf(store.save(big('too-long', 900_000)))
report.newStore = await codeOf(openStore(url + '-new').then((other) => other.save(big('x', 900_000))))
report.whole = 'whole'
for (const snapshot of saved) if (!same(await store.load(snapshot.id), snapshot)) report.whole = snapshot.id
report.leftBeside = names()
const { checked, problems } = await store.verify()
report.verified = { checked: checked - saved.length, problems }
await store.close()
`

describe.skipIf(!canLimit).each(['sqlite', 'dir'])(
  '%s: at the largest size of a file (needs ulimit)',
  (kind) => {
    test('is told as full, never as damaged', { timeout: 120_000 }, async () => {
      const disk = temporaryFolder()
      const script = await scriptOf(LIMITED)
      // In units of 512 bytes or of 1,024.
      const run = spawnSync(
        'sh',
        ['-c', `ulimit -f 800; exec '${process.execPath}' '${script}' '${disk}' ${kind}`],
        { encoding: 'utf8' },
      )
      expect(run.stderr).toBe('')
      expect(JSON.parse(run.stdout)).toEqual({
        refusal: 'STORE_FULL',
        newStore: 'STORE_FULL',
        whole: 'whole',
        leftBeside: [],
        verified: { checked: 0, problems: [] },
      })
    })
  },
)

const READ_ONLY = `
const before = JSON.stringify(readdirSync(folder, { recursive: true }))
report.write = await codeOf(openStore(url).then((store) => store.save(sampleSnapshot('x'))))
report.remove = await codeOf(openStore(url).then((store) => store.delete('a')))
report.replace = await codeOf(openStore(url).then((store) => store.save(sampleSnapshot('a', { tags: { x: 'y' } }), { replace: true })))
report.newStore = await codeOf(openStore(url + '-new').then((store) => store.save(sampleSnapshot('x'))))
report.deepStore = await codeOf(openStore(url + '-new/deep/store').then((store) => store.save(sampleSnapshot('x'))))
const store = await openStore(url, { readOnly: true })
report.a = same(await store.load('a'), sampleSnapshot('a'))
report.health = await store.health()
report.verified = await store.verify()
await store.close()
report.untouched = JSON.stringify(readdirSync(folder, { recursive: true })) === before
`

describe.skipIf(!canMount).each(['sqlite', 'dir'])(
  '%s: on a read-only disk (needs unshare and mount)',
  (kind) => {
    test('is read, and says so when it is to be written', { timeout: 60_000 }, async () => {
      const disk = join(temporaryFolder(), 'disk')
      mkdirSync(disk)
      const write = await scriptOf(`
        const store = await openStore(url)
        await store.saveMany([sampleSnapshot('a'), sampleSnapshot('b/c')])
        await store.close()`)
      const script = await scriptOf(READ_ONLY)
      const run = inOwnMounts(`
        mount -t tmpfs -o size=4m tmpfs '${disk}'
        '${process.execPath}' '${write}' '${disk}' ${kind} >/dev/null
        mount -o remount,ro '${disk}'
        exec '${process.execPath}' '${script}' '${disk}' ${kind}`)
      expect(run.stderr).toBe('')
      expect(JSON.parse(run.stdout)).toEqual({
        write: 'STORE_READ_ONLY',
        remove: 'STORE_READ_ONLY',
        replace: 'STORE_READ_ONLY',
        newStore: 'STORE_READ_ONLY',
        deepStore: 'STORE_READ_ONLY',
        a: true,
        health: { ok: true, writable: false },
        verified: { checked: 2, problems: [] },
        untouched: true,
      })
    })
  },
)
