import { createRequire } from 'node:module'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors.js'
import { explaining, ifPresent, storeFailure } from './failure.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3
const coded = (code: string): Error => Object.assign(new Error(`failed with ${code}`), { code })

describe('storeFailure', () => {
  test.each([
    ['SQLITE_BUSY', 'STORE_BUSY'],
    ['SQLITE_BUSY_SNAPSHOT', 'STORE_BUSY'],
    ['SQLITE_FULL', 'STORE_FULL'],
    ['SQLITE_IOERR_WRITE', 'STORE_FULL'],
    ['SQLITE_IOERR_FSYNC', 'STORE_FULL'],
    ['SQLITE_IOERR_DIR_FSYNC', 'STORE_FULL'],
    ['SQLITE_IOERR_TRUNCATE', 'STORE_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'STORE_FULL'],
    ['ENOSPC', 'STORE_FULL'],
    ['EFBIG', 'STORE_FULL'],
    ['SQLITE_READONLY_DBMOVED', 'STORE_READ_ONLY'],
    ['SQLITE_CANTOPEN', 'STORE_READ_ONLY'],
    ['EACCES', 'STORE_READ_ONLY'],
    ['SQLITE_CORRUPT_VTAB', 'STORE_CORRUPT'],
    ['SQLITE_NOTADB', 'STORE_CORRUPT'],
    ['SQLITE_IOERR_READ', 'STORE_CORRUPT'],
    ['SQLITE_IOERR_SHORT_READ', 'STORE_CORRUPT'],
    ['SQLITE_IOERR_CORRUPTFS', 'STORE_CORRUPT'],
    ['ENOTDIR', 'STORE_FOREIGN'],
  ])('tells %s as %s, with what failed and why', (code, storeCode) => {
    const error = coded(code)
    expect(storeFailure(error, 'read dir:d')).toMatchObject({
      code: storeCode,
      message: expect.stringContaining(`Could not read dir:d: failed with ${code} (${code}). `) as string,
      cause: error,
    })
  })

  test.each([
    new TypeError('mistake'),
    coded('SQLITE_ERROR'),
    new UsageError('DUPLICATE_ID', 'taken'),
    'text',
    null,
  ])('leaves %s as it is', (error) => {
    expect(storeFailure(error, 'read')).toBe(error)
  })

  test('knows a full database of SQLite itself', () => {
    const database = new Sqlite(':memory:')
    database.pragma('max_page_count = 2')
    const fill = () => database.exec(`CREATE TABLE t AS SELECT printf('%.*c', 100000, 'x')`)
    expect(() => explaining('write', fill)).toThrow(expect.objectContaining({ code: 'STORE_FULL' }) as Error)
    database.close()
  })
})

test('ifPresent gives undefined only for what does not exist', () => {
  const failWith = (code: string) => (): number => {
    throw coded(code)
  }
  expect(ifPresent(() => 1)).toBe(1)
  expect(ifPresent(failWith('ENOENT'))).toBeUndefined()
  expect(ifPresent(failWith('ENOTDIR'))).toBeUndefined()
  expect(() => ifPresent(failWith('EACCES'))).toThrow('EACCES')
})
