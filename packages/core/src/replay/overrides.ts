import { UsageError } from '../errors.js'
import { didYouMean } from '../near-name.js'
import { copyOf } from '../snapshot/copy.js'
import { namedValue } from '../snapshot/data-type.js'
import type { DecisionSnapshot, Input } from '../snapshot/types.js'
import { checkContextOverride } from './context-override.js'
import { checkModelOverride } from './model-override.js'
import { checkMembers, nothingGiven } from './override-members.js'
import type { Overrides } from './types.js'

/** @throws UsageError `INVALID_OPTION` naming what is unknown, of the wrong kind, or would have no effect. */
export function checkOverrides(overrides: unknown, of: string): void {
  if (overrides === undefined) return
  const path = `overrides of ${of}`
  checkMembers(overrides, ['inputs', 'modelParameters', 'context'], path)
  const { inputs, modelParameters, context } = overrides as Overrides
  if (
    inputs !== undefined &&
    (typeof inputs !== 'object' || (inputs as unknown) === null || Array.isArray(inputs))
  ) {
    throw new UsageError('INVALID_OPTION', `overrides.inputs of ${of} must be values by the names of inputs.`)
  }
  if (inputs !== undefined && Object.keys(inputs).length === 0)
    throw nothingGiven(`overrides.inputs of ${of}`)
  if ([inputs, modelParameters, context].every((given) => given === undefined)) throw nothingGiven(path)
  if (modelParameters !== undefined) checkModelOverride(modelParameters, of)
  if (context !== undefined) checkContextOverride(context, of)
}

/**
 * The inputs of a recording, some of them others.
 *
 * @throws UsageError `INVALID_OPTION` for a name that was not recorded; ValueError `NOT_SERIALIZABLE` or
 * `LIMIT_EXCEEDED` for a value that could not have been.
 */
export function overriddenInputs({ id, inputs }: DecisionSnapshot, { inputs: others }: Overrides): Input[] {
  if (others === undefined) return inputs
  const names = inputs.map(({ name }) => name)
  const unknown = Object.keys(others).find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new UsageError(
      'INVALID_OPTION',
      `overrides.inputs: "${id}" has no input ${JSON.stringify(unknown)}. It has ${names.join(', ') || 'none'}.${didYouMean(unknown, names)}`,
    )
  }
  return inputs.map((input) => {
    if (!Object.hasOwn(others, input.name)) return input
    const path = `inputs.${input.name}`
    return { ...input, ...namedValue(input.name, copyOf(others[input.name], path), path) }
  })
}
