import { contentHash } from '../snapshot/content-hash.js'
import type { Step } from '../snapshot/field-path.js'
import type { DecisionSnapshot, Output } from '../snapshot/types.js'
import { ABSENT, applyProperties, type PropertyProblem } from './apply-properties.js'
import type { Properties } from './options.js'

/**
 * The recording as it is to be compared: with what the properties accept in its place, in each outcome that would do.
 *
 * @param problems what of the replayed outcome is not as the properties say is added.
 * @throws PolicyError `CHECK_FAILED` where a matcher throws.
 */
export function applyToOutputs(
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  properties: Properties,
  problems: PropertyProblem[],
): DecisionSnapshot {
  const apply = (outputs: readonly Output[], found: PropertyProblem[]): Output[] =>
    applied(outputs, recorded, replayed, properties, found)
  const { accepted } = recorded
  const compared = {
    ...recorded,
    outputs: apply(recorded.outputs, problems),
    ...(accepted && { accepted: accepted.map((one) => ({ ...one, outputs: apply(one.outputs, []) })) }),
  }
  const isAsRecorded = contentHash(recorded) === recorded.contentHash
  return isAsRecorded ? { ...compared, contentHash: contentHash(compared) } : compared
}

function applied(
  outputs: readonly Output[],
  recorded: DecisionSnapshot,
  replayed: DecisionSnapshot,
  properties: Properties,
  problems: PropertyProblem[],
): Output[] {
  const of = (name: string | undefined, from: readonly Output[]): unknown => {
    const output = from.find((one) => one.name === name)
    return output === undefined ? ABSENT : output.value
  }
  const first = (recorded.outputs[0] ?? replayed.outputs[0])?.name
  const one = (name: string | undefined, expected: unknown): Output[] => {
    const at: Step[] = name === first || name === undefined ? ['output'] : ['outputs', name]
    const value = applyProperties(of(name, outputs), of(name, replayed.outputs), expected, at, problems)
    return outputs.filter((output) => output.name === name).map((output) => ({ ...output, value }))
  }
  if (!areOutputs(properties, replayed.outputs)) return merged(outputs, one(first, properties))
  return merged(
    outputs,
    Object.entries(properties).flatMap(([name, expected]) => one(name, expected)),
  )
}

function merged(outputs: readonly Output[], changed: readonly Output[]): Output[] {
  return outputs.map((output) => changed.find(({ name }) => name === output.name) ?? output)
}

/** Whether the members that are named are outputs by themselves, as with `outputs: 'keys'`. */
function areOutputs(properties: Properties, [first, ...more]: readonly Output[]): boolean {
  if (first === undefined) return false
  return more.length > 0 || (first.name !== 'result' && Object.hasOwn(properties, first.name))
}
