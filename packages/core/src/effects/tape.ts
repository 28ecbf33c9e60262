import { comparableMarkers } from '../snapshot/redaction/marker.js'
import type { Effect } from '../snapshot/types.js'
import { requestKey } from './http/request.js'

/** What an effect is found by. Effects of one key answer in the order they were recorded. */
export function effectKey(effect: Effect): string {
  return effect.kind === 'http' ? requestKey(effect.request) : callKey(effect.name)
}

/** The key of a call wrapped by `effect(name, fn)`. */
export function callKey(name: string): string {
  return `call ${name}`
}

/** The recorded effects of one snapshot, as they are used up by one replay. */
export class Tape {
  readonly effects: readonly Effect[]
  private readonly queues = new Map<string, Effect[]>()
  private readonly taken = new Set<Effect>()

  constructor(effects: readonly Effect[]) {
    this.effects = effects
    for (const effect of effects) {
      const key = comparableMarkers(effectKey(effect))
      const queue = this.queues.get(key)
      if (queue === undefined) this.queues.set(key, [effect])
      else queue.push(effect)
    }
  }

  /** The next unused effect of this key. */
  take(key: string): Effect | undefined {
    const effect = this.queueOf(key)?.shift()
    if (effect !== undefined) this.taken.add(effect)
    return effect
  }

  /** Whether the recording holds this key at all, used up or not. */
  knows(key: string): boolean {
    return this.queueOf(key) !== undefined
  }

  /** Effects taken so far, in recorded order. */
  used(): Effect[] {
    return this.effects.filter((effect) => this.taken.has(effect))
  }

  /** Effects not taken yet, in recorded order. */
  unused(): Effect[] {
    return this.effects.filter((effect) => !this.taken.has(effect))
  }

  /** Where secrets carry digests here, a recording made without the key has none to compare. */
  private queueOf(key: string): Effect[] | undefined {
    return this.queues.get(comparableMarkers(key)) ?? this.queues.get(comparableMarkers(key, false))
  }
}
