/** Between two operands, with or without space; the sign in `C++` and the one in `<b>` are none. */
const OPERATOR =
  /(?<=[\p{L}\p{N})\]]\s?)(?:[<>=!]=+|[=-]?>|[<=+^]|&&|\|\|)(?=\s?[\p{L}\p{N}([-])|(?<=[\p{L}\p{N})\]] )[-*/%](?= [\p{L}\p{N}([-])/gu
/** Such as a thumb: up or down, no letter says which. */
const PICTURE = /\p{Extended_Pictographic}/gu

/**
 * Whether each of two texts has an operator or a picture that the other lacks: `>=` and `<=`, 👍 and 👎. A dash or a word
 * may stand for that of the other side otherwise, and a picture may be left out.
 */
export function signsApart(recorded: string, replayed: string): boolean {
  return [OPERATOR, PICTURE].some((sign) => {
    const [was, is] = [countsOf(sign, recorded), countsOf(sign, replayed)]
    return hasMore(was, is) && hasMore(is, was)
  })
}

function countsOf(sign: RegExp, text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [found] of text.matchAll(sign)) counts.set(found, (counts.get(found) ?? 0) + 1)
  return counts
}

function hasMore(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return [...one].some(([sign, count]) => count > (other.get(sign) ?? 0))
}
