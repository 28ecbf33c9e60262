import { readdirSync } from 'node:fs'

/** As vitest names the report of a shard, `blob-2-3.json`. Not one with a label: that may end in numbers of its own. */
const SHARD = /^blob-([1-9]\d*)-([1-9]\d*)\.json$/

/**
 * Shards of which a folder of blob reports has none, while it has some of the others: `2 of 3`. Nothing is known of files
 * with other names.
 */
export function missingBlobs(folder: string): string[] {
  const byCount = new Map<number, Set<number>>()
  for (const name of namesIn(folder)) {
    const [index = 0, count = 0] = (SHARD.exec(name) ?? []).slice(1).map(Number)
    if (index === 0 || index > count) continue
    byCount.set(count, (byCount.get(count) ?? new Set()).add(index))
  }
  return [...byCount].flatMap(([count, found]) =>
    Array.from({ length: count }, (_, index) => index + 1).flatMap((index) =>
      found.has(index) ? [] : [`${index} of ${count}`],
    ),
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // vitest says so itself.
    return []
  }
}
