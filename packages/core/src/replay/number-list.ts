const CHUNK = 8_192

/** Many numbers, eight bytes each: a list that grows is copied again and again, and takes several times as much. */
export class NumberList {
  private readonly chunks: Float64Array[] = []
  private count = 0

  push(value: number): void {
    const at = this.count++ % CHUNK
    if (at === 0) this.chunks.push(new Float64Array(CHUNK))
    ;(this.chunks.at(-1) as Float64Array)[at] = value
  }

  sorted(): Float64Array {
    const all = new Float64Array(this.count)
    for (const [index, chunk] of this.chunks.entries()) {
      all.set(chunk.subarray(0, this.count - index * CHUNK), index * CHUNK)
    }
    return all.sort()
  }
}
