import { Changes, diffValues } from '../diff/diff-values.js'
import { withoutSteps } from '../diff/diff-snapshots.js'
import type { Call, Contact } from '../effects/contact.js'
import { textOf } from '../effects/http/body.js'
import type { Tape } from '../effects/tape.js'
import { lettersApart } from '../letters-apart.js'
import { encode } from '../snapshot/encode.js'
import type { Body, HttpRequest, JsonValue } from '../snapshot/types.js'
import type { EffectMiss } from './types.js'

/** Comparing letters takes the square of it, and a longer name, a query say, is no slip of another. */
const LONGEST_SLIP = 200

type Nearest = NonNullable<EffectMiss['nearest']>

/**
 * The recorded contact with the fewest differences, volatile fields aside; an unused one wins over a used one. For a
 * wrapped call it is one of that name, or else of a name that this one may be a slip of.
 */
export function nearestContact(asked: Contact, tape: Tape): Nearest | undefined {
  const name = 'request' in asked ? undefined : nearestName(asked.name, tape)
  const unused = new Set(tape.unused())
  const steady = tape.steady(asked)
  let best: (Nearest & { distance: number }) | undefined
  for (const [index, effect] of tape.effects.entries()) {
    if (effect.kind === 'http' ? !('request' in asked) : effect.name !== name) continue
    const used = !unused.has(effect)
    const changes = changesOf(tape.steady(effect), steady)
    const distance = changes.listed.length + changes.omitted + (used ? 0.5 : 0)
    if (best === undefined || distance < best.distance) {
      best = { position: index + 1, used, changes: changes.listed.map(withoutSteps), distance }
    }
  }
  if (best === undefined) return undefined
  const { distance: _distance, ...nearest } = best
  return nearest
}

/** This name where it was recorded, else the one that was and has the fewest other letters. */
export function nearestName(name: string, tape: Tape): string | undefined {
  const far = Math.min(name.length - 1, Math.max(1, Math.floor(name.length / 4)))
  let best: { name: string; apart: number } | undefined
  for (const effect of tape.effects) {
    if (effect.kind !== 'call') continue
    if (effect.name === name) return name
    if (name.length > LONGEST_SLIP || effect.name === best?.name) continue
    if (Math.abs(effect.name.length - name.length) > far) continue
    const apart = lettersApart(effect.name, name)
    if (apart <= far && apart < (best?.apart ?? Infinity)) best = { name: effect.name, apart }
  }
  return best?.name
}

function changesOf(recorded: Contact, asked: Contact): Changes {
  const changes = new Changes()
  if ('request' in recorded && 'request' in asked) {
    diffValues(readable(recorded.request), readable(asked.request), ['request'], changes, () => false)
  } else if (!('request' in recorded) && !('request' in asked)) {
    diffCalls(recorded, asked, changes)
  }
  return changes
}

/** Arguments are told apart by their place: the second one never stands for the first. */
function diffCalls(recorded: Call, asked: Call, changes: Changes): void {
  diffValues(recorded.name, asked.name, ['name'], changes, () => false)
  const [oldArgs, newArgs] = [encodedArguments(recorded), encodedArguments(asked)]
  for (let index = 0; index < Math.max(oldArgs.length, newArgs.length); index++) {
    diffValues(oldArgs[index], newArgs[index], ['args', index], changes, () => false)
  }
}

function encodedArguments({ args = [] }: Call): JsonValue[] {
  return args.map((arg, index) => encode(arg, `args[${index}]`))
}

function readable({ method, url, body }: HttpRequest): JsonValue {
  return { method, url, ...(body === undefined ? {} : { body: readableBody(body) }) }
}

function readableBody(body: Body): JsonValue {
  if (typeof body === 'object' && 'json' in body) return encode(body.json, 'request.body')
  return textOf(body) ?? (body as JsonValue)
}
