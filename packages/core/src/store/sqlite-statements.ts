import type { Operation } from './backend.js'
import type { FacetFilter } from './facets.js'
import { duplicateId, MAX_SNAPSHOT_BYTES, tooLarge } from './refusals.js'
import type { Database } from './sqlite-database.js'

const COLUMNS = ['function_name', 'module_name', 'model_name', 'created_at', 'body'] as const
const INSERT = `INSERT INTO snapshots (id, ${COLUMNS.join(', ')}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO`
const UPDATE = `UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`
// The length is known without reading the text, so a text that is too long never reaches memory.
const BODY = `octet_length(body) AS bytes, CASE WHEN octet_length(body) <= ${MAX_SNAPSHOT_BYTES} THEN body END AS body`

const CONDITIONS = {
  functionName: 'function_name = @functionName',
  moduleName: 'module_name = @moduleName',
  modelName: 'model_name = @modelName',
  from: 'created_at >= @from',
  until: 'created_at < @until',
} satisfies Record<keyof FacetFilter, string>

export interface BodyRow {
  readonly id: string
  readonly bytes: number
  readonly body: string | null
}

/** A database with what is asked of it, each statement compiled once. */
export type Statements = ReturnType<typeof prepareStatements>

export function prepareStatements(database: Database) {
  const body = database.prepare<[string], BodyRow>(`SELECT id, ${BODY} FROM snapshots WHERE id = ?`)
  const id = database.prepare<[string]>('SELECT 1 FROM snapshots WHERE id = ?')
  const insert = database.prepare(`${INSERT} NOTHING`)
  const replace = database.prepare(`${INSERT} ${UPDATE}`)
  const remove = database.prepare('DELETE FROM snapshots WHERE id = ?')
  const pages = new Map<string, ReturnType<Database['prepare']>>()

  const page = <Row>(columns: string, filter: FacetFilter, after: string, limit: number): Iterable<Row> => {
    const given = Object.fromEntries(
      Object.entries(filter).filter(([, condition]) => condition !== undefined),
    )
    const conditions = Object.keys(given).map((key) => CONDITIONS[key as keyof FacetFilter])
    const sql = `SELECT ${columns} FROM snapshots WHERE ${['id > @after', ...conditions].join(' AND ')} ORDER BY id LIMIT ${limit}`
    const statement = pages.get(sql) ?? database.prepare(sql)
    pages.set(sql, statement)
    return statement.iterate({ ...given, after }) as Iterable<Row>
  }

  const apply = database.transaction((url: string, operations: readonly Operation[]): number => {
    let deleted = 0
    for (const operation of operations) {
      if (operation.kind === 'delete') {
        deleted += remove.run(operation.id).changes
        continue
      }
      const { functionName, moduleName, modelName, createdAt } = operation.facets
      const write = operation.replace ? replace : insert
      const values = [functionName, moduleName ?? null, modelName ?? null, createdAt ?? null, operation.text]
      if (write.run(operation.id, ...values).changes === 0) throw duplicateId(operation.id, url)
    }
    return deleted
  })

  return {
    body: (wanted: string) => body.get(wanted),
    has: (wanted: string) => id.get(wanted) !== undefined,
    pageOfIds: (filter: FacetFilter, after: string, limit: number) =>
      page<{ id: string }>('id', filter, after, limit),
    pageOfBodies: (filter: FacetFilter, after: string, limit: number) =>
      page<BodyRow>(`id, ${BODY}`, filter, after, limit),
    // Immediate: a transaction that reads before it writes fails at once where it cannot wait for the lock.
    apply: (url: string, operations: readonly Operation[]) => apply.immediate(url, operations),
    close: () => {
      database.close()
    },
  }
}

/** @throws ValueError `LIMIT_EXCEEDED` when the text was too long to be read. */
export function textOf({ id, bytes, body }: BodyRow, url: string): string {
  if (body === null) throw tooLarge(id, url, bytes)
  return body
}
