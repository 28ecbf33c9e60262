/** What the scripts of the tests import. */
export { WorkingDatabase } from '../../working/working-database.js'
export { sqliteVectors } from '../vectors/sqlite-vectors.js'
