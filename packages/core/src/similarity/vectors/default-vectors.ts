import { workingDatabase } from '../../working/working-database.js'
import { sqliteVectors } from './sqlite-vectors.js'
import type { VectorCache } from './vector-cache.js'

let known: VectorCache | undefined

/** The cache in the working database of this run. */
export function defaultVectors(): VectorCache {
  return (known ??= sqliteVectors(workingDatabase))
}
