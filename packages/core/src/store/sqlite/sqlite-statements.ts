import type { Operation, PutOperation } from '../backend.js'
import type { FacetFilter } from '../facets.js'
import { LIMITS } from '../../limits.js'
import { duplicateId } from '../refusals.js'
import { BODY_COLUMNS, packed, type BodyList, type BodyRow } from './sqlite-body.js'
import type { Database } from './sqlite-database.js'
import { pagesOf } from './sqlite-pages.js'
import { checkVersion } from './sqlite-layout.js'
import { SNAPSHOTS } from './sqlite-snapshots.js'

const COLUMNS = [
  'function_name',
  'module_name',
  'model_name',
  'created_at',
  'fingerprint',
  'body',
  'packed',
] as const
const INSERT = `INSERT INTO snapshots (id, ${COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO`
const UPDATE = `UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`

/** A database with what is asked of it, each statement compiled once. */
export type Statements = ReturnType<typeof prepareStatements>

export function prepareStatements(database: Database) {
  const body = database.prepare<[object], BodyRow>(`SELECT id, ${BODY_COLUMNS} FROM snapshots WHERE id = @id`)
  const id = database.prepare<[string]>('SELECT 1 FROM snapshots WHERE id = ?')
  const page = pagesOf(database)

  return {
    body: (wanted: string) => body.get({ id: wanted, maxBytes: LIMITS.snapshotBytes }),
    has: (wanted: string) => id.get(wanted) !== undefined,
    pageOfIds: (filter: FacetFilter, after: string, limit: number) =>
      page<[id: string]>('id', filter, { after, maxBytes: 0 }, limit),
    pageOfBodies: (filter: FacetFilter, after: string, limit: number) =>
      page<BodyList>(`id, ${BODY_COLUMNS}`, filter, { after, maxBytes: LIMITS.snapshotBytes }, limit),
    apply: prepareApply(database),
    close: () => {
      database.close()
    },
  }
}

/** A snapshot as it goes into its row, and its tags. */
interface ReadyPut {
  readonly put: PutOperation
  readonly values: readonly unknown[]
}

function prepareApply(database: Database): (url: string, operations: readonly Operation[]) => number {
  const insert = database.prepare(`${INSERT} NOTHING`)
  const replace = database.prepare(`${INSERT} ${UPDATE}`)
  const remove = database.prepare('DELETE FROM snapshots WHERE id = ?')
  const addTag = database.prepare('INSERT OR IGNORE INTO snapshot_tags (id, name, value) VALUES (?, ?, ?)')
  const removeTags = database.prepare('DELETE FROM snapshot_tags WHERE id = ?')
  const version = database.prepare('PRAGMA user_version').pluck()

  const put = (url: string, { put: { id, facets, replace: may }, values }: ReadyPut): void => {
    if ((may ? replace : insert).run(id, ...values).changes === 0) throw duplicateId(id, url)
    if (may) removeTags.run(id)
    for (const name of Object.keys(facets.tags)) {
      const value: unknown = facets.tags[name]
      // A query asks for texts only.
      if (typeof value === 'string') addTag.run(id, name, value)
    }
  }
  const apply = database.transaction((url: string, steps: readonly (ReadyPut | string)[]): number => {
    // A newer Retrial may have changed the file since it was opened: what it keeps is not known here.
    checkVersion(version.get() as number, url, SNAPSHOTS)
    let deleted = 0
    for (const step of steps) {
      if (typeof step === 'string') {
        deleted += remove.run(step).changes
        removeTags.run(step)
      } else put(url, step)
    }
    return deleted
  })

  // Texts are packed before the lock is taken. Immediate: a transaction that reads before it writes fails at once
  // where it cannot wait for the lock.
  return (url, operations) =>
    apply.immediate(
      url,
      operations.map((operation) => (operation.kind === 'delete' ? operation.id : ready(operation))),
    )
}

function ready(put: PutOperation): ReadyPut {
  const { functionName, moduleName, modelName, createdAt, fingerprint } = put.facets
  const { body, packed: blob } = packed(put.text)
  const columns = [functionName, moduleName ?? null, modelName ?? null, createdAt ?? null, fingerprint]
  return { put, values: [...columns, body, blob] }
}
