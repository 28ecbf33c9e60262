import { endianness } from 'node:os'
import { wallClock } from '../../timers.js'
import type { WorkingDatabase } from '../../working/working-database.js'
import { memoryVectors } from './memory-vectors.js'
import type { VectorCache, Vectors } from './vector-cache.js'

/** Numbers of all vectors together: 32 MiB. Every process that opens the database checks all of it. */
const DEFAULT_LIMIT = 8 * 1024 * 1024
/** What is left when it was too much, so that not every write has to throw out some. */
const KEPT = 0.75
/** Writes between two looks at how much there is. */
const WRITES_UNCHECKED = 64

interface Row {
  readonly dimensions: number
  readonly vector: Buffer
}

interface Failure {
  readonly code: string
  readonly message: string
}

export interface SqliteVectorsOptions {
  /** Numbers of all vectors together; beyond it the oldest go. Default 8 Mi, which is 32 MiB. */
  readonly limit?: number
  /** Called once, when the database cannot be used. Default: a process warning. */
  readonly onUnusable?: (error: Failure, path: string) => void
}

/**
 * Vectors in the working database. Where that cannot be used this says so once and goes on in memory; the file is left
 * as it is.
 *
 * @param databaseOf the database as it is now: the root of a run is set after modules are loaded.
 */
export function sqliteVectors(
  databaseOf: () => WorkingDatabase,
  options: SqliteVectorsOptions = {},
): VectorCache {
  const { limit = DEFAULT_LIMIT, onUnusable = warnOfUnusable } = options
  const memory = memoryVectors()
  let usable = true
  let writes = 0

  /** Undefined where the database does not answer. */
  const trying = <T>(work: (database: WorkingDatabase) => T, tolerated: readonly string[]): T | undefined => {
    if (!usable) return undefined
    const database = databaseOf()
    try {
      return work(database)
    } catch (error) {
      const { code = 'UNKNOWN' } = error as { code?: string }
      if (tolerated.includes(code)) return undefined
      usable = false
      onUnusable({ code, message: (error as Error).message }, database.path)
      return undefined
    }
  }

  return {
    get(model, hashes) {
      const held = new Map(memory.get(model, hashes))
      const others = hashes.filter((hash) => !held.has(hash))
      const found = trying((database) => database.read(select(model, others)), ['STORE_BUSY'])
      for (const [hash, vector] of found ?? []) held.set(hash, vector)
      return held
    },
    put(model, vectors) {
      const kept = trying(
        (database) => {
          database.write((connection) => {
            insert(connection, model, vectors)
            if (writes++ % WRITES_UNCHECKED === 0) throwOutOldest(connection, limit)
          })
          return true
        },
        // Somebody else is writing, for the moment; or what is there may be read, in a CI job say.
        ['STORE_BUSY', 'STORE_READ_ONLY'],
      )
      if (kept !== true) memory.put(model, vectors)
    },
  }
}

type Connection = Parameters<Parameters<WorkingDatabase['write']>[0]>[0]

/** Compiled once for each connection. */
const statements = new WeakMap<Connection, ReturnType<typeof prepare>>()

function prepare(connection: Connection) {
  return {
    select: connection.prepare<[string, Buffer], Row>(
      'SELECT dimensions, vector FROM vectors WHERE model = ? AND hash = ?',
    ),
    insert: connection.prepare(
      'INSERT OR REPLACE INTO vectors (model, hash, dimensions, vector, created_at) VALUES (?, ?, ?, ?, ?)',
    ),
  }
}

function prepared(connection: Connection): ReturnType<typeof prepare> {
  const known = statements.get(connection) ?? prepare(connection)
  statements.set(connection, known)
  return known
}

function select(model: string, hashes: readonly string[]) {
  return (connection: Connection): Vectors => {
    const found = new Map<string, Float32Array>()
    for (const hash of hashes) {
      const row = prepared(connection).select.get(model, Buffer.from(hash, 'hex'))
      const vector = row === undefined ? undefined : vectorOf(row)
      if (vector !== undefined) found.set(hash, vector)
    }
    return found
  }
}

function insert(connection: Connection, model: string, vectors: Vectors): void {
  const now = wallClock()
  for (const [hash, vector] of vectors) {
    const row = [model, Buffer.from(hash, 'hex'), vector.length, bytesOf(vector), now]
    prepared(connection).insert.run(...row)
  }
}

function throwOutOldest(connection: Connection, limit: number): void {
  const total = connection.prepare<[], number>('SELECT total(dimensions) FROM vectors').pluck().get() ?? 0
  if (total <= limit) return
  connection
    .prepare(
      `DELETE FROM vectors WHERE created_at <= (
        SELECT max(created_at) FROM (
          SELECT created_at, sum(dimensions) OVER (ORDER BY created_at DESC) AS newer FROM vectors
        ) WHERE newer > ?
      )`,
    )
    .run(limit * KEPT)
}

/** Undefined for a row that is not a vector of length 1: it is computed anew. */
function vectorOf({ dimensions, vector: bytes }: Row): Float32Array | undefined {
  if (bytes.byteLength !== 4 * dimensions) return undefined
  const vector = new Float32Array(new Uint8Array(swapped(bytes)).buffer)
  const square = vector.reduce((sum, number) => sum + number * number, 0)
  return Math.abs(square - 1) < 1e-3 ? vector : undefined
}

function bytesOf(vector: Float32Array): Buffer {
  return swapped(Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))
}

/** Little-endian on disk, whatever the machine is. */
function swapped(bytes: Buffer): Buffer {
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32()
}

function warnOfUnusable({ code, message }: Failure, path: string): void {
  process.emitWarning(
    `${path} is not used as a cache of vectors, which are computed anew in every run: ${message} It holds nothing that cannot be computed again.`,
    { type: 'RetrialWarning', code },
  )
}
