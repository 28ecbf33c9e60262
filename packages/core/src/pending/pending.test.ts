import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../store/open-store.js'
import type { SnapshotStore } from '../store/store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { acceptPending } from './accept-pending.js'
import { listPending } from './list-pending.js'
import type { PendingChange } from './pending-change.js'
import { pendingName, pendingNames, writePending } from './pending-file.js'
import { rejectPending } from './reject-pending.js'

const changed = (id: string, label = 'other') =>
  sampleSnapshot(id, { outputs: [{ name: 'result', value: { label }, dataType: 'object' }] })

let root: string
let store: SnapshotStore
const change = (id: string, overrides: Partial<PendingChange> = {}): PendingChange => ({
  id,
  store: 'dir:decisions',
  storeRoot: root,
  baseline: sampleSnapshot(id).contentHash,
  verdict: 'mismatch',
  foundAt: '2026-01-15T12:00:00.000Z',
  snapshot: changed(id),
  ...overrides,
})
const ids = (): string[] => listPending({ root }).map(({ id }) => id)

beforeEach(async () => {
  vi.stubEnv('CI', undefined)
  vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', undefined)
  root = temporaryFolder()
  store = await openStore('dir:decisions', { cwd: root })
  for (const id of ['b/two', 'a/one']) {
    await store.save(sampleSnapshot(id))
    writePending(root, change(id))
  }
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await store.close()
})

describe('pending changes', () => {
  test('are listed whole, in the order of their ids', () => {
    expect(listPending({ root })).toEqual([change('a/one'), change('b/two')])
    expect(listPending({ root: join(root, 'elsewhere') })).toEqual([])
  })

  test('are one for each baseline: the newest', () => {
    writePending(root, change('a/one', { snapshot: changed('a/one', 'newer') }))
    expect(listPending({ root })[0]?.snapshot.outputs[0]?.value).toEqual({ label: 'newer' })
    expect(ids()).toEqual(['a/one', 'b/two'])
  })

  test('of two stores with one id are two', () => {
    writePending(root, change('a/one', { store: 'dir:other' }))
    expect(ids()).toEqual(['a/one', 'a/one', 'b/two'])
  })

  test('are files whose names say nothing of ids, hidden from git', () => {
    const names = readdirSync(join(root, '.retrial/pending'))
    expect(names.every((name) => /^[\da-f]{32}\.pending$/.test(name))).toBe(true)
    expect(readFileSync(join(root, '.retrial/.gitignore'), 'utf8')).toBe('*\n')
  })

  test('hold no secret', () => {
    const value = { apiKey: 'sk-proj-abcdefghijklmnopqrstuvwx' }
    const snapshot = sampleSnapshot('a/one', { outputs: [{ name: 'result', value, dataType: 'object' }] })
    writePending(root, change('a/one', { snapshot }))

    const texts = pendingNames(root).map((name) => readFileSync(join(root, '.retrial/pending', name), 'utf8'))
    expect(texts.join()).not.toContain('abcdefghijklmnopqrstuvwx')
  })

  test.each([
    '',
    '{',
    '{}',
    'null',
    '{"format":"retrial-pending/2"}',
    '{"format":"retrial-pending/1","snapshot":"{}"}',
  ])('that are damaged or of a later version are left out: %s', (text) => {
    const name = pendingName(change('a/one'))
    writeFileSync(join(root, '.retrial/pending', name), text)
    expect(ids()).toEqual(['b/two'])
  })
})

describe('accepting', () => {
  test('makes the change the baseline, and the others stay pending', async () => {
    expect(await acceptPending(['a/one'], { root })).toEqual(['a/one'])
    expect(await store.load('a/one')).toEqual(changed('a/one'))
    expect(await store.load('b/two')).toEqual(sampleSnapshot('b/two'))
    expect(ids()).toEqual(['b/two'])
  })

  test.each([['a/on'], ['quite/another-id']])('takes none where one is not pending: %s', async (unknown) => {
    await expect(acceptPending(['a/one', unknown], { root })).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
      message: expect.stringContaining(unknown === 'a/on' ? 'Did you mean "a/one"?' : 'Run its test'),
    })
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))
    expect(ids()).toEqual(['a/one', 'b/two'])
  })

  test('refuses one whose baseline is another by now, or gone', async () => {
    await store.save(changed('a/one', 'of someone else'), { replace: true })
    await store.delete('b/two')

    for (const id of ['a/one', 'b/two']) {
      await expect(acceptPending([id], { root })).rejects.toMatchObject({ code: 'PENDING_STALE' })
    }
    expect((await store.load('a/one')).outputs[0]?.value).toEqual({ label: 'of someone else' })
    expect(ids()).toEqual(['a/one', 'b/two'])
  })

  test('takes patterns, and every change once', async () => {
    expect(await acceptPending(['a/*', '**/one'], { root })).toEqual(['a/one'])
    await expect(acceptPending(['**', 'c/*'], { root })).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
      message: 'No change of "c/*" is pending. Pending are: "b/two".',
    })
    expect(ids()).toEqual(['b/two'])
  })

  test('writes none where one of them is stale', async () => {
    await store.delete('b/two')
    await expect(acceptPending(['a/one', 'b/two'], { root })).rejects.toMatchObject({ code: 'PENDING_STALE' })
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))
    expect(ids()).toEqual(['a/one', 'b/two'])
  })

  test('never happens in CI, unless that is allowed', async () => {
    vi.stubEnv('CI', 'true')
    await expect(acceptPending(['a/one'], { root })).rejects.toMatchObject({ code: 'CI_WRITE_REFUSED' })
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))

    vi.stubEnv('RETRIAL_ALLOW_CI_WRITES', '1')
    expect(await acceptPending(['a/one'], { root })).toEqual(['a/one'])
  })

  test('finds the store from any folder', async () => {
    mkdirSync(join(root, 'sub'))
    writePending(join(root, 'sub'), change('a/one'))
    expect(await acceptPending(['a/one'], { root: join(root, 'sub') })).toEqual(['a/one'])
    expect(await store.load('a/one')).toEqual(changed('a/one'))
  })
})

describe('accepting as a variant', () => {
  test('keeps the recording, and the outcome beside it', async () => {
    const note = 'as good'
    expect(await acceptPending(['a/one'], { root, variant: true, note })).toEqual(['a/one'])
    const { accepted, outputs } = await store.load('a/one')
    expect(outputs).toEqual(sampleSnapshot('a/one').outputs)
    expect(accepted).toEqual([{ outputs: changed('a/one').outputs, acceptedAt: expect.any(String), note }])
    expect(ids()).toEqual(['b/two'])
    expect((await store.verify()).problems).toEqual([])
  })

  test('keeps an error too', async () => {
    const error = { name: 'RangeError', message: 'too far' }
    writePending(root, change('a/one', { snapshot: sampleSnapshot('a/one', { outputs: [], error }) }))
    await acceptPending(['a/one'], { root, variant: true })
    expect((await store.load('a/one')).accepted).toMatchObject([{ outputs: [], error }])
  })

  test.each<[string, Partial<PendingChange>, string, string]>([
    [
      'that was called with other inputs',
      { snapshot: sampleSnapshot('b/two', { inputs: [{ name: 'input', value: 2, dataType: 'number' }] }) },
      'INVALID_OPTION',
      'it was called with other inputs. Accept it as the new recording',
    ],
    ['whose contacts changed', { verdict: 'unused' }, 'INVALID_OPTION', 'it came to unused'],
    [
      'of another baseline',
      { baseline: sampleSnapshot('x', { tags: { a: 'b' } }).contentHash },
      'PENDING_STALE',
      '',
    ],
  ])('refuses one %s, and all with it', async (_what, overrides, code, text) => {
    writePending(root, change('b/two', overrides))
    await expect(acceptPending(['**'], { root, variant: true })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(text),
    })
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))
    expect(ids()).toEqual(['a/one', 'b/two'])
  })

  test('refuses what is accepted already', async () => {
    await acceptPending(['a/one'], { root, variant: true })
    writePending(root, change('a/one', { baseline: (await store.load('a/one')).contentHash }))
    await expect(acceptPending(['a/one'], { root, variant: true })).rejects.toMatchObject({
      code: 'DUPLICATE_VARIANT',
    })
    expect((await store.load('a/one')).accepted).toHaveLength(1)
  })

  test('never happens in CI; a note is for variants only', async () => {
    await expect(acceptPending(['a/one'], { root, note: 'why' })).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    })
    vi.stubEnv('CI', 'true')
    await expect(acceptPending(['a/one'], { root, variant: true })).rejects.toMatchObject({
      code: 'CI_WRITE_REFUSED',
    })
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))
  })
})

describe('rejecting', () => {
  test('forgets the change, and touches no baseline', async () => {
    expect(await rejectPending(['b/two', 'a/one'], { root })).toEqual(['a/one', 'b/two'])
    expect(ids()).toEqual([])
    expect(await store.load('a/one')).toEqual(sampleSnapshot('a/one'))
  })

  test('takes patterns', async () => {
    expect(await rejectPending(['*/t*'], { root })).toEqual(['b/two'])
    expect(ids()).toEqual(['a/one'])
  })

  test('takes none where one is not pending', async () => {
    await expect(rejectPending(['a/one', 'c'], { root })).rejects.toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
    })
    expect(ids()).toEqual(['a/one', 'b/two'])
  })
})
