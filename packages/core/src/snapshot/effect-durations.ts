import type { DecisionSnapshot } from './types.js'

/**
 * The field of a stored text that holds the durations of all effects, in their order. They differ from one recording to
 * the next where nothing else does, so a text that is reviewed has them in one place, away from what the effects say.
 */
export const EFFECT_DURATIONS = 'effectDurationsMs'

/**
 * Gives the effects of a snapshot that was just read the durations that stand beside them.
 *
 * @param snapshot changed in place. One that was edited by hand may have fewer durations than effects: 0 then.
 */
export function giveDurations(snapshot: DecisionSnapshot & { effectDurationsMs?: unknown }): void {
  const durations = snapshot.effectDurationsMs
  if (!Array.isArray(durations)) return
  for (const [index, effect] of snapshot.effects.entries()) {
    if (durations[index] !== null && !Object.hasOwn(effect, 'durationMs')) {
      effect.durationMs = (durations[index] as number | undefined) ?? 0
    }
  }
  // The last field that was written: the object stays as quick as one that never had it.
  delete snapshot.effectDurationsMs
}
