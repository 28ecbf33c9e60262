import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../open-store.js'
import { sampleSnapshot } from '../testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../testing/temporary-folder.js'
import { checkNoLogIsLeft } from './sqlite-left-log.js'

/** A folder as a run that was killed leaves it, from which somebody then took the database alone. */
async function withLogOnly() {
  const folder = temporaryFolder()
  const path = join(folder, 'decisions.db')
  const kept = join(temporaryFolder(), 'kept')
  const store = await openStore(`sqlite:${path}`)
  await store.saveMany(Array.from({ length: 50 }, (_, index) => sampleSnapshot(`n/${index}`)))
  copyFileSync(`${path}-wal`, kept)
  await store.close()
  copyFileSync(path, `${kept}.db`)
  rmSync(path)
  copyFileSync(kept, `${path}-wal`)
  return { folder, path, database: `${kept}.db`, url: `sqlite:${path}` }
}

test('no database is made beside the log of one that is gone', async () => {
  const { folder, path, url } = await withLogOnly()
  const before = contentOf(folder)
  const store = await openStore(url)

  await expect(store.save(sampleSnapshot('new'))).rejects.toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringMatching(
      /decisions\.db is gone.*-wal is still there.*Put the file back.*-shm/s,
    ) as string,
  })
  expect(contentOf(folder)).toEqual(before)
  expect(existsSync(path)).toBe(false)
  await store.close()
})

test('the file beside it again, all is there', async () => {
  const { path, url, database } = await withLogOnly()
  copyFileSync(database, path)
  const store = await openStore(url)
  expect(await store.verify()).toEqual({ checked: 50, problems: [] })
  await store.close()
})

test('without the log a new one is made', async () => {
  const { path, url } = await withLogOnly()
  rmSync(`${path}-wal`)
  const store = await openStore(url)
  await store.save(sampleSnapshot('new'))
  expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  await store.close()
})

test('an empty log holds nothing', async () => {
  const { path, url } = await withLogOnly()
  writeFileSync(`${path}-wal`, '')
  const store = await openStore(url)
  await store.save(sampleSnapshot('new'))
  expect(await store.verify()).toEqual({ checked: 1, problems: [] })
  await store.close()
  expect(readFileSync(path).length).toBeGreaterThan(0)
})

test('a database that another process has just made has its log beside it', async () => {
  const { path, database } = await withLogOnly()
  expect(() => {
    checkNoLogIsLeft(path)
  }).toThrow('is gone')
  copyFileSync(database, path)
  checkNoLogIsLeft(path)
})
