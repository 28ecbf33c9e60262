import { readdirSync } from 'node:fs'

/** As vitest names the report of a shard: `blob-2-3.json`, from vitest 5 on also with a label behind `blob`. */
const SHARD = /^blob(?:-(.+))?-(\d+)-(\d+)\.json$/

/**
 * Shards of which a folder of blob reports has none, while it has some of the others: `2 of 3`. Nothing is known of files
 * with other names.
 */
export function missingBlobs(folder: string): string[] {
  const found = new Map<string, { label: string; count: number; indexes: Set<number> }>()
  for (const name of namesIn(folder)) {
    const [, label = '', index, count] = SHARD.exec(name) ?? []
    if (index === undefined) continue
    const key = `${label} ${count}`
    const known = found.get(key) ?? { label, count: Number(count), indexes: new Set() }
    known.indexes.add(Number(index))
    found.set(key, known)
  }
  return [...found.values()].flatMap(({ label, count, indexes }) =>
    Array.from({ length: count }, (_, index) => index + 1)
      .filter((index) => !indexes.has(index))
      .map((index) => `${index} of ${count}${label === '' ? '' : ` (${label})`}`),
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
