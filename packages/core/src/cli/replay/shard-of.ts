import { UsageError } from '../../errors.js'
import { nodeCrypto } from '../../node-crypto.js'
import type { Shard } from '../../reporting/report/run-report.js'

/** @throws UsageError `INVALID_OPTION` unless it reads `2/3`. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const shard = { index: Number(index), count: Number(count) }
  if (shard.index >= 1 && shard.index <= shard.count) return shard
  throw new UsageError(
    'INVALID_OPTION',
    `--shard takes a part and their number, such as 2/3, not ${JSON.stringify(text)}.`,
  )
}

/** Whether a recording is in a shard: by its id alone, so that it stays where it is when others come and go. */
export function isInShard(id: string, { index, count }: Shard): boolean {
  const hash = nodeCrypto.createHash('sha256').update(id).digest()
  return (hash.readUInt32BE(0) % count) + 1 === index
}
