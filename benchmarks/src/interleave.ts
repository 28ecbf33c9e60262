import { performance } from 'node:perf_hooks'

/** Something to time: sets up what differs, then runs `calls` calls. */
export interface Variant {
  readonly name: string
  run(calls: number): Promise<void>
}

export interface Timing {
  readonly name: string
  /** Microseconds a call, median over the rounds. */
  readonly median: number
  /** Median of the ratios to the first variant, round by round. */
  readonly ratio: number
}

/**
 * Times variants in turn, A B C A B C …, and compares each with the first one round by round, so that a machine whose
 * speed drifts does not favour any of them.
 */
export async function interleave(
  variants: readonly [Variant, ...Variant[]],
  { rounds = 15, calls = 200 } = {},
): Promise<Timing[]> {
  for (const variant of variants) await variant.run(calls)
  const times = variants.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, variant] of variants.entries()) {
      const start = performance.now()
      await variant.run(calls)
      times[index]?.push(((performance.now() - start) * 1000) / calls)
    }
  }
  const [floor = []] = times
  return variants.map(({ name }, index) => {
    const own = times[index] ?? []
    return {
      name,
      median: median(own),
      ratio: median(own.map((time, round) => time / (floor[round] ?? time))),
    }
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
