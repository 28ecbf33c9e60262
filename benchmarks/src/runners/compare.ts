import type { Taken } from './timed-run.js'

export interface Contender {
  readonly name: string
  run(): Taken
}

export interface Compared {
  readonly name: string
  /** Medians over the rounds, in seconds. */
  readonly taken: Taken
  /** Medians of the differences to the first one, round by round, in seconds. */
  readonly more: Taken
  /** Medians of the ratios to the first one, round by round. */
  readonly ratio: Taken
}

/** Runs contenders in turn, A B A B …, after one run of each that does not count. */
export function compare(contenders: readonly [Contender, ...Contender[]], rounds: number): Compared[] {
  for (const contender of contenders) contender.run()
  const taken = contenders.map((): Taken[] => [])
  for (let round = 0; round < rounds; round++) {
    // Each is the first one as often as the others.
    const order = contenders.map((_, index) => (index + round) % contenders.length)
    for (const index of order) taken[index]?.push((contenders[index] as Contender).run())
  }
  const [floor = []] = taken
  return contenders.map(({ name }, index) => {
    const own = taken[index] ?? []
    const each = (value: (one: Taken, first: Taken) => Taken): Taken => {
      const values = own.map((one, round) => value(one, floor[round] ?? one))
      return { wall: median(values.map(({ wall }) => wall)), cpu: median(values.map(({ cpu }) => cpu)) }
    }
    return {
      name,
      taken: each((one) => one),
      more: each((one, first) => ({ wall: one.wall - first.wall, cpu: one.cpu - first.cpu })),
      ratio: each((one, first) => ({ wall: one.wall / first.wall, cpu: one.cpu / first.cpu })),
    }
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
