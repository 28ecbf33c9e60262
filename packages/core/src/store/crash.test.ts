import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from './open-store.js'
import { sampleSnapshot } from './testing/sample-snapshot.js'
import { temporaryFolder } from './testing/temporary-folder.js'
import { startWriter } from './testing/writer-process.js'

const OWNERS = ['one', 'two']
const ROUNDS = 8

/** Each kills two writers at once, eight times over: 64 kills in all. */
describe.each(['sqlite', 'dir'] as const)('%s: acknowledged saves are there after kill -9, whole', (kind) => {
  test.each<[string, { perStep: number; filler?: number; enough: number }]>([
    ['single saves', { perStep: 1, enough: 25 }],
    // Long enough for more pages than SQLite keeps before it writes, and to be packed.
    ['steps of ten', { perStep: 10, filler: 70_000, enough: 20 }],
  ])('%s', { timeout: 120_000 }, async (_what, { perStep, filler, enough }) => {
    const folder = temporaryFolder()
    const path = join(folder, kind === 'sqlite' ? 'killed.db' : 'killed')
    const url = `${kind}:${path}`
    const tagsOf = (owner: string) =>
      filler === undefined ? { owner } : { owner, filler: 'x'.repeat(filler) }
    let acknowledged = 0

    for (let round = 0; round < ROUNDS; round++) {
      const writers = OWNERS.map((owner) => {
        const ids = Array.from({ length: 20_000 }, (_, index) => `${owner}/${round}/${index}`)
        return startWriter({ url, owner, ids, perStep, ...(filler === undefined ? {} : { filler }) })
      })
      await Promise.all(writers.map((writer) => writer.acknowledged(enough + 7 * round)))
      const saved = await Promise.all(writers.map((writer) => writer.kill()))

      const store = await openStore(url)
      for (const [index, owner] of OWNERS.entries()) {
        for (const id of saved[index] ?? []) {
          expect(await store.load(id)).toStrictEqual(sampleSnapshot(id, { tags: tagsOf(owner) }))
        }
      }
      acknowledged += saved.flat().length
      await store.close()
    }

    const store = await openStore(url)
    const { checked, problems } = await store.verify()
    expect(problems).toEqual([])
    expect(checked).toBeGreaterThanOrEqual(acknowledged)
    // A step in a folder is made of files that appear one after the other; a database has all of it or nothing.
    if (kind === 'sqlite') expect(checked % perStep).toBe(0)
    await store.save(sampleSnapshot('after'))
    await store.close()
    if (kind === 'sqlite') expect(readdirSync(folder)).toEqual(['killed.db'])
  })
})
