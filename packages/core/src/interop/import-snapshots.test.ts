import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serializeSnapshot } from '../snapshot/serialize.js'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { idsOf, sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { importSnapshots } from './import-snapshots.js'
import { transferRows } from './transfer/transfer-rows.js'

function fileOf(...lines: string[]): string {
  const path = join(temporaryFolder(), 'in.jsonl')
  writeFileSync(path, lines.join('\n'))
  return path
}

const line = (id: string, label = 'refund'): string =>
  serializeSnapshot(sampleSnapshot(id, { outputs: [{ name: 'result', value: label, dataType: 'string' }] }))

describe('two lines with one id', () => {
  const path = () => fileOf(line('a', 'first'), line('b'), line('a', 'second'), line('a', 'first'))
  test.each<[onDuplicate: 'report' | 'skip' | 'replace', counts: object, kept: string]>([
    ['report', { written: 2, skipped: 0, problems: [{ id: 'a' }, { id: 'a' }] }, 'first'],
    ['skip', { written: 2, skipped: 1, problems: [{ id: 'a' }] }, 'first'],
    ['replace', { written: 4, skipped: 0, problems: [] }, 'first'],
  ])('with "%s"', async (onDuplicate, counts, kept) => {
    for (const url of ['memory:', 'sqlite:x.db', 'dir:x']) {
      const store = await openStore(url, { cwd: temporaryFolder() })
      expect(await importSnapshots(path(), store, { from: 'jsonl', onDuplicate })).toMatchObject({
        read: 4,
        ...counts,
      })
      expect((await store.load('a')).outputs[0]?.value).toBe(kept)
      await store.close()
    }
  })
})

test('good and bad lines in any order add up', async () => {
  const bad = ['x', '{}', '[]', `{"functionName":"f"}`, line('c').replace('refund', 'no')]
  const lines = Array.from({ length: 1_000 }, (_, index) =>
    index % 7 === 3 ? bad[index % 5]! : line(`s${index}`),
  )
  const store = await openStore('memory:')
  const report = await importSnapshots(fileOf(...lines), store, { from: 'jsonl' })

  const wrong = lines.filter((text) => !text.includes('"id":"s')).length
  expect(report).toMatchObject({ read: 1_000, written: 1_000 - wrong, skipped: 0 })
  expect(report.problems).toHaveLength(wrong)
  expect(report.problems[0]).toMatchObject({ id: 'line 4' })
  expect(await idsOf(store.query())).toHaveLength(1_000 - wrong)
})

test('a file that cannot be kept by the store of its kind is a problem of its row', async () => {
  const store = await openStore('dir:x', { cwd: temporaryFolder() })
  const report = await importSnapshots(fileOf(line('a'), line('a.json/b'), line('c')), store, {
    from: 'jsonl',
  })

  expect(report).toMatchObject({ read: 3, written: 2, problems: [{ id: 'a.json/b', code: 'INVALID_ID' }] })
})

test('an id that holds a secret is not told', async () => {
  const secret = `sk-${'a1B2c3D4'.repeat(5)}`
  const store = await openStore('memory:')
  const report = await importSnapshots(fileOf(line(`n/${secret}`), line('b')), store, { from: 'jsonl' })
  expect(report).toMatchObject({
    written: 1,
    problems: [{ id: 'n/[redacted:api-key]', code: 'REDACTION_FAILED' }],
  })
  expect(JSON.stringify(report)).not.toContain(secret)
})

test('a source that is cut off half way gives what was whole', async () => {
  const path = fileOf(line('a'), line('b'), line('c'))
  truncateSync(path, line('a').length + line('b').length - 20)
  const store = await openStore('memory:')

  expect(await importSnapshots(path, store, { from: 'jsonl' })).toMatchObject({
    read: 2,
    written: 1,
    problems: [{ id: 'line 2', code: 'INVALID_IMPORT' }],
  })
})

test('a source that cannot be read any further rejects, and what was read is saved', async () => {
  const store = await openStore('memory:')
  async function* broken() {
    yield { snapshot: sampleSnapshot('a') }
    throw new Error('gone')
  }
  await expect(transferRows(broken(), store, {})).rejects.toThrow('gone')
  expect(await idsOf(store.query())).toStrictEqual(['a'])
})

test('nothing is written to a store that is read-only, whatever the format', async () => {
  const store = await openStore('dir:x', { cwd: temporaryFolder(), readOnly: true })
  await expect(importSnapshots(fileOf(line('a')), store, { from: 'jsonl' })).rejects.toMatchObject({
    code: 'STORE_READ_ONLY',
  })
})

test('rows are saved as they come, not all at the end', { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => line(`s${index}`))
  const inner = await openStore('memory:')
  const sizes: number[] = []
  const store: SnapshotStore = {
    ...inner,
    saveMany: (snapshots, options) => {
      const batch = [...snapshots]
      sizes.push(batch.length)
      return inner.saveMany(batch, options)
    },
  }
  await importSnapshots(fileOf(...lines), store, { from: 'jsonl' })
  expect(Math.max(...sizes)).toBe(256)

  sizes.length = 0
  const large = Array.from({ length: 3 }, (_, index) => line(`l${index}`, 'x'.repeat(9_000_000)))
  await importSnapshots(fileOf(...large), store, { from: 'jsonl' })
  expect(Math.max(...sizes)).toBe(2)
})
