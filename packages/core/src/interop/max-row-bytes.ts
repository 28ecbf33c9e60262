/** A row of a source may be as large as a snapshot; a larger one is never read into memory. */
export { MAX_SNAPSHOT_BYTES as MAX_ROW_BYTES } from '../store/refusals.js'
