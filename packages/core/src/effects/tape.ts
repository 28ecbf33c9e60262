import { comparableMarkers } from '../snapshot/redaction/marker.js'
import type { CallEffect, Effect } from '../snapshot/types.js'
import { contactKey, type Contact } from './contact.js'
import { ALL_STEADY, type Steady } from './volatile.js'

/** The recorded effects of one snapshot, as they are used up by one replay. */
export class Tape {
  readonly effects: readonly Effect[]
  private readonly queues = new Map<string, Effect[]>()
  private readonly taken = new Set<Effect>()

  /** @param steady gives the part of a contact that it is matched by. */
  constructor(
    effects: readonly Effect[],
    readonly steady: Steady = ALL_STEADY,
  ) {
    this.effects = effects
    for (const effect of effects) {
      const key = comparableMarkers(this.keyOf(effect))
      const queue = this.queues.get(key)
      if (queue === undefined) this.queues.set(key, [effect])
      else queue.push(effect)
    }
  }

  /** What a contact is found by here. */
  keyOf(contact: Contact): string {
    return contactKey(this.steady(contact))
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

  /** Wrapped calls of a name, used or not. */
  callsOf(name: string): CallEffect[] {
    return this.effects.filter(
      (effect): effect is CallEffect => effect.kind === 'call' && effect.name === name,
    )
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
