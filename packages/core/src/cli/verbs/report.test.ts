import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { painter } from '../../reporting/paint.js'
import { sampleReport, sampleRow } from '../../reporting/testing/sample-report.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { run } from '../run.js'
import { testTerminal } from '../testing/test-terminal.js'

const failed = sampleReport({
  runner: 'jest',
  rows: [sampleRow({ verdict: 'mismatch', ok: false, details: ['output.label: 1 → 2'] })],
})

let root: string
beforeEach(() => {
  root = temporaryFolder()
  mkdirSync(join(root, '.retrial'))
  writeFileSync(join(root, '.retrial/report.json'), JSON.stringify(failed))
})

async function report(args: readonly string[], colour = false) {
  const terminal = testTerminal(root, { paint: painter(colour) })
  const code = await run(['report', ...args], terminal)
  return { code, printed: terminal.printed(), noted: terminal.noted() }
}

describe('retrial report', () => {
  test('shows that of the last run, and does not judge it', async () => {
    const { code, printed } = await report([])
    expect(printed).toContain('✗ 1 of 1 decisions did not hold')
    expect(printed).toContain('output.label: 1 → 2')
    expect(printed).toContain('accept them with jest -u')
    expect(code).toBe(0)
  })

  test('shows another one', async () => {
    writeFileSync(join(root, 'base.json'), JSON.stringify(sampleReport({ partial: 'it was stopped' })))
    const { code, printed } = await report(['base.json'])
    expect(printed).toContain('✓ 1 replayed: 1 match')
    expect(printed).toContain('not the whole run: it was stopped')
    expect(code).toBe(0)
  })

  test('as JSON it is the report', async () => {
    expect(JSON.parse((await report(['--format', 'json'])).printed)).toEqual(failed)
  })

  test('as Markdown', async () => {
    const { code, printed } = await report(['--format', 'markdown'])
    expect(printed).toMatch(/^### Retrial: /)
    expect(code).toBe(0)
  })

  test('writes into a file, without colours', async () => {
    const { code, printed, noted } = await report(['-o', 'out/summary.txt'], true)
    expect({ code, printed }).toEqual({ code: 0, printed: '' })
    expect(noted).toContain('summary.txt')
    const text = readFileSync(join(root, 'out/summary.txt'), 'utf8')
    expect(text).toMatch(/^Retrial {2}✗ 1 of 1 .*\n$/s)
    expect(text).not.toContain('\u001b')
  })

  test.each<[string[], number, string]>([
    [['missing.json'], 3, 'REPORT_INVALID: There is no report missing.json. A run of the tests leaves one'],
    [['damaged.json'], 3, 'REPORT_INVALID'],
    [['newer.json'], 3, 'REPORT_TOO_NEW'],
    [['--format', 'pdf'], 2, "argument 'pdf' is invalid"],
  ])('%j ends with %i', async (args, code, text) => {
    writeFileSync(join(root, 'damaged.json'), '{')
    writeFileSync(join(root, 'newer.json'), '{"format":"retrial-report/9"}')
    const shown = await report(args)
    expect(shown).toMatchObject({ code, printed: '' })
    expect(shown.noted).toContain(text)
  })
})
