import { linkSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../open-store.js'
import { sampleSnapshot } from '../testing/sample-snapshot.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { KnownFolders } from './known-folders.js'

test('a folder is known once a file was found in it, and no other one is', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.json'), '{}')
  const known = new KnownFolders()
  expect(known.has(folder)).toBe(false)

  known.learn(folder, join(folder, 'a.json'))

  expect(known.has(folder)).toBe(true)
  expect(known.has(join(folder, 'deep'))).toBe(false)
})

test('one that does not tell letter case apart is never known', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.json'), '{}')
  // What such a file system shows: one file under both names.
  linkSync(join(folder, 'a.json'), join(folder, 'a.JSON'))
  const known = new KnownFolders()

  known.learn(folder, join(folder, 'a.json'))

  expect(known.has(folder)).toBe(false)
})

test('another file in the other spelling does not matter', (context) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.json'), '{}')
  context.skip(hasOther(folder), 'this file system does not tell letter case apart')
  writeFileSync(join(folder, 'a.JSON'), '{}')
  const known = new KnownFolders()

  known.learn(folder, join(folder, 'a.json'))

  expect(known.has(folder)).toBe(true)
})

function hasOther(folder: string): boolean {
  try {
    writeFileSync(join(folder, 'a.JSON'), '{}', { flag: 'wx' })
    rmSync(join(folder, 'a.JSON'))
    return false
  } catch {
    return true
  }
}

/** A store that has read a file of the folder `x`, so that it knows it. */
async function knowing() {
  const folder = temporaryFolder()
  const store = await openStore(`dir:${folder}`)
  await store.saveMany([sampleSnapshot('x/a'), sampleSnapshot('x/b')])
  await store.load('x/a')
  return { store, path: (id: string) => join(folder, `${id}.json`) }
}

test.each<[string, string, (path: string) => void]>([
  ['no file', 'SNAPSHOT_NOT_FOUND', rmSync],
  [
    'a link to a file outside',
    'STORE_FOREIGN',
    (path) => {
      const outside = join(temporaryFolder(), 'b.json')
      writeFileSync(outside, JSON.stringify(sampleSnapshot('x/b')))
      rmSync(path)
      symlinkSync(outside, path)
    },
  ],
  [
    'a folder',
    'STORE_FOREIGN',
    (path) => {
      rmSync(path)
      mkdirSync(path)
    },
  ],
  ['an empty file', 'STORE_EMPTY_FILE', truncateSync],
  [
    'no UTF-8',
    'STORE_CORRUPT',
    (path) => {
      writeFileSync(path, readFileSync(path, 'utf8').replace('ticket', '\xff'), 'latin1')
    },
  ],
])('in a known folder too, %s is told as %s', async (_what, code, spoil) => {
  const { store, path } = await knowing()
  spoil(path('x/b'))

  await expect(store.load('x/b')).rejects.toMatchObject({ code })
  expect((await store.load('x/a')).id).toBe('x/a')
})

test('in a known folder, each read is of the file as it is now', async () => {
  const { store, path } = await knowing()
  const changed = sampleSnapshot('x/a', { functionName: 'changed' })
  writeFileSync(path('x/a'), `\ufeff${JSON.stringify(changed)}`)

  expect((await store.load('x/a')).functionName).toBe('changed')
})

test('in a known folder, the sign for what is no UTF-8 may stand in a text', async () => {
  const { store } = await knowing()
  const odd = sampleSnapshot('x/odd', { functionName: 'a\ufffdb' })
  await store.save(odd)

  expect(await store.load('x/odd')).toStrictEqual(odd)
})
