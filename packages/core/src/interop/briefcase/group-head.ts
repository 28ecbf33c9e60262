import { isObject, isText } from '../foreign-checks.js'
import { isTime } from '../is-time.js'
import type { ForeignJson } from '../lossless/parse-lossless.js'
import { writeJson } from '../lossless/write-json.js'
import type { SnapshotRecord } from './sink.js'

/** A snapshot of briefcase without its decisions: what goes into its row, and the text around them. */
export interface GroupHead extends Omit<SnapshotRecord, 'text'> {
  readonly before: string
  readonly after: string
}

type Fields = Readonly<Record<string, unknown>>

/** @param timestamp taken where the metadata tells no time. */
export function groupHead(metadata: Fields, type: string, rest: Fields, timestamp: string): GroupHead {
  const textIn = (key: string): string | null => {
    const value = metadata[key] as ForeignJson | undefined
    return isText(value) ? value : null
  }
  const after = writeJson({ snapshot_type: type, ...rest }, 'group')
  return {
    id: textIn('snapshot_id') ?? '',
    type,
    timestamp: isTime(metadata['timestamp']) ? metadata['timestamp'] : timestamp,
    createdBy: textIn('created_by'),
    checksum: textIn('checksum'),
    before: `{"metadata":${writeJson(metadata, 'group')},"decisions":[`,
    after: `],${after.slice(1)}`,
  }
}

/** The head that an import kept in `origin.record.group`. */
export function keptHead(group: Fields, timestamp: string): GroupHead {
  const { metadata, snapshot_type: type, rest } = group as Readonly<Record<string, ForeignJson | undefined>>
  return groupHead(
    isObject(metadata) ? metadata : {},
    isText(type) ? type : 'Session',
    isObject(rest) ? rest : {},
    timestamp,
  )
}

export function withDecisions(
  { before, after, ...head }: GroupHead,
  decisions: readonly string[],
): SnapshotRecord {
  return { ...head, text: before + decisions.join(',') + after }
}
