import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failing, replay, report } from '../../gate/testing/sides.js'
import { run } from '../run.js'
import { testTerminal } from '../testing/test-terminal.js'

let folder: string
const write = (path: string, value: unknown): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value))
}
const SAVED = ['GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'CI'].map(
  (name) => [name, process.env[name]] as const,
)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'retrial-verb-'))
  for (const [name] of SAVED) Reflect.deleteProperty(process.env, name)
  write('base.json', report([replay('a'), replay('b')]))
  write('.retrial/report.json', report([replay('a'), replay('b')], { createdAt: '2026-03-01T00:00:00.000Z' }))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, value] of SAVED) {
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
})
const worse = (): void => {
  write(
    '.retrial/report.json',
    report([failing('a'), replay('b')], { createdAt: '2026-03-01T00:00:00.000Z' }),
  )
}

async function gated(...args: string[]) {
  const terminal = testTerminal(folder)
  const code = await run(['gate', ...args], terminal)
  return { code, printed: terminal.printed(), noted: terminal.noted() }
}

test('0 where nothing is worse', async () => {
  const { code, printed, noted } = await gated('--base', 'base.json')
  expect(printed.split('\n')[0]).toBe('Retrial gate: passed · 2 of 2 decisions hold')
  expect([code, noted]).toEqual([0, ''])
})

test('1 where something is', async () => {
  worse()
  const { code, printed } = await gated('--base', 'base.json')
  expect(printed).toMatch(/^Retrial gate: failed: 1 new violation/)
  expect(code).toBe(1)
})

test.each([
  ['a misspelt option', ['--allow-remove'], 'Did you mean --allow-removed?'],
  ['a budget that is no number', ['--max-new-violations', 'x'], 'It must be a number from 0'],
  ['a budget that is nothing', ['--max-new-violations', ''], 'It must be a number from 0'],
  ['half a violation', ['--max-new-violations', '0.5'], 'must be a whole number from 0'],
  ['a share above 1', ['--min-pass-rate', '95'], 'must be a number from 0 to 1'],
  ['what could be an option of git', ['--base=--upload-pack=x'], 'INVALID_OPTION'],
])('2 for %s', async (_what, args, says) => {
  const { code, noted } = await gated(...args)
  expect(noted).toContain(says)
  expect(code).toBe(2)
})

test('2 for a budget that there is not, with its file', async () => {
  write('retrial.config.json', { gate: { maxNewViolation: 1 } })
  const { code, noted } = await gated('--base', 'base.json')
  expect(noted).toMatch(
    /retrial\.config\.json: gate has no option "maxNewViolation"\. Did you mean "maxNewViolations"\?/,
  )
  expect(code).toBe(2)
})

test('3 where there is nothing to compare', async () => {
  rmSync(join(folder, '.retrial'), { recursive: true })
  const { code, printed } = await gated('--base', 'nosuch.json')
  expect(printed).toContain('base (nosuch.json): it is no report')
  expect(printed).toContain('there is no report .retrial/report.json: run the tests first')
  expect(code).toBe(3)
})

test('budgets of the config hold, and options go before them', async () => {
  worse()
  write('retrial.config.json', { gate: { maxNewViolations: 1 } })

  expect((await gated('--base', 'base.json')).code).toBe(0)
  expect((await gated('--base', 'base.json', '--max-new-violations', '0')).code).toBe(1)
  const { printed } = await gated('--base', 'base.json', '--json', '--min-pass-rate', '0.9')
  expect(JSON.parse(printed)).toMatchObject({
    exitCode: 1,
    budgets: { maxNewViolations: 1, minPassRate: 0.9 },
  })
})

test('--json prints one document, and nothing else', async () => {
  process.env['GITHUB_ACTIONS'] = 'true'
  worse()
  const { printed, noted } = await gated('--base', 'base.json', '--json')
  expect(JSON.parse(printed)).toMatchObject({
    format: 'retrial-gate/1',
    outcome: 'failed',
    newViolations: [{ id: 'a' }],
  })
  expect(noted.split('\n')).toHaveLength(2)
})

test('--markdown makes the folder of its file', async () => {
  const { code } = await gated('--base', 'base.json', '--markdown', 'out/of/sight/comment.md')
  expect(code).toBe(0)
  expect(readFileSync(join(folder, 'out/of/sight/comment.md'), 'utf8')).toContain('### ✅ ')
})

describe('in GitHub Actions', () => {
  test('the summary of the job is added to, and the comment is written', async () => {
    write('summary.md', 'before\n')
    process.env['GITHUB_STEP_SUMMARY'] = join(folder, 'summary.md')
    const { noted } = await gated('--base', 'base.json', '--markdown', 'comment.md')

    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(
      /^before\n<!-- retrial-gate -->\n### ✅ /,
    )
    expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toMatch(/^<!-- retrial-gate -->\n### ✅ /)
    expect(noted).toBe('')
  })

  test('a summary that cannot be written changes no verdict', async () => {
    process.env['GITHUB_STEP_SUMMARY'] = folder
    const { code, noted } = await gated('--base', 'base.json')
    expect(noted).toContain('the summary of the job could not be written')
    expect(code).toBe(0)
  })
})
