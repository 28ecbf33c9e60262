import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { collect } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { exportSnapshots } from '../export-snapshots.js'
import { importSnapshots } from '../import-snapshots.js'
import { hasRecords, RECORDS_FILE } from '../testing/traffic-snapshots.js'
import { leavesOf } from '../testing/number-texts.js'

const RECORDS = 1_031

// Skipped, and shown as such, where the recorded traffic is absent.
describe.skipIf(!hasRecords)('real records of decisions', () => {
  test.each(['memory:', 'sqlite:real.db', 'dir:real'])(
    'all arrive in %s whole, and leave with every number as it was written',
    { timeout: 120_000 },
    async (url) => {
      const folder = temporaryFolder()
      const store = await openStore(url, { cwd: folder })
      const report = await importSnapshots(RECORDS_FILE, store, { from: 'jsonl' })
      expect(report).toStrictEqual({
        read: RECORDS,
        written: RECORDS,
        skipped: 0,
        problems: [],
        warnings: expect.any(Array),
      })
      expect(await store.verify()).toStrictEqual({ checked: RECORDS, problems: [] })

      const lines = readFileSync(RECORDS_FILE, 'utf8').trimEnd().split('\n')
      const out = join(folder, 'out.jsonl')
      expect(await exportSnapshots(store, out, { to: 'jsonl' })).toMatchObject({
        written: RECORDS,
        problems: [],
      })
      const byLine = new Map<number, string>()
      for (const text of readFileSync(out, 'utf8').trimEnd().split('\n')) {
        byLine.set(Number(/"id":"[^"]*-(\d+)"/.exec(text)?.[1]), text)
      }
      expect(byLine.size).toBe(RECORDS)
      for (const [index, line] of lines.entries()) {
        const exported = byLine.get(index + 1) ?? ''
        for (const field of ['functionName', 'inputs', 'outputs', 'modelParameters', 'executionTimeMs']) {
          expect(leavesOf(exported, [field])).toStrictEqual(leavesOf(line, [field]))
        }
        expect(leavesOf(exported, ['origin', 'record', 'source'])).toStrictEqual(leavesOf(line, ['source']))
        const { createdAt } = JSON.parse(line) as { createdAt: string | null }
        expect(JSON.parse(exported)).toMatchObject({ createdAt: createdAt ?? '1970-01-01T00:00:00.000Z' })
      }

      const again = await openStore('memory:')
      await importSnapshots(out, again, { from: 'jsonl' })
      expect(await collect(again.query())).toStrictEqual(await collect(store.query()))
      const twice = await importSnapshots(RECORDS_FILE, store, { from: 'jsonl', onDuplicate: 'skip' })
      expect(twice).toMatchObject({ read: RECORDS, written: 0, skipped: RECORDS, problems: [] })
      await store.close()
    },
  )
})
