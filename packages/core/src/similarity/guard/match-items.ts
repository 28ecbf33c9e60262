/** What is left of two lists when each item of one has taken its equal out of the other. */
export interface Leftover<A, B = A> {
  readonly a: readonly A[]
  readonly b: readonly B[]
  readonly matched: readonly (readonly [a: A, b: B])[]
}

/** So many items are compared with so many; the rest of long lists is compared in order. */
const WINDOW = 40

/** Takes equal items away, the nearest first. Linear: an item is sought only near its place. */
export function matchItems<A, B = A>(
  a: readonly A[],
  b: readonly B[],
  isSame: (a: A, b: B) => boolean,
): Leftover<A, B> {
  const used = new Array<boolean>(b.length).fill(false)
  const matched: [A, B][] = []
  const leftA: A[] = []
  a.forEach((item, at) => {
    const from = Math.max(0, at - WINDOW)
    const to = Math.min(b.length, at + WINDOW + 1)
    for (let place = from; place < to; place++) {
      const other = b[place]
      if (used[place] || other === undefined || !isSame(item, other)) continue
      used[place] = true
      matched.push([item, other])
      return
    }
    leftA.push(item)
  })
  return { a: leftA, b: b.filter((_, at) => !used[at]), matched }
}
