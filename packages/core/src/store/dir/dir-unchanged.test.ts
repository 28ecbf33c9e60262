import { chmodSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../open-store.js'
import type { SnapshotStore } from '../store.js'
import { streamedReply, type StreamedReply } from '../testing/streamed-reply.js'
import { contentOf, temporaryFolder } from '../testing/temporary-folder.js'

const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const LATER = { createdAt: '2027-01-01T00:00:00.000Z', executionTimeMs: 99, ownTimeMs: 9 }

interface Kept {
  readonly store: SnapshotStore
  readonly folder: string
  readonly path: string
  /** Whether the file is, byte for byte and by its time, the one it was. */
  untouched(): boolean
}

/** A store that holds one reply, in a file that `edit` has changed, of long ago. */
async function kept(edit: (text: string) => string = (text) => text): Promise<Kept> {
  const folder = temporaryFolder()
  const store = await openStore(`dir:${folder}`)
  const snapshot = streamedReply({})
  await store.save(snapshot)
  const path = join(folder, `${snapshot.id}.json`)
  writeFileSync(path, edit(readFileSync(path, 'utf8')))
  utimesSync(path, LONG_AGO, LONG_AGO)
  const { ino } = statSync(path)
  const before = contentOf(folder)
  return {
    store,
    folder,
    path,
    untouched: () => {
      const now = statSync(path)
      return (
        now.ino === ino &&
        now.mtimeMs === LONG_AGO.getTime() &&
        JSON.stringify(contentOf(folder)) === JSON.stringify(before)
      )
    },
  }
}

describe('replacing by the same content leaves the file alone', () => {
  test.each<[string, StreamedReply]>([
    ['the very same', {}],
    ['recorded later', { facts: LATER }],
    ['with other durations of effects', { durationMs: 77 }],
  ])('%s', async (_what, reply) => {
    const { store, untouched } = await kept()
    await store.save(streamedReply(reply), { replace: true })
    await store.saveMany([streamedReply(reply)], { replace: true })
    await store.transaction((tx) => tx.save(streamedReply(reply), { replace: true }))
    expect(untouched()).toBe(true)
    expect((await store.load('replies/angry-customer')).createdAt).toBe(streamedReply({}).createdAt)
  })

  test.each<[string, (text: string) => string]>([
    ['checked out with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['in the layout of earlier versions', (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`],
  ])('%s', async (_what, edit) => {
    const { store, untouched } = await kept(edit)
    await store.save(streamedReply({ facts: LATER }), { replace: true })
    expect(untouched()).toBe(true)
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  })

  test('also where it could not be written', async () => {
    const { store, folder, untouched } = await kept()
    chmodSync(join(folder, 'replies'), 0o500)
    try {
      await store.save(streamedReply({ facts: LATER }), { replace: true })
    } finally {
      chmodSync(join(folder, 'replies'), 0o700)
    }
    expect(untouched()).toBe(true)
  })

  test('while others in the same step are written', async () => {
    const { store, untouched, folder } = await kept()
    const other = { ...streamedReply({}), id: 'replies/other' }
    await store.saveMany([streamedReply({ facts: LATER }), other], { replace: true })
    expect(await store.load('replies/other')).toStrictEqual(other)
    await store.delete('replies/other')
    expect(untouched()).toBe(true)
    expect(Object.keys(contentOf(folder))).toEqual(['replies/angry-customer.json'])
  })

  test('a step that fails does not take it with it', async () => {
    const { store, untouched } = await kept()
    const again = streamedReply({ facts: LATER })
    const work = store.transaction(async (tx) => {
      await tx.save(again, { replace: true })
      await tx.save({ ...again, id: 'Replies/other' })
    })
    await expect(work).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(untouched()).toBe(true)
  })
})

describe('replacing writes the file', () => {
  const later = streamedReply({ facts: LATER })

  test.each<[string, (text: string) => string]>([
    ['when an output is another', (text) => text.replace('We refund you', 'We refund him')],
    [
      'when the stored one was edited by hand and says the same again',
      (text) => text.replace('"2026-01-15T12:00:00.000Z", "exec', '"2026-01-16T12:00:00.000Z", "exec'),
    ],
    ['when its hash is missing', (text) => text.replace(/, "contentHash": "[^"]*"/, '')],
    ['when it has a conflict', (text) => `<<<<<<< HEAD\n${text}`],
    ['when it is no UTF-8 any more', (text) => text.replace('"reply"', '"r\ud800eply"')],
  ])('%s', async (_what, edit) => {
    const { store, untouched } = await kept(edit)
    await store.save(later, { replace: true })
    expect(untouched()).toBe(false)
    expect(await store.load(later.id)).toStrictEqual(later)
    expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  })

  test('when the id of a response is another', async () => {
    const { store, untouched } = await kept((text) => text.replace('req_1', 'req_0'))
    await store.save(later, { replace: true })
    expect(untouched()).toBe(false)
  })

  test('never without being told to', async () => {
    const { store, untouched } = await kept()
    await expect(store.save(streamedReply({}))).rejects.toMatchObject({ code: 'DUPLICATE_ID' })
    expect(untouched()).toBe(true)
  })
})
