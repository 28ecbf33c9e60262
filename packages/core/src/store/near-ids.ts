import { lettersApart } from '../letters-apart.js'

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
      Math.abs(id.length - wanted.length) > far && !sameName(id, wanted) ? far + 1 : lettersApart(id, wanted)
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
