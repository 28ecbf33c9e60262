/** Between two operands, with or without space; the sign in `C++` and the one in `<b>` are none. */
const OPERATOR =
  /(?<=[\p{L}\p{N})\]]\s?)(?:[<>=!]=+|[=-]?>|[<=+^]|&&|\|\|)(?=\s?[\p{L}\p{N}([-])|(?<=[\p{L}\p{N})\]] )[-*/%](?= [\p{L}\p{N}([-])/gu

/**
 * The operators in which two texts differ, where each has one that the other lacks: `>=` and `<=`. A dash or a
 * word may stand for the one of the other side otherwise.
 */
export function operatorsApart(recorded: string, replayed: string): boolean {
  const [was, is] = [countsIn(recorded), countsIn(replayed)]
  return hasMore(was, is) && hasMore(is, was)
}

function countsIn(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [operator] of text.matchAll(OPERATOR)) counts.set(operator, (counts.get(operator) ?? 0) + 1)
  return counts
}

function hasMore(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return [...one].some(([operator, count]) => count > (other.get(operator) ?? 0))
}
