import { Changes, diffValues } from '../diff/diff-values.js'
import { withoutSteps } from '../diff/diff-snapshots.js'
import { textOf } from '../effects/http/body.js'
import { askedFor, type Miss } from '../effects/miss.js'
import type { Tape } from '../effects/tape.js'
import { encode } from '../snapshot/encode.js'
import type { Body, HttpEffect, HttpRequest, JsonValue } from '../snapshot/types.js'
import type { EffectMiss } from './types.js'

/** A miss with everything a person needs: what was asked for, how much was used, and the nearest recorded request. */
export function explainMiss(miss: Miss, tape: Tape): EffectMiss {
  const counts = { recorded: tape.effects.length, used: tape.used().length }
  const asked = askedFor(miss)
  const nearest =
    'request' in miss.asked && miss.kind === 'NO_MATCH' ? nearestRequest(miss.asked.request, tape) : undefined
  return {
    kind: miss.kind,
    asked,
    position: miss.position,
    ...counts,
    ...(nearest === undefined ? {} : { nearest }),
    message: `contact ${miss.position}, ${asked}, ${why(miss)} (${counts.recorded} recorded, ${counts.used} used)`,
  }
}

function why({ kind }: Miss): string {
  switch (kind) {
    case 'NO_TAPE':
      return 'is of a kind that was not recorded at all'
    case 'NO_MATCH':
      return 'was not recorded like this'
    case 'EXHAUSTED':
      return 'was made more often than recorded'
  }
}

/** The recorded request with the fewest differences; an unused one wins over a used one. */
function nearestRequest(request: HttpRequest, tape: Tape): EffectMiss['nearest'] {
  const unused = new Set(tape.unused())
  let best: (NonNullable<EffectMiss['nearest']> & { distance: number }) | undefined
  for (const [index, effect] of tape.effects.entries()) {
    if (effect.kind !== 'http') continue
    const used = !unused.has(effect)
    const changes = requestChanges(effect, request)
    const distance = changes.listed.length + changes.omitted + (used ? 0.5 : 0)
    if (best === undefined || distance < best.distance) {
      best = { position: index + 1, used, changes: changes.listed.map(withoutSteps), distance }
    }
  }
  if (best === undefined) return undefined
  const { distance: _distance, ...nearest } = best
  return nearest
}

function requestChanges(effect: HttpEffect, request: HttpRequest): Changes {
  const changes = new Changes()
  diffValues(readable(effect.request), readable(request), ['request'], changes, () => false)
  return changes
}

function readable({ method, url, body }: HttpRequest): JsonValue {
  return { method, url, ...(body === undefined ? {} : { body: readableBody(body) }) }
}

function readableBody(body: Body): JsonValue {
  if (typeof body === 'object' && 'json' in body) return encode(body.json, 'request.body')
  return textOf(body) ?? (body as JsonValue)
}
