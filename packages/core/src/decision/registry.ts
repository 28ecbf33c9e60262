import { DecisionError } from '../errors.js'
import type { DecisionDefinition } from './definition.js'

const SLOT = Symbol.for('@retrial/core.decisions')

const host = globalThis as { [SLOT]?: Map<string, DecisionDefinition> | undefined }
const definitions = (host[SLOT] ??= new Map<string, DecisionDefinition>())

/**
 * Makes a decision findable by name. The newest registration from one place wins, so that module resets and
 * watch mode work.
 *
 * @throws DecisionError `DECISION_CONFLICT` when another place already took the name.
 */
export function register(definition: DecisionDefinition): void {
  const known = definitions.get(definition.name)
  if (known !== undefined && known.place !== definition.place) {
    throw new DecisionError(
      'DECISION_CONFLICT',
      `Two decisions are named "${definition.name}": ${known.place} and ${definition.place}. Rename one; a recording finds its code by this name.`,
    )
  }
  definitions.set(definition.name, definition)
}

/** The decision registered under `name`, or undefined. */
export function findDecision(name: string): DecisionDefinition | undefined {
  return definitions.get(name)
}

/** Names of all registered decisions, sorted. */
export function decisionNames(): string[] {
  return [...definitions.keys()].sort()
}
