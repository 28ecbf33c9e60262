import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closeBaselines } from '../matchers/index.js'
import { setRunSettings } from '../matchers/run-settings.js'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { WorkingDatabase, workingDatabase } from './working-database.js'

const count = (database: WorkingDatabase): number | undefined =>
  database.read((connection) => connection.prepare('SELECT count(*) FROM vectors').pluck().get() as number)

const add = (database: WorkingDatabase, hash: string): void => {
  database.write((connection) => {
    connection
      .prepare('INSERT INTO vectors VALUES (?, ?, 1, ?, 0)')
      .run('m', Buffer.from(hash), Buffer.alloc(4))
  })
}

test('is the one of the root of the run', () => {
  const root = temporaryFolder()
  setRunSettings({ root })
  onTestFinished(() => {
    setRunSettings({})
  })
  expect(workingDatabase().path).toBe(join(root, '.retrial', 'retrial.db'))
  expect(workingDatabase()).toBe(workingDatabase())
  setRunSettings({})
  expect(workingDatabase().path).toBe(join(process.cwd(), '.retrial', 'retrial.db'))
})

test('is made by the first write, not by a read', () => {
  const database = new WorkingDatabase(join(temporaryFolder(), 'a', '.retrial', 'retrial.db'))
  expect(count(database)).toBeUndefined()
  expect(existsSync(database.path)).toBe(false)
  add(database, 'x')
  expect(count(database)).toBe(1)
  // Vectors fit into these pages.
  expect(database.read((connection) => connection.pragma('page_size', { simple: true }))).toBe(16_384)
  database.close()
})

test('leaves a folder of the user as it is', () => {
  const folder = join(temporaryFolder(), '.retrial')
  mkdirSync(folder)
  const database = new WorkingDatabase(join(folder, 'retrial.db'))
  add(database, 'x')
  database.close()
  expect(readdirSync(folder)).toEqual(['retrial.db'])
})

test('a write happens wholly or not at all', () => {
  const database = new WorkingDatabase(join(temporaryFolder(), 'retrial.db'))
  add(database, 'x')
  expect(() => {
    database.write((connection) => {
      connection.exec('DELETE FROM vectors')
      throw new RangeError('no')
    })
  }).toThrow(RangeError)
  expect(count(database)).toBe(1)
  database.close()
})

test('is opened anew after it was closed, as after the last test of a file', async () => {
  const root = temporaryFolder()
  setRunSettings({ root })
  onTestFinished(() => {
    setRunSettings({})
  })
  const database = workingDatabase()
  add(database, 'x')
  expect(readdirSync(join(root, '.retrial'))).toContain('retrial.db-wal')
  await closeBaselines()
  expect(readdirSync(join(root, '.retrial'))).not.toContain('retrial.db-wal')
  expect(count(database)).toBe(1)
  await closeBaselines()
})

test.each([
  ['', 'STORE_EMPTY_FILE'],
  ['x'.repeat(200), 'STORE_CORRUPT'],
])('what is no database of ours is refused', (content, code) => {
  const database = new WorkingDatabase(join(temporaryFolder(), 'retrial.db'))
  writeFileSync(database.path, content)
  const failure: Error = expect.objectContaining({ code })
  expect(() => count(database)).toThrow(failure)
  expect(() => {
    add(database, 'x')
  }).toThrow(failure)
  rmSync(database.path)
  expect(count(database)).toBeUndefined()
})
