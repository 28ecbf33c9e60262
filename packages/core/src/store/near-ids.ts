/** Ids looked at; a suggestion is not worth reading a whole store. */
const LOOKED_AT = 2_000
const SUGGESTED = 3

/** Up to three of the first 2,000 ids that `wanted` may be a slip of: nearest first. */
export async function nearIds(
  wanted: string,
  ids: Iterable<string> | AsyncIterable<string>,
): Promise<string[]> {
  const far = Math.max(2, Math.floor(wanted.length / 4))
  const near: { id: string; distance: number }[] = []
  let seen = 0
  for await (const id of ids) {
    if (++seen > LOOKED_AT) break
    const distance =
      Math.abs(id.length - wanted.length) > far && !sameName(id, wanted) ? far + 1 : apart(id, wanted)
    if (distance <= far || sameName(id, wanted)) near.push({ id, distance })
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SUGGESTED)
    .map(({ id }) => id)
}

/** True when only the folders differ. */
function sameName(a: string, b: string): boolean {
  return a.slice(a.lastIndexOf('/') + 1) === b.slice(b.lastIndexOf('/') + 1)
}

/** Letters to insert, delete or replace (Levenshtein), whatever their case. */
function apart(from: string, to: string): number {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()]
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
