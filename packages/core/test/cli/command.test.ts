import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { contentHash, openStore, type DecisionSnapshot } from '@retrial/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { COMMAND, retrial, start, temporaryFolder } from './command.js'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

function snapshotOf(id: string, more: Partial<DecisionSnapshot> = {}): DecisionSnapshot {
  const content: Omit<DecisionSnapshot, 'contentHash'> = {
    format: 'retrial/1',
    id,
    functionName: 'triage',
    inputs: [{ name: 'input', value: 'text', dataType: 'string' }],
    outputs: [{ name: 'result', value: { label: 'refund' }, dataType: 'object' }],
    effects: [],
    tags: {},
    createdAt: '2026-01-15T12:00:00.000Z',
    ...more,
  }
  return { ...content, contentHash: contentHash(content) }
}

async function fill(url: string, snapshots: readonly DecisionSnapshot[]): Promise<void> {
  const store = await openStore(url, { cwd: folder })
  await store.saveMany(snapshots)
  await store.close()
}

const many = (count: number): DecisionSnapshot[] =>
  Array.from({ length: count }, (_, index) => snapshotOf(`n/${String(index).padStart(5, '0')}`))

describe('exit codes', () => {
  beforeEach(() => fill('dir:decisions', [snapshotOf('a'), snapshotOf('b', { functionName: 'other' })]))

  test.each<[string, string[], number, string]>([
    ['0: it went well', ['list'], 0, ''],
    ['0: help', ['--help'], 0, ''],
    ['0: the version', ['--version'], 0, ''],
    ['1: something differs', ['diff', 'a', 'b'], 1, ''],
    ['2: no verb', [], 2, 'Usage: retrial'],
    ['2: an unknown verb', ['lits'], 2, 'Did you mean list?'],
    ['2: an unknown id', ['show', 'c'], 2, 'SNAPSHOT_NOT_FOUND'],
    ['2: a store that is not there', ['verify', '--store', 'sqlite:x.db'], 2, 'INVALID_OPTION'],
    ['3: a store that cannot be read', ['verify', '--store', 'sqlite:decisions/a.json'], 3, 'STORE_CORRUPT'],
    ['3: no report', ['prune'], 3, 'REPORT_INVALID'],
  ])('%s', async (_what, args, code, text) => {
    const ended = await retrial(args, folder)
    expect(ended).toMatchObject({ code, signal: null })
    expect(ended.stderr).toContain(text)
    if (code > 1) expect(ended.stdout).toBe('')
  })

  test('a baseline in CI is 2, and nothing is written', async () => {
    await fill('sqlite:prod.db', [snapshotOf('c')])
    const ended = await retrial(['copy', 'sqlite:prod.db', 'dir:decisions'], folder, { CI: '1' })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(existsSync(join(folder, 'decisions/c.json'))).toBe(false)
  })
})

test.each([
  [['list', '--json']],
  [['show', 'a', '--json']],
  [['diff', 'a', 'a', '--json']],
  [['verify', '--json']],
  [['validate', '--json']],
  [['doctor', '--json']],
  [['redact', '--dry-run', '--json']],
  [['export', '--to', 'jsonl', 'out.jsonl', '--json']],
])('%j prints one JSON document and nothing else', async (args) => {
  await fill('dir:decisions', [snapshotOf('a')])
  const { code, stdout, stderr } = await retrial(args, folder, { FORCE_COLOR: '1' })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toBeTypeOf('object')
})

describe('colours', () => {
  beforeEach(() => fill('dir:decisions', [snapshotOf('a')]))
  test.each<[string[], Record<string, string>, boolean]>([
    [['list'], {}, false],
    [['list'], { FORCE_COLOR: '1' }, true],
    [['list', '--no-color'], { FORCE_COLOR: '1' }, false],
    [['list'], { NO_COLOR: '1' }, false],
  ])('%j with %j', async (args, env, coloured) => {
    const { stdout } = await retrial(args, folder, env)
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })
})

describe('output that nobody takes', () => {
  test('a closed pipe is no error', async () => {
    await fill('sqlite:many.db', many(3_000))
    const script = `"${process.execPath}" "${COMMAND}" list --store sqlite:many.db | head -n 1; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await start('bash', ['-c', script], folder).ended
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^ {2}n\/00000 .*\n0\n$/)
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk is', async () => {
    await fill('dir:decisions', [snapshotOf('a')])
    const script = `"${process.execPath}" "${COMMAND}" list > /dev/full`
    const { code, stderr } = await start('bash', ['-c', script], folder).ended
    expect(code).toBe(3)
    expect(stderr).toContain('the output could not be written')
  })
})

describe('stopped in the middle of a copy', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s: %i, nothing half written, and it can go on', async (signal, code) => {
    await fill('sqlite:many.db', many(1_500))
    const copying = ['copy', 'sqlite:many.db', 'dir:target', '--on-duplicate', 'skip']
    const { child, ended } = start(process.execPath, [COMMAND, ...copying], folder)
    const target = join(folder, 'target')
    while (!(existsSync(target) && readdirSync(target, { recursive: true }).length > 50)) {
      expect(child.exitCode).toBeNull()
      await sleep(5)
    }
    child.kill(signal)
    expect(await ended).toMatchObject({ code, stderr: 'retrial: stopped.\n' })

    const names = readdirSync(target, { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([])
    const copied = names.filter((name) => name.endsWith('.json')).length
    expect(copied).toBeGreaterThan(0)
    expect(copied).toBeLessThan(1_500)
    const verified = await retrial(['verify', '--store', 'dir:target', '--json'], folder)
    expect(JSON.parse(verified.stdout)).toMatchObject({ checked: copied, problems: [] })

    const rest = await retrial([...copying, '--json'], folder)
    expect(JSON.parse(rest.stdout)).toMatchObject({ read: 1_500, skipped: copied, problems: [] })
  })

  test('an export leaves no file', async () => {
    await fill('sqlite:many.db', many(1_500))
    const args = [COMMAND, 'export', '--to', 'jsonl', 'out.jsonl', '--store', 'sqlite:many.db']
    const { child, ended } = start(process.execPath, args, folder)
    while (!readdirSync(folder).some((name) => name.endsWith('.tmp') || name === 'out.jsonl')) {
      expect(child.exitCode).toBeNull()
      await sleep(1)
    }
    child.kill('SIGINT')
    const { code } = await ended
    // A fast machine may have been done before.
    const left = readdirSync(folder).filter((name) => !name.startsWith('many.db'))
    expect({ code, left }).toEqual(code === 0 ? { code: 0, left: ['out.jsonl'] } : { code: 130, left: [] })
  })
})

test('two processes at once copy into one store', async () => {
  await fill('sqlite:many.db', many(600))
  const copying = ['copy', 'sqlite:many.db', 'sqlite:target.db', '--on-duplicate', 'skip', '--json']
  const both = await Promise.all([retrial(copying, folder), retrial(copying, folder)])
  const reports = both.map(({ code, stdout }) => ({ code, ...(JSON.parse(stdout) as object) }))
  for (const report of reports) expect(report).toMatchObject({ code: 0, read: 600, problems: [] })
  const { stdout } = await retrial(['verify', '--store', 'sqlite:target.db', '--json'], folder)
  expect(JSON.parse(stdout)).toMatchObject({ checked: 600, problems: [] })
})

test.each([
  [['copy', 'sqlite:prod.db', 'sqlite:file/x.db'], 1],
  [['export', '--to', 'jsonl', 'file/x.jsonl', '--store', 'sqlite:prod.db'], 3],
])('%j into a place that cannot be written is told', async (args, code) => {
  await fill('sqlite:prod.db', [snapshotOf('a')])
  writeFileSync(join(folder, 'file'), '')
  const ended = await retrial(args, folder)
  expect(ended.code).toBe(code)
  expect(ended.stderr).toContain('STORE_FOREIGN')
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('')
})

const isRoot = process.getuid?.() === 0
test.skipIf(isRoot)('a folder that may not be written (not for root, who may)', async () => {
  await fill('sqlite:prod.db', [snapshotOf('a')])
  mkdirSync(join(folder, 'locked'), { mode: 0o555 })
  const ended = await retrial(
    ['export', '--to', 'jsonl', 'locked/x.jsonl', '--store', 'sqlite:prod.db'],
    folder,
  )
  expect(ended.code).toBe(3)
  expect(ended.stderr).toContain('STORE_READ_ONLY')
})

test('reading leaves nothing behind', async () => {
  await fill('sqlite:prod.db', [snapshotOf('a')])
  const before = readdirSync(folder)
  for (const args of [['list'], ['show', 'a'], ['verify'], ['validate']])
    await retrial([...args, '--store', 'sqlite:prod.db'], folder)
  await retrial(['doctor'], folder)
  expect(readdirSync(folder)).toEqual(before)
})

test('hostile ids and texts act on no terminal', async () => {
  const text = '\u001b]52;c;AAAA\u0007\r::error::x\n::add-mask::y\u202e##[error]z'
  await fill('dir:decisions', [
    snapshotOf('h', {
      functionName: text,
      tags: { t: text },
      outputs: [{ name: text, value: text, dataType: 'string' }],
    }),
  ])
  for (const args of [['list'], ['show', 'h'], ['show', text], ['list', '--store', text], [text]]) {
    const { stdout, stderr } = await retrial(args, folder)
    const shown = stdout + stderr
    expect(shown, args.join(' ')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]|##\[/)
    for (const line of shown.split('\n')) expect(line).not.toMatch(/^\s*::/)
  }
})

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])('for %s asks the command', async (shell) => {
    const { code, stdout } = await retrial(['completion', shell], folder)
    expect(code).toBe(0)
    expect(stdout).toContain('retrial complete ')
  })

  test('in a real bash', async () => {
    await fill('dir:decisions', [snapshotOf('refunds/gold')])
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'bin/retrial'), `#!/bin/sh\nexec "${process.execPath}" "${COMMAND}" "$@"\n`, {
      mode: 0o755,
    })
    const script = `
      eval "$(retrial completion bash)"
      complete_for() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _retrial; echo "\${COMPREPLY[*]}"; }
      complete_for retrial ver
      complete_for retrial show re
      complete_for retrial show '$(touch ran)\`touch ran\`; touch ran'
      complete -p retrial
    `
    const path = `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
    const { stdout, stderr } = await start('bash', ['-c', script], folder, { PATH: path }).ended
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toEqual([
      'verify',
      'refunds/gold',
      '',
      'complete -o default -F _retrial retrial',
      '',
    ])
    expect(existsSync(join(folder, 'ran'))).toBe(false)
  })

  test('scripts are whole shell code', async () => {
    const script = `for shell in bash zsh fish; do command -v $shell > /dev/null && "${process.execPath}" "${COMMAND}" completion $shell | $shell -n; done; true`
    expect(await start('bash', ['-c', script], folder).ended).toMatchObject({ code: 0, stderr: '' })
  })
})

test('the licences of everything that is bundled are shipped', () => {
  const dist = dirname(COMMAND)
  const licences = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  const bundled = new Set<string>()
  for (const file of readdirSync(dist).filter((name) => name.endsWith('js')))
    for (const [, name] of readFileSync(join(dist, file), 'utf8').matchAll(
      /^\/\/ .*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm,
    ))
      if (name !== undefined) bundled.add(name)
  expect([...bundled]).toContain('commander')
  for (const name of bundled) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
})
