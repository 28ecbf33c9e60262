import type { SqliteLayout } from './sqlite-layout.js'
import { APPLICATION_ID, VERSIONS } from './sqlite-schema.js'
import { toVersion2 } from './sqlite-to-version-2.js'

/** A store of snapshots. */
export const SNAPSHOTS: SqliteLayout = {
  applicationId: APPLICATION_ID,
  versions: VERSIONS,
  steps: [toVersion2],
}
