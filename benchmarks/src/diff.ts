import { diffSnapshots, type DecisionSnapshot } from '@retrial/core'
import { create } from 'jsondiffpatch'
import { interleave, type Timing } from './interleave.js'
import { samples } from './samples.js'

type Change = (value: unknown) => unknown

/** Our diff of two recordings with other outputs against the deltas of jsondiffpatch, by position and by content. */
export async function diffs(): Promise<Record<'one' | 'many' | 'inserted', Timing[]>> {
  return {
    one: await timed(lastLeafChanged),
    many: await timed(allLeavesChanged),
    inserted: await timed(grown),
  }
}

function timed(change: Change): Promise<Timing[]> {
  const pairs = samples(200, 'diff').map((before): [DecisionSnapshot, DecisionSnapshot] => {
    const outputs = before.outputs.map((output, index, { length }) =>
      change === lastLeafChanged && index < length - 1 ? output : { ...output, value: change(output.value) },
    )
    // As a replay has it: equal, and not the same objects.
    return [before, { ...before, outputs: structuredClone(outputs) }]
  })
  const variant = (name: string, diff: (before: DecisionSnapshot, after: DecisionSnapshot) => unknown) => ({
    name,
    run: (calls: number) => {
      for (let call = 0; call < calls; call++) {
        const pair = pairs[call % pairs.length]
        if (pair !== undefined) diff(...pair)
      }
      return Promise.resolve()
    },
  })
  const byPosition = create()
  const byContent = create({ objectHash: (item: object) => JSON.stringify(item) })
  return interleave(
    [
      variant('jsondiffpatch', (before, after) => byPosition.diff(before, after)),
      variant('jsondiffpatch, objectHash', (before, after) => byContent.diff(before, after)),
      variant('diffSnapshots', diffSnapshots),
    ],
    { rounds: 7, calls: pairs.length },
  )
}

function lastLeafChanged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return other(value)
  if (Array.isArray(value))
    return value.map((item, index) => (index < value.length - 1 ? item : lastLeafChanged(item)) as unknown)
  const last = Object.keys(value).at(-1)
  return last === undefined
    ? {}
    : { ...value, [last]: lastLeafChanged((value as Record<string, unknown>)[last]) }
}

function allLeavesChanged(value: unknown): unknown {
  return rebuilt(value, allLeavesChanged, (items) => items) ?? other(value)
}

/** One more element in front of every list. */
function grown(value: unknown): unknown {
  return rebuilt(value, grown, (items) => [{ type: 'text', text: 'new' }, ...items]) ?? value
}

function rebuilt(
  value: unknown,
  change: Change,
  ofList: (items: unknown[]) => unknown[],
): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return ofList(value.map(change))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]))
}

function other(leaf: unknown): unknown {
  if (typeof leaf === 'string') return `${leaf} x`
  return typeof leaf === 'number' ? leaf + 1 : 'x'
}
