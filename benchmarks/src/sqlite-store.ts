import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type DecisionSnapshot, type SnapshotStore } from '@retrial/core'
import Sqlite, { type Database } from 'better-sqlite3'
import { interleave, type Timing, type Variant } from './interleave.js'
import { samples } from './samples.js'

const BATCH = 1_000
const STORED = 10_000

/** The SQLite store against better-sqlite3 with the same rows in a table with ids only. */
export interface SqliteStoreTimings {
  readonly single: Timing[]
  readonly batched: Timing[]
  readonly reads: Timing[]
  readonly scans: Timing[]
}

export async function sqliteStore(): Promise<SqliteStoreTimings> {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-benchmark-'))
  const raw = rawDatabase(join(folder, 'raw.db'))
  const store = await openStore(`sqlite:${join(folder, 'store.db')}`)
  try {
    const reading = samples(STORED, 'read')
    raw.insertAll(reading)
    for (let at = 0; at < STORED; at += BATCH) await store.saveMany(reading.slice(at, at + BATCH))
    return {
      reads: await reads(raw, store, reading),
      scans: await scans(raw, store),
      single: await saves(raw, store, 1),
      batched: await saves(raw, store, BATCH),
    }
  } finally {
    raw.database.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Raw {
  readonly database: Database
  insert(snapshot: DecisionSnapshot): void
  insertAll(snapshots: readonly DecisionSnapshot[]): void
}

const TABLE = `CREATE TABLE snapshots (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, function_name TEXT NOT NULL,
  model_name TEXT, created_at INTEGER, body TEXT NOT NULL, fingerprint TEXT) STRICT`

function rawDatabase(path: string): Raw {
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.exec(TABLE)
  const statement = database.prepare(
    'INSERT INTO snapshots (id, function_name, model_name, created_at, body, fingerprint) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insert = (snapshot: DecisionSnapshot): void => {
    const { id, functionName, modelParameters, createdAt } = snapshot
    const columns = [
      functionName,
      modelParameters?.modelName,
      Date.parse(createdAt),
      JSON.stringify(snapshot),
    ]
    // As random as a hash of the question.
    statement.run(id, ...columns, randomUUID() + randomUUID())
  }
  const insertAll = database.transaction((snapshots: readonly DecisionSnapshot[]) => {
    for (const snapshot of snapshots) insert(snapshot)
  })
  return { database, insert, insertAll }
}

/** Each variant has ids of its own, and each round new ones. */
async function saves(raw: Raw, store: SnapshotStore, batch: number): Promise<Timing[]> {
  const base = samples(BATCH, 'save')
  let round = 0
  const variant = (name: string, save: (snapshots: DecisionSnapshot[]) => unknown): Variant => ({
    name,
    async run(calls) {
      round++
      const fresh = Array.from({ length: calls }, (_, call) => {
        const snapshot = base[call % base.length]
        return { ...snapshot, id: `save/${batch}/${round}/${call}` } as DecisionSnapshot
      })
      for (let at = 0; at < calls; at += batch) await save(fresh.slice(at, at + batch))
    },
  })
  return interleave(
    [
      variant('better-sqlite3: JSON.stringify, insert', (snapshots) => {
        insertInto(raw, snapshots)
      }),
      variant(batch > 1 ? 'store.saveMany' : 'store.save', (snapshots) => {
        const [only] = snapshots
        return batch > 1 || only === undefined ? store.saveMany(snapshots) : store.save(only)
      }),
    ],
    { calls: 1_000 },
  )
}

function insertInto(raw: Raw, snapshots: DecisionSnapshot[]): void {
  const [first] = snapshots
  if (snapshots.length === 1 && first !== undefined) raw.insert(first)
  else raw.insertAll(snapshots)
}

async function reads(
  { database }: Raw,
  store: SnapshotStore,
  stored: readonly DecisionSnapshot[],
): Promise<Timing[]> {
  const get = database.prepare<[string], string>('SELECT body FROM snapshots WHERE id = ?').pluck()
  const ids = stored.map(({ id }, index) => stored[(index * 7_919) % stored.length]?.id ?? id)
  return interleave(
    [
      {
        name: 'better-sqlite3: get, JSON.parse',
        run: (calls) => {
          for (let call = 0; call < calls; call++) JSON.parse(get.get(ids[call] ?? '') ?? '')
          return Promise.resolve()
        },
      },
      {
        name: 'store.load',
        run: async (calls) => {
          for (let call = 0; call < calls; call++) await store.load(ids[call] ?? '')
        },
      },
    ],
    { calls: 2_000 },
  )
}

async function scans({ database }: Raw, store: SnapshotStore): Promise<Timing[]> {
  const all = database.prepare<[], string>('SELECT body FROM snapshots ORDER BY id').pluck()
  const rows = (name: string, each: (text: string) => unknown): Variant => ({
    name,
    run: () => {
      for (const text of all.iterate()) each(text)
      return Promise.resolve()
    },
  })
  return interleave(
    [
      rows('better-sqlite3: iterate, JSON.parse', JSON.parse),
      rows('better-sqlite3: iterate, text only', (text) => text.length),
      {
        name: 'store.query',
        run: async () => {
          let seen = 0
          for await (const { id } of store.query()) seen += id.length
          if (seen === 0) throw new Error('nothing stored')
        },
      },
      {
        name: 'store.query, one tag',
        run: async () => {
          for await (const { id } of store.query({ tags: { team: 'refunds' } })) if (id === '') return
        },
      },
    ],
    { rounds: 9, calls: STORED },
  )
}
