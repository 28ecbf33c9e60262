import { isText } from '../foreign-checks.js'
import type { ForeignFields } from '../foreign-fields.js'
import { folderOf, legalId, shortDigest } from '../legal-id.js'
import { writeJson } from '../lossless/write-json.js'

/**
 * The id of a plain record, always the same for the same file: the `id` it has, made legal where it is not (the
 * original then stays in `origin.record`); else `<functionName>/<digest of the line>-<line number>`, so that equal
 * lines of one file stay apart.
 */
export function recordId(
  record: ForeignFields,
  given: unknown,
  functionName: string,
  text: string,
  line: number,
): string {
  if (given === undefined || given === null || given === '') {
    record.dropEmpty('id')
    return `${folderOf(functionName)}/${shortDigest(text)}-${line}`
  }
  const id = legalId(typeof given === 'string' ? given : writeJson(given, 'id'))
  if (id === given) record.take('id', isText)
  return id
}
