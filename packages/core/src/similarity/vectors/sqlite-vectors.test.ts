import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import type BetterSqlite3 from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../../store/testing/temporary-folder.js'
import { bundled } from '../../testing/bundled.js'
import { WorkingDatabase } from '../../working/working-database.js'
import { embeddingScorer } from '../embedding-scorer.js'
import { letterEmbedder } from '../testing/letter-embedder.js'
import { sqliteVectors, type SqliteVectorsOptions } from './sqlite-vectors.js'
import type { VectorCache, Vectors } from './vector-cache.js'

const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof BetterSqlite3

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Of length 1, and different for each number. */
function vectorOf(seed: number, dimensions = 8): Float32Array {
  const numbers = Array.from({ length: dimensions }, (_, index) => Math.sin(1 + seed + index))
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (number) => number / length)
}

function vectorsOf(...seeds: number[]): Vectors {
  return new Map(seeds.map((seed) => [hashOf(String(seed)), vectorOf(seed)]))
}

let bundle: Promise<string> | undefined

/** A script that has the cache at hand. */
async function scriptOf(body: string): Promise<string> {
  bundle ??= bundled(new URL('../testing/in-process.ts', import.meta.url), ['esm'])
  const url = pathToFileURL(join(await bundle, 'in-process.mjs')).href
  const script = join(temporaryFolder(), 'script.mjs')
  writeFileSync(script, `import { WorkingDatabase, sqliteVectors } from '${url}'\n${body}`)
  return script
}

/** A process, and the whole lines that it wrote until it ended. */
function linesOf(script: string, args: readonly string[]) {
  const child: ChildProcessByStdio<null, Readable, null> = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more))
  const lines = new Promise<string[]>((resolve) => {
    child.once('close', () => {
      resolve(text.split('\n').slice(0, -1))
    })
  })
  return { child, lines }
}

interface Opened {
  readonly path: string
  readonly folder: string
  readonly cache: VectorCache
  readonly database: WorkingDatabase
  /** What it said when it could not use the database. */
  readonly said: string[]
}

function open(root: string = temporaryFolder(), options: SqliteVectorsOptions = {}): Opened {
  const folder = join(root, '.retrial')
  const path = join(folder, 'retrial.db')
  const database = new WorkingDatabase(path)
  onTestFinished(() => {
    database.close()
  })
  const said: string[] = []
  const cache = sqliteVectors(() => database, { onUnusable: ({ code }) => said.push(code), ...options })
  return { path, folder, cache, database, said }
}

const heldBy = ({ cache }: Opened, model: string, ...seeds: number[]): number[] => {
  const found = cache.get(
    model,
    seeds.map((seed) => hashOf(String(seed))),
  )
  return seeds.filter((seed) => {
    const vector = found.get(hashOf(String(seed)))
    if (vector !== undefined) expect(vector).toStrictEqual(vectorOf(seed))
    return vector !== undefined
  })
}

describe('keeps vectors', () => {
  test('bit by bit, by model, for the next process', () => {
    const first = open()
    first.cache.put('m', vectorsOf(1, 2))
    first.cache.put('n', vectorsOf(3))
    expect(heldBy(first, 'm', 1, 2, 3)).toEqual([1, 2])
    first.database.close()
    const second = open(join(first.folder, '..'))
    expect(heldBy(second, 'm', 2, 3, 1)).toEqual([2, 1])
    expect(heldBy(second, 'n', 1, 3)).toEqual([3])
    expect([...first.said, ...second.said]).toEqual([])
  })

  test('in a database that the first write makes, in a folder that git passes over', () => {
    const opened = open()
    expect(heldBy(opened, 'm', 1)).toEqual([])
    expect(existsSync(opened.folder)).toBe(false)
    opened.cache.put('m', vectorsOf(1))
    expect(readFileSync(join(opened.folder, '.gitignore'), 'utf8')).toBe('*\n')
    opened.database.close()
    expect(readdirSync(opened.folder).sort()).toEqual(['.gitignore', 'retrial.db'])
  })

  test('in the shape that is documented', () => {
    const opened = open()
    opened.cache.put('m', vectorsOf(1))
    opened.database.close()
    const file = new Sqlite(opened.path, { readonly: true })
    const row = file.prepare('SELECT * FROM vectors').get() as Record<string, unknown>
    file.close()
    expect(row).toEqual({
      model: 'm',
      hash: Buffer.from(hashOf('1'), 'hex'),
      dimensions: 8,
      vector: expect.any(Buffer),
      created_at: expect.any(Number),
    })
    const bytes = row['vector'] as Buffer
    expect(Array.from({ length: 8 }, (_, index) => bytes.readFloatLE(4 * index))).toEqual([...vectorOf(1)])
  })

  test('and no text', async () => {
    const opened = open()
    const scorer = embeddingScorer(letterEmbedder({ id: 'letters' }), { cache: opened.cache })
    await scorer.score([{ recorded: 'sesame opens this', replayed: 'another hidden word' }])
    opened.database.close()
    const bytes = readFileSync(opened.path).toString('latin1')
    expect(bytes).toContain('letters')
    expect(bytes).not.toMatch(/sesame|opens|hidden|word/)
  })

  test('the newer of two', () => {
    const opened = open()
    opened.cache.put('m', vectorsOf(1))
    opened.cache.put('m', new Map([[hashOf('1'), vectorOf(9)]]))
    expect(opened.cache.get('m', [hashOf('1')]).get(hashOf('1'))).toStrictEqual(vectorOf(9))
  })
})

describe('the oldest go', () => {
  test('beyond the limit, which counts the numbers of all models', async () => {
    const opened = open(undefined, { limit: 80 })
    for (let seed = 0; seed < 200; seed++) {
      opened.cache.put(seed % 2 === 0 ? 'm' : 'n', vectorsOf(seed))
      // Time is what tells old from new.
      if (seed % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const left = heldBy(opened, 'm', ...Array.from({ length: 200 }, (_, seed) => seed))
    const others = heldBy(opened, 'n', ...Array.from({ length: 200 }, (_, seed) => seed))
    expect(left).not.toContain(0)
    expect(left).toContain(198)
    expect(others).toContain(199)
    // It is looked at every 64 writes.
    expect(left.length + others.length).toBeLessThan(64 + 10 + 20)
  })

  test('and none below it', () => {
    // With the 65th write it is looked at for the second time.
    const opened = open(undefined, { limit: 8 * 65 })
    for (let seed = 0; seed < 65; seed++) opened.cache.put('m', vectorsOf(seed))
    expect(heldBy(opened, 'm', ...Array.from({ length: 65 }, (_, seed) => seed))).toHaveLength(65)
  })
})

/** Puts a file where the database would be. */
const IN_THE_WAY: [string, string, (path: string) => Promise<void> | void][] = [
  [
    '0 bytes',
    'STORE_EMPTY_FILE',
    (path) => {
      writeFileSync(path, '')
    },
  ],
  [
    'a text',
    'STORE_CORRUPT',
    (path) => {
      writeFileSync(path, 'notes\n'.repeat(100))
    },
  ],
  [
    'the database of another program',
    'STORE_FOREIGN',
    (path) => {
      const other = new Sqlite(path)
      other.exec('CREATE TABLE vectors (model, hash, dimensions, vector, created_at)')
      other.close()
    },
  ],
  [
    'a store of snapshots',
    'STORE_FOREIGN',
    async (path) => {
      const store = await openStore(`sqlite:${path}`)
      await store.save(sampleSnapshot('a'))
      await store.close()
    },
  ],
  [
    'half a database',
    'STORE_CORRUPT',
    (path) => {
      half(path)
    },
  ],
  [
    'a database of a later version',
    'STORE_TOO_NEW',
    (path) => {
      altered(path, 'PRAGMA user_version = 99')
    },
  ],
  [
    'a database with a trigger',
    'STORE_UNSAFE_SCHEMA',
    (path) => {
      altered(path, 'CREATE TRIGGER t AFTER INSERT ON vectors BEGIN DELETE FROM vectors; END')
    },
  ],
  [
    'a folder',
    'STORE_FOREIGN',
    (path) => {
      mkdirSync(path)
    },
  ],
]

function altered(path: string, sql: string): void {
  made(path)
  const file = new Sqlite(path)
  file.exec(sql)
  file.close()
}

function half(path: string): void {
  made(path)
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.subarray(0, bytes.length / 2))
}

function made(path: string): void {
  const database = new WorkingDatabase(path)
  const cache = sqliteVectors(() => database)
  cache.put('m', vectorsOf(...Array.from({ length: 400 }, (_, seed) => seed)))
  database.close()
}

describe('what cannot be used is left as it is, said once, and done without', () => {
  test.each(IN_THE_WAY)('%s: %s', async (_what, code, prepare) => {
    const opened = open()
    mkdirSync(opened.folder)
    await prepare(opened.path)
    const before = contentOf(opened.folder)
    expect(heldBy(opened, 'm', 1)).toEqual([])
    opened.cache.put('m', vectorsOf(1))
    expect(heldBy(opened, 'm', 1)).toEqual([1])
    expect(opened.said).toEqual([code])
    expect(contentOf(opened.folder)).toEqual(before)
  })

  test('a file in place of the folder', () => {
    const opened = open()
    writeFileSync(opened.folder, 'mine')
    expect(heldBy(opened, 'm', 1)).toEqual([])
    opened.cache.put('m', vectorsOf(1))
    expect(heldBy(opened, 'm', 1)).toEqual([1])
    expect(opened.said).toEqual(['STORE_FOREIGN'])
    expect(readFileSync(opened.folder, 'utf8')).toBe('mine')
  })

  test('a row that is no vector is computed anew', () => {
    const opened = open()
    opened.cache.put('m', vectorsOf(1, 2, 3, 4))
    opened.database.write((connection) => {
      const update = connection.prepare('UPDATE vectors SET vector = ?, dimensions = ? WHERE hash = ?')
      update.run(Buffer.alloc(32), 8, Buffer.from(hashOf('1'), 'hex'))
      update.run(Buffer.alloc(31), 8, Buffer.from(hashOf('2'), 'hex'))
      update.run(Buffer.alloc(32, 0xff), 8, Buffer.from(hashOf('3'), 'hex'))
    })
    expect(heldBy(opened, 'm', 1, 2, 3, 4)).toEqual([4])
  })

  test('by default as a warning of the process', async () => {
    const opened = open()
    mkdirSync(opened.folder)
    writeFileSync(opened.path, '')
    const warned = new Promise<Error & { code?: string }>((resolve) => process.once('warning', resolve))
    sqliteVectors(() => opened.database).get('m', [hashOf('1')])
    expect(await warned).toMatchObject({
      name: 'RetrialWarning',
      code: 'STORE_EMPTY_FILE',
      message: expect.stringMatching(/retrial\.db is not used as a cache of vectors/),
    })
  })

  test('while somebody else writes it goes on in memory, and is back afterwards', () => {
    const opened = open()
    opened.cache.put('m', vectorsOf(1))
    const other = new Sqlite(opened.path)
    other.exec('BEGIN IMMEDIATE')
    opened.cache.put('m', vectorsOf(2))
    expect(heldBy(opened, 'm', 1, 2)).toEqual([1, 2])
    other.exec('COMMIT')
    other.close()
    opened.cache.put('m', vectorsOf(3))
    opened.database.close()
    const next = open(join(opened.folder, '..'))
    expect(heldBy(next, 'm', 1, 2, 3)).toEqual([1, 3])
    expect(opened.said).toEqual([])
  })
})

describe('a folder that may only be read', () => {
  /** Root writes wherever the file system lets it. */
  const isRoot = process.getuid?.() === 0

  test.skipIf(isRoot)('is read, and new vectors stay in memory (not as root)', () => {
    const first = open()
    first.cache.put('m', vectorsOf(1))
    first.database.close()
    chmodSync(first.path, 0o400)
    chmodSync(first.folder, 0o500)
    onTestFinished(() => {
      chmodSync(first.folder, 0o700)
    })
    const before = contentOf(first.folder)
    const second = open(join(first.folder, '..'))
    expect(heldBy(second, 'm', 1, 2)).toEqual([1])
    second.cache.put('m', vectorsOf(2))
    expect(heldBy(second, 'm', 1, 2)).toEqual([1, 2])
    expect(second.said).toEqual([])
    expect(contentOf(first.folder)).toEqual(before)
  })

  test.skipIf(isRoot)('without a database: all stays in memory (not as root)', () => {
    const root = temporaryFolder()
    chmodSync(root, 0o500)
    const opened = open(root)
    opened.cache.put('m', vectorsOf(1))
    expect(heldBy(opened, 'm', 1)).toEqual([1])
    expect(opened.said).toEqual([])
    expect(readdirSync(root)).toEqual([])
  })

  const inOwnMounts = (line: string) => spawnSync('unshare', ['-rm', 'sh', '-ec', line], { encoding: 'utf8' })
  const canMount = inOwnMounts(`mount -t tmpfs tmpfs /mnt`).status === 0

  test.skipIf(!canMount)('on a disk that may only be read (needs unshare and mount)', async () => {
    const script = await scriptOf(`
      const [, , root] = process.argv
      const database = new WorkingDatabase(root + '/.retrial/retrial.db')
      const said = []
      const cache = sqliteVectors(() => database, { onUnusable: ({ code }) => said.push(code) })
      const held = cache.get('m', ['01'.repeat(32)]).size
      cache.put('m', new Map([['02'.repeat(32), new Float32Array([1])]]))
      console.log(JSON.stringify({ held, after: cache.get('m', ['02'.repeat(32)]).size, said }))
    `)
    const first = open()
    first.cache.put('m', new Map([['01'.repeat(32), new Float32Array([1])]]))
    first.database.close()
    const root = join(first.folder, '..')
    const run = inOwnMounts(
      `mount --bind '${root}' '${root}'; mount -o remount,bind,ro '${root}'; exec '${process.execPath}' '${script}' '${root}'`,
    )
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({ held: 1, after: 1, said: [] })
    expect(readdirSync(first.folder).sort()).toEqual(['.gitignore', 'retrial.db'])
  })
})

describe('several processes', () => {
  const WRITE = `
    import { writeSync } from 'node:fs'
    const [, , root, owner, count] = process.argv
    const database = new WorkingDatabase(root + '/.retrial/retrial.db')
    const cache = sqliteVectors(() => database)
    const vector = new Float32Array([0.6, 0.8])
    for (let index = 0; index < Number(count); index++) {
      const hash = (owner + index.toString(16).padStart(6, '0')).padEnd(64, '0')
      cache.put('m', new Map([[hash, vector]]))
      writeSync(1, hash + '\\n')
    }
    database.close()
  `

  test('write at once, and from nothing', { timeout: 120_000 }, async () => {
    const script = await scriptOf(WRITE)
    const root = temporaryFolder()
    const written = await Promise.all(
      ['a', 'b', 'c'].map((owner) => linesOf(script, [root, owner, '40']).lines),
    )
    const hashes = written.flat()
    expect(hashes).toHaveLength(120)
    const { cache, said } = open(root)
    // One may have waited too long for a lock on a busy machine: then it kept its vector in memory.
    expect(cache.get('m', hashes).size).toBeGreaterThan(100)
    expect(said).toEqual([])
  })

  test('are ended at any time, and what was written is there', { timeout: 120_000 }, async () => {
    const script = await scriptOf(WRITE)
    const root = temporaryFolder()
    for (const [round, owner] of ['a', 'b', 'c', 'd'].entries()) {
      const { child, lines } = linesOf(script, [root, owner, '100000'])
      let seen = 0
      child.stdout.on('data', (text: string) => {
        seen += text.split('\n').length - 1
        if (seen > 10 + 7 * round) child.kill('SIGKILL')
      })
      const hashes = await lines
      expect(hashes.length).toBeGreaterThan(10)
      const { cache, database, said } = open(root)
      expect(cache.get('m', hashes).size).toBe(hashes.length)
      expect(said).toEqual([])
      database.close()
    }
  })
})
