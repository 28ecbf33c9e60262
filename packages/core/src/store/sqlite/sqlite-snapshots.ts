import type { SqliteLayout } from './sqlite-layout.js'
import { APPLICATION_ID, VERSIONS } from './sqlite-schema.js'
import { toVersion2 } from './sqlite-to-version-2.js'
import { toVersion3 } from './sqlite-to-version-3.js'

/** A store of snapshots. */
export const SNAPSHOTS: SqliteLayout = {
  applicationId: APPLICATION_ID,
  // Most snapshots fit into one. Of saves together that halves the time; a save by itself takes a tenth longer.
  pageSize: 16 * 1024,
  versions: VERSIONS,
  steps: [toVersion2, toVersion3],
}
