import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepRun } from '../../src/reporting/history/run-history.js'
import { sampleReport, sampleRow } from '../../src/reporting/testing/sample-report.js'
import { retrial, temporaryFolder } from './command.js'

test('retrial report makes a page with the runs of before, and what is flaky in them', async () => {
  const root = temporaryFolder()
  const baseline = { hash: 'sha256:1', createdAt: '2025-01-01T00:00:00.000Z', tags: {} }
  const runs = [true, false, true, false].map((ok, index) =>
    sampleReport({
      createdAt: `2025-12-0${index + 1}T00:00:00.000Z`,
      rows: [sampleRow({ baseline, ok, verdict: ok ? 'match' : 'mismatch' })],
    }),
  )
  for (const one of runs) keepRun(one, root)
  writeFileSync(join(root, 'last.json'), JSON.stringify(runs[3]))
  const { code, stdout } = await retrial(['report', 'last.json', '--format', 'html'], root)
  expect(code).toBe(0)
  expect(stdout).toContain('"flaky":{"failed":2,"runs":4}')
  // Three of before, and this one, which is kept as well.
  expect(stdout.match(/"createdAt":"2025-12-\d\dT/g)).toHaveLength(4)
})
