import type { DecisionSnapshot, Effect } from '../snapshot/types.js'

/** Statuses that tell of the caller's access or the server's health, not of the question asked. */
const UNAVAILABLE = new Set([401, 403, 407, 408, 429])

/** Contacts of a call in which the world failed: no answer, a broken one, or one that says "not now" or "not you". */
export function failedEffects({ effects }: DecisionSnapshot): Effect[] {
  return effects.filter((effect) => {
    if (effect.kind === 'call') return !('value' in effect)
    const status = effect.response?.status
    return effect.end === 'error' || effect.end === 'cut' || (status !== undefined && isUnavailable(status))
  })
}

/** One such contact in a few words. */
export function describeFailedEffect(effect: Effect): string {
  if (effect.kind === 'call') {
    const { name, error } = effect
    return `effect "${name}" ${error === undefined ? 'gave no answer' : `threw ${error.message}`}`
  }
  const { request, response, error } = effect
  const why =
    response === undefined || effect.end === 'cut'
      ? (error?.code ?? error?.message ?? 'no answer')
      : response.status
  return `${request.method} ${request.url} (${why})`
}

function isUnavailable(status: number): boolean {
  return status >= 500 || UNAVAILABLE.has(status)
}
