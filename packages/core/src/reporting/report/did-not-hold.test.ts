import { expect, test } from 'vitest'
import { sampleRow } from '../testing/sample-report.js'
import { didNotHold } from './did-not-hold.js'

const failed = sampleRow({ ok: false })

test.each([
  ['nothing', [], false],
  ['what held', [sampleRow()], false],
  ['what did not', [failed], true],
  ['one that held at last', [failed, sampleRow()], false],
  ['one that held at first', [sampleRow(), failed], true],
  ['another that held', [failed, sampleRow({ id: 'refunds/two' })], true],
  ['the same in another test', [failed, sampleRow({ test: 'another' })], true],
  ['the same in another file', [failed, sampleRow({ file: 'b.test.ts' })], true],
  ['the same by another policy', [failed, sampleRow({ policyHash: 'sha256:other' })], true],
])('of %s', (_what, rows, expected) => {
  expect(didNotHold(rows)).toBe(expected)
})
