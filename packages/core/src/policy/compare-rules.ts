import type { RuleData } from './data/policy-data.js'

/** Settings of which a larger value allows more, and of which a smaller one does; absent ones count as these. */
const ALLOWS_MORE: Readonly<Record<string, { readonly larger: boolean; readonly absent: number }>> = {
  percent: { larger: true, absent: 0 },
  floor: { larger: true, absent: 0 },
  delta: { larger: true, absent: Infinity },
  max: { larger: true, absent: Infinity },
  min: { larger: false, absent: -Infinity },
}

/** What became of a rule. `changed`: its settings moved both ways, or are no numbers. */
export type RuleMove = 'kept' | 'loosened' | 'tightened' | 'changed'

/** Whether a rule allows more or less than it did. */
export function direction(before: RuleData, after: RuleData): RuleMove {
  const settings = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const moves = settings.map((name) => move(name, before, after)).filter((moved) => moved !== 'kept')
  const [first = 'kept'] = moves
  return moves.every((moved) => moved === first) ? first : 'changed'
}

function move(name: string, before: RuleData, after: RuleData): RuleMove {
  const [was, is] = [before, after].map((rule) => (rule as unknown as Record<string, unknown>)[name])
  const order = ALLOWS_MORE[name]
  if (order === undefined) return JSON.stringify(was) === JSON.stringify(is) ? 'kept' : 'changed'
  const [from, to] = [was, is].map((value) => (value === undefined ? order.absent : Number(value))) as [
    number,
    number,
  ]
  if (from === to) return 'kept'
  return to > from === order.larger ? 'loosened' : 'tightened'
}
