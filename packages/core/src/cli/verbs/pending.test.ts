import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writePending } from '../../pending/pending-file.js'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { run } from '../run.js'
import { changedSnapshot, labelsIn, pendingChange, pendingProject } from '../testing/pending-project.js'
import { testTerminal } from '../testing/test-terminal.js'

const IDS = ['bugs/crash', 'refunds/gold', 'refunds/late']
const SAMPLE = sampleSnapshot('x')

let root: string
let before: Record<string, unknown>
beforeEach(async () => {
  vi.stubEnv('CI', undefined)
  vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', undefined)
  root = await pendingProject(IDS)
  before = await labelsIn(root)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

async function retrial(...args: string[]) {
  const terminal = testTerminal(root)
  const code = await run(args, terminal)
  return { code, printed: terminal.printed(), noted: terminal.noted() }
}
const waiting = async (): Promise<unknown> => {
  const { printed } = await retrial('pending', '--json')
  return (JSON.parse(printed) as { id: string }[]).map(({ id }) => id)
}

describe('retrial pending', () => {
  test('lists what waits: of what it is, and each field that changed', async () => {
    writePending(root, pendingChange(root, 'bugs/crash', { verdict: 'violation', policy: 'steady' }))
    const { code, printed, noted } = await retrial('pending')
    const lines = printed.split('\n')
    expect(lines[0]).toBe(
      `  bugs/crash  ${SAMPLE.functionName} · violation · "steady" · found 2026-01-15 12:00 UTC`,
    )
    expect(lines.slice(1, 2)).toEqual([expect.stringMatching(/^ {6}output\.label: .* → "other"$/)])
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toHaveLength(3)
    expect(noted).toContain('retrial review')
    expect(code).toBe(0)
  })

  test('shows one of them whole', async () => {
    const { printed } = await retrial('pending', 'refunds/gold')
    expect(printed).toContain('refunds/gold')
    expect(printed).not.toContain('refunds/late')
    expect(printed).toMatch(/- .* │ \+ other/)
  })

  test.each<[string, (root: string) => Promise<unknown>, string]>([
    [
      'changed',
      (folder) => save(folder, changedSnapshot('refunds/gold', 'of someone else')),
      'cannot be accepted: its baseline changed since: run its test again',
    ],
    ['is gone', (folder) => remove(folder, 'refunds/gold'), 'cannot be accepted: its baseline is gone'],
  ])('says where the baseline %s', async (_what, change, text) => {
    await change(root)
    expect((await retrial('pending')).printed.split(text)).toHaveLength(2)
    const [, gold] = JSON.parse((await retrial('pending', '--json')).printed) as { stale?: string }[]
    expect(`cannot be accepted: ${gold?.stale ?? ''}`).toBe(text)
  })

  test('as JSON it is data', async () => {
    const { code, printed, noted } = await retrial('pending', 'bugs/*', '--json')
    expect(JSON.parse(printed)).toEqual([
      {
        ...{
          id: 'bugs/crash',
          functionName: SAMPLE.functionName,
          verdict: 'mismatch',
          store: 'dir:decisions',
        },
        ...{ foundAt: '2026-01-15T12:00:00.000Z', baseline: expect.stringMatching(/^sha256:/) },
        changes: [
          { fieldPath: 'output.label', changeType: 'modified', text: expect.stringContaining('"other"') },
        ],
        omittedChanges: 0,
      },
    ])
    expect({ code, noted }).toEqual({ code: 0, noted: '' })
  })

  test('of nothing says so, and of an unknown id which may be meant', async () => {
    expect(await retrial('pending', 'refunds/gol')).toMatchObject({
      code: 2,
      printed: '',
      noted:
        'retrial: SNAPSHOT_NOT_FOUND: No change of "refunds/gol" is pending. Did you mean "refunds/gold"?',
    })
    root = temporaryFolder()
    expect(await retrial('pending')).toEqual({ code: 0, printed: 'Nothing is pending.', noted: '' })
    expect((await retrial('pending', '--json')).printed).toBe('[]')
  })

  test('shows text that is not to be trusted as text', async () => {
    const evil = '\u001b[2J::error::x\u202e'
    writePending(
      root,
      pendingChange(root, 'bugs/crash', {
        policy: evil,
        snapshot: changedSnapshot('bugs/crash', evil, evil),
      }),
    )
    for (const args of [['pending'], ['pending', 'bugs/crash'], ['review']]) {
      const { printed, noted } = await retrial(...args)

      expect(printed + noted).not.toMatch(/[\u001b\u202e]|^::/m)
    }
  })
})

describe('retrial accept', () => {
  test('makes what is named the baselines', async () => {
    const { code, printed } = await retrial('accept', 'refunds/*')
    expect(printed).toBe('  ✓ refunds/gold accepted\n  ✓ refunds/late accepted')
    expect(code).toBe(0)
    expect(await labelsIn(root)).toEqual({ ...before, 'refunds/gold': 'other', 'refunds/late': 'other' })
    expect(await waiting()).toEqual(['bugs/crash'])
  })

  test('--all takes all', async () => {
    expect(await retrial('accept', '--all')).toMatchObject({ code: 0 })
    expect(new Set(Object.values(await labelsIn(root)))).toEqual(new Set(['other']))
    expect(await retrial('accept', '--all')).toMatchObject({
      code: 2,
      noted: 'retrial: SNAPSHOT_NOT_FOUND: Nothing is pending.',
    })
  })

  test('--variant keeps the recording, with a note', async () => {
    expect(await retrial('accept', '--variant', '--note', 'as good', 'bugs/crash')).toMatchObject({
      code: 0,
      printed: '  ✓ bugs/crash accepted as a variant',
    })
    expect(await labelsIn(root)).toEqual(before)
    const store = await openStore('dir:decisions', { cwd: root })
    expect((await store.load('bugs/crash')).accepted).toMatchObject([{ note: 'as good' }])
    await store.close()
  })

  test.each<[string, string[], number, string]>([
    ['an id that matches nothing', ['refunds/gold', 'refunds/go'], 2, 'SNAPSHOT_NOT_FOUND'],
    ['a pattern that matches nothing', ['refunds/*', 'nothing/*'], 2, 'SNAPSHOT_NOT_FOUND'],
    ['no id at all', [], 2, 'INVALID_OPTION: Name the changes that are meant, or say --all'],
    ['an id and --all', ['--all', 'refunds/gold'], 2, 'INVALID_OPTION'],
    ['a note without --variant', ['--all', '--note', 'x'], 2, 'INVALID_OPTION'],
  ])('changes nothing for %s', async (_what, args, code, text) => {
    const shown = await retrial('accept', ...args)
    expect(shown).toMatchObject({ code, printed: '' })
    expect(shown.noted).toContain(text)
    expect(await labelsIn(root)).toEqual(before)
    expect(await waiting()).toEqual(IDS)
  })

  test('changes nothing where one of the baselines changed since', async () => {
    await save(root, changedSnapshot('refunds/late', 'of someone else'))
    const { code, noted } = await retrial('accept', '--all')
    expect(code).toBe(2)
    expect(noted).toContain('PENDING_STALE: The baseline "refunds/late" in dir:decisions')
    expect(await labelsIn(root)).toEqual({ ...before, 'refunds/late': 'of someone else' })
  })

  test('is refused in CI, unless that is allowed', async () => {
    vi.stubEnv('CI', 'true')
    expect(await retrial('accept', '--all')).toMatchObject({
      code: 2,
      noted: expect.stringContaining('CI_WRITE_REFUSED: Nothing was accepted'),
    })
    expect(await labelsIn(root)).toEqual(before)
    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect(await retrial('accept', 'bugs/crash')).toMatchObject({ code: 0 })
  })
})

describe('retrial reject', () => {
  test('forgets what is named, and no baseline changes', async () => {
    expect(await retrial('reject', 'refunds/*')).toMatchObject({
      code: 0,
      printed: '  refunds/gold rejected\n  refunds/late rejected',
    })
    expect(await waiting()).toEqual(['bugs/crash'])
    expect(await retrial('reject', '--all')).toMatchObject({ code: 0 })
    expect(await waiting()).toEqual([])
    expect(await labelsIn(root)).toEqual(before)
  })

  test.each([[['refunds/gold', 'no']], [[]], [['--all', 'bugs/crash']]])(
    'forgets nothing for %j',
    async (args) => {
      expect(await retrial('reject', ...args)).toMatchObject({ code: 2, printed: '' })
      expect(await waiting()).toEqual(IDS)
    },
  )
})

describe('retrial review without a terminal', () => {
  test('prints the exact commands, and changes nothing', async () => {
    const { code, printed, noted } = await retrial('review')
    expect(code).toBe(0)
    expect(noted).toContain('no terminal')
    expect(printed.split('\n').slice(0, 6)).toEqual([
      `# bugs/crash  ${SAMPLE.functionName}`,
      'retrial pending bugs/crash',
      'retrial accept bugs/crash',
      'retrial accept --variant bugs/crash',
      'retrial reject bugs/crash',
      '',
    ])
    expect(await waiting()).toEqual(IDS)
  })

  test('names CI as the reason there; of nothing says so', async () => {
    vi.stubEnv('CI', '1')
    expect((await retrial('review')).noted).toContain('CI job')
    root = temporaryFolder()
    expect(await retrial('review')).toEqual({ code: 0, printed: 'Nothing is pending.', noted: '' })
  })
})

async function save(folder: string, snapshot: ReturnType<typeof changedSnapshot>): Promise<void> {
  const store = await openStore('dir:decisions', { cwd: folder })
  await store.save(snapshot, { replace: true })
  await store.close()
}

async function remove(folder: string, id: string): Promise<void> {
  const store = await openStore('dir:decisions', { cwd: folder })
  await store.delete(id)
  await store.close()
}
