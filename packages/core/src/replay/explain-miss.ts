import { describeContact } from '../effects/contact.js'
import type { Miss } from '../effects/miss.js'
import type { Tape } from '../effects/tape.js'
import { LIMITS } from '../limits.js'
import { nearestContact, nearestName } from './nearest-contact.js'
import type { EffectMiss } from './types.js'

/**
 * Misses with everything a person needs. The nearest recorded contact is looked for as often as it can be shown: code in
 * a loop may miss thousands of times.
 */
export function explainMisses(misses: readonly Miss[], tape: Tape): EffectMiss[] {
  return misses.map((miss, index) => explainMiss(miss, tape, index < LIMITS.shownChanges))
}

function explainMiss(miss: Miss, tape: Tape, shown: boolean): EffectMiss {
  const counts = { recorded: tape.effects.length, used: tape.used().length }
  const asked = describeContact(miss.asked)
  const nearest = shown && miss.kind === 'NO_MATCH' ? nearestContact(miss.asked, tape) : undefined
  return {
    kind: miss.kind,
    asked,
    position: miss.position,
    ...counts,
    ...(nearest === undefined ? {} : { nearest }),
    message: `contact ${miss.position}, ${asked}, ${why(miss, tape, shown)} (${counts.recorded} recorded, ${counts.used} used)`,
  }
}

function why({ kind, asked }: Miss, tape: Tape, shown: boolean): string {
  switch (kind) {
    case 'NO_TAPE':
      return 'is of a kind that was not recorded at all'
    case 'NO_MATCH':
      return 'request' in asked ? 'was not recorded like this' : whyNot(asked.name, tape, shown)
    case 'EXHAUSTED':
      return 'was made more often than recorded'
  }
}

function whyNot(name: string, tape: Tape, shown: boolean): string {
  const near = shown || tape.callsOf(name).length > 0 ? nearestName(name, tape) : undefined
  if (near === name) return 'was not recorded with these arguments'
  return near === undefined
    ? 'was not recorded by this name'
    : `was not recorded by this name, but ${describeContact({ name: near })} was`
}
