import { contentHash } from '../snapshot/content-hash.js'
import { namedValue } from '../snapshot/data-type.js'
import { checkSnapshotShape } from '../snapshot/snapshot-shape.js'
import type { DecisionSnapshot, Input, Origin, Output } from '../snapshot/types.js'
import { settleNumbers } from './lossless/settle-numbers.js'

/** A snapshot before its numbers are settled; a `dataType` may be missing. */
export type DraftSnapshot = Omit<
  DecisionSnapshot,
  'format' | 'contentHash' | 'inputs' | 'outputs' | 'origin'
> & {
  readonly inputs: readonly Draft<Input>[]
  readonly outputs: readonly Draft<Output>[]
  readonly origin: Omit<Origin, 'lexemes'>
}

type Draft<T extends Input> = Omit<T, 'dataType'> & { readonly dataType?: string }

/**
 * Makes a snapshot of what an importer has put together.
 *
 * @throws ValueError as saving the snapshot would; RangeError where it is nested too deep for the stack.
 */
export function finishSnapshot(draft: DraftSnapshot): {
  snapshot: DecisionSnapshot
  warnings: readonly string[]
} {
  const { value, lexemes, warnings } = settleNumbers(draft)
  const { id, functionName, createdAt, tags, inputs, outputs, origin, ...more } = value
  const content = {
    format: 'retrial/1' as const,
    id,
    functionName,
    createdAt,
    tags,
    inputs: inputs.map((input, index) => typed(input, `inputs[${index}]`)),
    outputs: outputs.map((output, index) => typed(output, `outputs[${index}]`)),
    ...more,
    origin: Object.keys(lexemes).length === 0 ? origin : { ...origin, lexemes },
  }
  const snapshot = { ...content, contentHash: contentHash(content) }
  checkSnapshotShape(snapshot)
  return { snapshot, warnings }
}

function typed<T extends Input>({ name, value, dataType, ...more }: Draft<T>, path: string): T {
  return { name, value, dataType: dataType ?? namedValue(name, value, path).dataType, ...more } as T
}
