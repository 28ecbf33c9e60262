import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { serializeSnapshot } from '../../snapshot/serialize.js'
import { openStore } from '../../store/open-store.js'
import type { SnapshotStore } from '../../store/store.js'
import { collect } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { exportSnapshots } from '../export-snapshots.js'
import { importSnapshots } from '../import-snapshots.js'
import { leavesAt } from '../testing/number-texts.js'
import { hasRecords, RECORDS_FILE } from '../testing/traffic-snapshots.js'

const RECORDS = 1_031

/** A record that has every kind of number that JavaScript writes otherwise; the real ones lack most of them. */
const HARD = `{"functionName":"hard","inputs":[{"name":"t","value":{"a":0.0,"b":-0,"c":-0.0,"d":1.50,"e":1e5,"f":[1E+2,0.1234567890123456789],"g":9007199254740993,"h":-123456789012345678901234567890,"~/":2.0,"$date":{"$map":3.0},"__proto__":4.0},"dataType":"object"}],"outputs":[{"name":"result","value":100.0,"dataType":"float","confidence":0.90}],"modelParameters":{"modelName":"m","parameters":{"temperature":0.0}},"executionTimeMs":12.0,"createdAt":"2026-01-01T00:00:00.000000Z","extra":[7.0]}`

const FIELDS = ['functionName', 'inputs', 'outputs', 'modelParameters', 'executionTimeMs']
const IN_RECORD = Object.fromEntries([...FIELDS, 'source', 'extra'].map((name) => [name, `/${name}`]))
const IN_SNAPSHOT = { ...IN_RECORD, source: '/origin/record/source', extra: '/origin/record/extra' }

async function importAndExport(file: string, url: string) {
  const folder = temporaryFolder()
  const store = await openStore(url, { cwd: folder })
  const report = await importSnapshots(file, store, { from: 'jsonl' })
  const out = join(folder, 'out.jsonl')
  await exportSnapshots(store, out, { to: 'jsonl' })
  return { store, report, out, exported: readFileSync(out, 'utf8').trimEnd().split('\n') }
}

function expectSameNumbers(exported: string, line: string): void {
  // Stored, what looks like a tag has a `$` more.
  const is = leavesAt(exported, IN_SNAPSHOT).replaceAll('/$$map', '/$map')
  expect(is).toBe(leavesAt(line, IN_RECORD))
}

test('numbers that JavaScript would write otherwise leave as they came', async () => {
  const file = join(temporaryFolder(), 'hard.jsonl')
  writeFileSync(file, `${HARD}\n`)
  for (const url of ['memory:', 'sqlite:hard.db', 'dir:hard']) {
    const { store, report, exported } = await importAndExport(file, url)
    expect(report).toMatchObject({ written: 1, problems: [] })
    expectSameNumbers(exported[0] ?? '', HARD)
    expect(await store.verify()).toStrictEqual({ checked: 1, problems: [] })
    await store.close()
  }
})

// Skipped, and shown as such, where the recorded traffic is absent.
describe.skipIf(!hasRecords)('real records of decisions', () => {
  test.each(['memory:', 'sqlite:real.db', 'dir:real'])(
    'all arrive in %s whole, and leave with every number as it was written',
    { timeout: 120_000 },
    async (url) => {
      const { store, report, out, exported } = await importAndExport(RECORDS_FILE, url)
      expect(report).toMatchObject({ read: RECORDS, written: RECORDS, skipped: 0, problems: [] })
      expect(await store.verify()).toStrictEqual({ checked: RECORDS, problems: [] })

      const byLine = new Map(exported.map((text) => [Number(/"id":"[^"]*-(\d+)"/.exec(text)?.[1]), text]))
      expect(byLine.size).toBe(RECORDS)
      const lines = readFileSync(RECORDS_FILE, 'utf8').trimEnd().split('\n')
      for (const [index, line] of lines.entries()) expectSameNumbers(byLine.get(index + 1) ?? '', line)

      const again = await openStore('memory:')
      await importSnapshots(out, again, { from: 'jsonl' })
      const textsIn = async (of: SnapshotStore) =>
        (await collect(of.query())).map((snapshot) => serializeSnapshot(snapshot)).join('\n')
      expect(await textsIn(again)).toBe(await textsIn(store))
      const twice = await importSnapshots(RECORDS_FILE, store, { from: 'jsonl', onDuplicate: 'skip' })
      expect(twice).toMatchObject({ read: RECORDS, written: 0, skipped: RECORDS, problems: [] })
      await store.close()
    },
  )
})
