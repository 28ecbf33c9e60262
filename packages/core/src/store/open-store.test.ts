import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listIdsSync } from './list-ids.js'
import { openStore, type OpenStoreOptions } from './open-store.js'
import { sampleSnapshot } from './testing/sample-snapshot.js'
import { temporaryFolder } from './testing/temporary-folder.js'

describe('openStore', () => {
  test.each(['dir:decisions', 'sqlite:decisions.db', 'sqlite:./deep/../decisions.db', 'memory:'])(
    'opens %s, counting from cwd, and keeps the URL as it was given',
    async (url) => {
      const cwd = temporaryFolder()
      const store = await openStore(url, { cwd })
      expect(store.url).toBe(url)
      await store.save(sampleSnapshot('a'))
      await store.close()
      const path = url === 'memory:' ? [] : [url.startsWith('dir:') ? 'decisions' : 'decisions.db']
      expect(readdirSync(cwd)).toEqual(path)
    },
  )

  test('takes an absolute path for what it is', async () => {
    const folder = temporaryFolder()
    const store = await openStore(`dir:${join(folder, 'x')}`, { cwd: '/nowhere' })
    await store.save(sampleSnapshot('a'))
    expect(readdirSync(folder)).toEqual(['x'])
  })

  test('counts from the working directory by default', async () => {
    const store = await openStore('dir:no-such-folder-of-decisions')
    expect(await store.has('a')).toBe(false)
    expect((await store.health()).ok).toBe(true)
  })

  test.each([
    ['decisions.db', 'has no scheme'],
    ['', 'has no scheme'],
    ['redis://host', '"redis:"'],
    ['C:\\decisions.db', '"C:"'],
    ['dir:', 'has no path'],
    ['sqlite: ', 'has no path'],
    ['memory:shared', 'has a path'],
    ['dir:a\0b', 'NUL'],
    ['sqlite:a\0b', 'NUL'],
    ['sqlite://decisions.db', '"//"'],
    ['sqlite::memory:', 'names a database in memory'],
    [undefined as unknown as string, 'is not a text'],
  ])('refuses %j, naming the known schemes', async (url, why) => {
    const cwd = temporaryFolder()
    const refused = {
      code: 'INVALID_OPTION',
      message: expect.stringMatching(/"dir:.*"sqlite:.*"memory:"/) as string,
    }
    await expect(openStore(url, { cwd })).rejects.toMatchObject(refused)
    await expect(openStore(url, { cwd })).rejects.toThrow(why)
    expect(() => listIdsSync(url, { cwd })).toThrow(expect.objectContaining(refused) as Error)
    expect(readdirSync(cwd)).toEqual([])
  })

  test.each([
    [{ readonly: true }, '"readonly"'],
    [{ readOnly: 'yes' }, 'readOnly'],
    [{ cwd: 3 }, 'cwd'],
    [null, 'not an object'],
  ])('refuses the options %j', async (options, why) => {
    const opening = openStore('memory:', options as OpenStoreOptions)
    await expect(opening).rejects.toMatchObject({ code: 'INVALID_OPTION' })
    await expect(openStore('memory:', options as OpenStoreOptions)).rejects.toThrow(why)
  })

  test('a memory store may be read-only too', async () => {
    const store = await openStore('memory:', { readOnly: true })
    await expect(store.save(sampleSnapshot('a'))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' })
    expect(await store.health()).toEqual({ ok: true, writable: false })
  })
})

describe('listIdsSync', () => {
  test('counts from cwd', () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'decisions'))
    expect(listIdsSync('dir:decisions', { cwd })).toEqual([])
  })

  test('does not list what cannot have anything in it', () => {
    expect(() => listIdsSync('memory:')).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }) as Error)
  })

  test('refuses an option that does not exist', () => {
    expect(() => listIdsSync('dir:x', { function: 'f' } as object)).toThrow('"function"')
  })
})
