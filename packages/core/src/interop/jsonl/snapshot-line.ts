import { encode } from '../../snapshot/encode.js'
import { serializeSnapshot } from '../../snapshot/serialize.js'
import { isTagLike } from '../../snapshot/tags.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { restoreLexemes } from '../lossless/restore-lexemes.js'
import { writeJson } from '../lossless/write-json.js'

/** A snapshot on one line, its imported numbers with the text they had. It reads as the same snapshot. */
export function snapshotLine(snapshot: DecisionSnapshot): string {
  const lexemes = snapshot.origin?.lexemes
  if (lexemes === undefined) return serializeSnapshot(snapshot)
  return writeJson(restoreLexemes(encode(snapshot, 'snapshot'), lexemes, memberName), 'snapshot')
}

/** Stored objects that look like a tag have a `$` more than the recorded ones. */
function memberName(key: string, siblings: number): string {
  return siblings === 0 && key.startsWith('$$') && isTagLike(key) ? key.slice(1) : key
}
