import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { coreBundles } from '../effects/determinism/testing/core-bundle.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'

const MEGABYTE = 1024 * 1024
const SNAPSHOTS = 20_000

/** Replays a database of 20,000 snapshots of 4 KB, 80 MB in all, and tells what the heap held on the way. */
const script = (bundle: string, url: string): string => `
import { capture, decision, openStore, ReplayEngine } from ${JSON.stringify(bundle)}
const decided = decision('echo', (text) => ({ text, length: text.length }))
const { snapshot } = await capture(() => decided('x'.repeat(4_000)))
const store = await openStore(${JSON.stringify(url)})
for (let from = 0; from < ${SNAPSHOTS}; from += 1_000) {
  await store.saveMany(Array.from({ length: 1_000 }, (_item, n) => ({ ...snapshot, id: 'echo/' + (from + n) })))
}
const engine = new ReplayEngine(store)
const heap = () => {
  gc()
  return process.memoryUsage().heapUsed
}
let [replayed, matched] = [0, 0]
const held = []
for await (const { verdict } of engine.replayStream({ functionName: 'echo' })) {
  if (verdict === 'match') matched++
  if (++replayed % 2_000 === 0) held.push(heap())
}
const before = heap()
const { successfulReplays } = await engine.getReplayStats({ functionName: 'echo' })
console.log(JSON.stringify({ replayed, matched, held, successfulReplays, kept: heap() - before }))
await store.close()
`

test('replayStream holds no more after 20,000 snapshots than after 2,000', { timeout: 120_000 }, async () => {
  const { esm } = await coreBundles()
  const code = script(pathToFileURL(esm).href, `sqlite:${join(temporaryFolder(), 'many.db')}`)
  const args = ['--expose-gc', '--input-type=module', '--eval', code]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: process.cwd() })
  const { held, kept, ...counts } = JSON.parse(stdout) as { held: number[]; kept: number }
  expect(counts).toEqual({ replayed: SNAPSHOTS, matched: SNAPSHOTS, successfulReplays: SNAPSHOTS })
  const grown = Math.max(...held) - (held[0] as number)
  expect(grown).toBeLessThan(8 * MEGABYTE)
  expect(kept).toBeLessThan(8 * MEGABYTE)
})
