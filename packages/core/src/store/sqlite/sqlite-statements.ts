import type { Operation, PutOperation } from '../backend.js'
import type { FacetFilter } from '../facets.js'
import { LIMITS } from '../../limits.js'
import { duplicateId, storeChanged } from '../refusals.js'
import { BODY_COLUMNS, packed, textOf, type BodyList, type BodyRow } from './sqlite-body.js'
import type { Database } from './sqlite-database.js'
import { listFacets, removeSnapshot, waitingSql } from './sqlite-facets.js'
import { computeFingerprints } from './sqlite-fingerprints.js'
import { pagesOf } from './sqlite-pages.js'
import { checkVersion } from './sqlite-layout.js'
import { misfiled } from './sqlite-misfiled.js'
import { SNAPSHOTS } from './sqlite-snapshots.js'

const COLUMNS = ['id', 'function_name', 'module_name', 'model_name', 'created_at', 'body', 'packed', 'tags']
const INSERT = `INSERT INTO snapshots (${COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
/** So many snapshots wait at most for their facets to be written; a query reads through those. */
const WAITING = 512

/** A database with what is asked of it, each statement compiled once. */
export type Statements = ReturnType<typeof prepareStatements>

export function prepareStatements(database: Database, url: string) {
  const body = database.prepare<[object], BodyRow>(`SELECT id, ${BODY_COLUMNS} FROM snapshots WHERE id = @id`)
  const id = database.prepare<[string]>('SELECT 1 FROM snapshots WHERE id = ?')
  const lastId = database.prepare<[], string | null>('SELECT max(id) FROM snapshots').pluck()
  const page = pagesOf(database)
  const bodyOf = (wanted: string) => body.get({ id: wanted, maxBytes: LIMITS.snapshotBytes })
  const version = database.prepare('PRAGMA user_version').pluck()
  /** A newer Retrial may have changed the file since it was opened: what it keeps is not known here. */
  const checkStill = (): void => {
    checkVersion(version.get() as number, url, SNAPSHOTS)
  }

  return {
    body: bodyOf,
    has: (wanted: string) => id.get(wanted) !== undefined,
    lastId: () => lastId.get() ?? undefined,
    pageOfIds: (filter: FacetFilter, after: string, limit: number) =>
      page<[id: string]>('id', filter, { after, maxBytes: 0 }, limit),
    pageOfBodies: (filter: FacetFilter, after: string, limit: number) =>
      page<BodyList>(`id, ${BODY_COLUMNS}`, filter, { after, maxBytes: LIMITS.snapshotBytes }, limit),
    misfiled: misfiled(database),
    computeFingerprints: computeFingerprints(database, url, checkStill),
    apply: prepareApply(database, url, { checkStill, bodyOf }),
    close: () => {
      database.close()
    },
  }
}

/** An operation, with the row of its snapshot where one is put. */
interface Ready {
  readonly operation: Operation
  readonly values: readonly unknown[]
}

function prepareApply(
  database: Database,
  url: string,
  { checkStill, bodyOf }: { checkStill: () => void; bodyOf: (id: string) => BodyRow | undefined },
): (operations: readonly Operation[]) => number {
  const insert = database.prepare(INSERT)
  const remove = removeSnapshot(database)
  const list = listFacets(database)
  const countWaiting = database.prepare<[], number>(waitingSql('facets', WAITING)).pluck()
  let waiting = countWaiting.get() ?? 0

  const checkStillRead = ({ id, read }: Operation): void => {
    if (read === undefined) return
    const row = bodyOf(id)
    if (row === undefined || textOf(row, url) !== read) throw storeChanged(id, url)
  }
  const put = ({ id, replace }: PutOperation, values: readonly unknown[]): void => {
    if (replace) remove(id)
    if (insert.run(...values).changes === 0) throw duplicateId(id, url)
    if (++waiting < WAITING) return
    list()
    waiting = 0
  }
  const apply = database.transaction((steps: readonly Ready[]): number => {
    checkStill()
    let deleted = 0
    for (const { operation, values } of steps) {
      checkStillRead(operation)
      if (operation.kind === 'put') put(operation, values)
      else if (remove(operation.id)) deleted++
    }
    return deleted
  })

  // Texts are packed before the lock is taken. Immediate: a transaction that reads before it writes fails at once
  // where it cannot wait for the lock.
  return (operations) => {
    const before = waiting
    try {
      return apply.immediate(operations.map(ready))
    } catch (error) {
      waiting = before
      throw error
    }
  }
}

function ready(operation: Operation): Ready {
  if (operation.kind === 'delete') return { operation, values: [] }
  const { functionName, moduleName, modelName, createdAt, tags } = operation.facets
  const { body, packed: blob } = packed(operation.text)
  const columns = [operation.id, functionName, moduleName ?? null, modelName ?? null, createdAt ?? null]
  return { operation, values: [...columns, body, blob, textTags(tags)] }
}

/** A query asks for texts only, and hardly any tag is something else. */
function textTags(tags: Readonly<Record<string, unknown>>): string | null {
  const values = Object.values(tags)
  if (values.length === 0) return null
  if (values.every((value) => typeof value === 'string')) return JSON.stringify(tags)
  return JSON.stringify(
    Object.fromEntries(Object.entries(tags).filter(([, value]) => typeof value === 'string')),
  )
}
