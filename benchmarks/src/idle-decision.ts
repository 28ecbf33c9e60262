import { decision } from '@retrial/core/decision'
import { interleave, type Timing } from './interleave.js'

/** What production pays for a decision that nobody records: a plain call against the same function as a decision. */
export async function idleDecision(): Promise<Timing[]> {
  const plain = (value: number): Promise<number> => Promise.resolve(value + 1)
  const decided = decision('benchmark.idle', plain)
  const repeat = (fn: typeof plain) => async (calls: number) => {
    for (let call = 0; call < calls; call++) await fn(call)
  }
  return interleave(
    [
      { name: 'plain function', run: repeat(plain) },
      { name: 'decision, nothing open', run: repeat(decided) },
    ],
    { rounds: 31, calls: 50_000 },
  )
}
