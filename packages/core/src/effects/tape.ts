import { comparableMarkers, mayHaveMarker } from '../snapshot/redaction/marker.js'
import type { CallEffect, Effect, HttpEffect, HttpRequest } from '../snapshot/types.js'
import { contactKey, type Contact } from './contact.js'
import { isSameRequest } from './http/same-request.js'
import { ALL_STEADY, type Steady } from './volatile.js'

/** The recorded effects of one snapshot, as they are used up by one replay. */
export class Tape {
  /** The places of the effects of one key. */
  private keys: Map<string, number[]> | undefined
  /** The places of the requests to one address. */
  private addresses: Map<string, number[]> | undefined
  /** The places of those that were taken. Most tapes are never asked. */
  private taken: Set<number> | undefined

  /** @param steady gives the part of a contact that it is matched by. */
  constructor(
    readonly effects: readonly Effect[],
    readonly steady: Steady = ALL_STEADY,
  ) {}

  /** What a contact is found by here. */
  keyOf(contact: Contact): string {
    return contactKey(this.steady(contact))
  }

  /** The next unused effect of this contact. */
  find(contact: Contact): Effect | undefined {
    return this.findSame(contact) ?? this.take(this.keyOf(contact))
  }

  /** The next unused effect of this key. */
  take(key: string): Effect | undefined {
    return this.takeAt(this.nextOf(this.placesOf(key)))
  }

  /** Whether the recording holds this key at all, used up or not. */
  knows(key: string): boolean {
    return this.placesOf(key) !== undefined
  }

  /** Wrapped calls of a name, used or not. */
  callsOf(name: string): CallEffect[] {
    return this.effects.filter(
      (effect): effect is CallEffect => effect.kind === 'call' && effect.name === name,
    )
  }

  /** Effects taken so far, in recorded order. */
  used(): Effect[] {
    return this.taken === undefined ? [] : this.effects.filter((_effect, place) => this.isTaken(place))
  }

  /** Effects not taken yet, in recorded order. */
  unused(): Effect[] {
    return this.effects.filter((_effect, place) => !this.isTaken(place))
  }

  /**
   * The next unused request to this address, where it is this very one. Most are, and their keys, which take long to
   * make, need not be known. What has the same key is to the same address, unless its URL was redacted.
   */
  private findSame(contact: Contact): Effect | undefined {
    if (!('request' in contact) || this.steady !== ALL_STEADY || mayHaveMarker(contact.request.url))
      return undefined
    this.addresses ??= this.placesBy((effect) =>
      effect.kind === 'http' ? addressOf(effect.request) : undefined,
    )
    const place = this.nextOf(this.addresses.get(addressOf(contact.request)))
    const next = place === undefined ? undefined : (this.effects[place] as HttpEffect)
    return next !== undefined && isSameRequest(contact.request, next.request) ? this.takeAt(place) : undefined
  }

  /** Where secrets carry digests here, a recording made without the key has none to compare. */
  private placesOf(key: string): number[] | undefined {
    this.keys ??= this.placesBy((effect) => comparableMarkers(this.keyOf(effect)))
    return this.keys.get(comparableMarkers(key)) ?? this.keys.get(comparableMarkers(key, false))
  }

  private placesBy(keyOf: (effect: Effect) => string | undefined): Map<string, number[]> {
    const places = new Map<string, number[]>()
    for (const [place, effect] of this.effects.entries()) {
      const key = keyOf(effect)
      const known = key === undefined ? undefined : places.get(key)
      if (known !== undefined) known.push(place)
      else if (key !== undefined) places.set(key, [place])
    }
    return places
  }

  /** The first of these places that was not taken yet; those before it are dropped. */
  private nextOf(places: number[] | undefined): number | undefined {
    while (places?.[0] !== undefined && this.isTaken(places[0])) places.shift()
    return places?.[0]
  }

  private isTaken(place: number): boolean {
    return this.taken?.has(place) === true
  }

  private takeAt(place: number | undefined): Effect | undefined {
    if (place === undefined) return undefined
    this.taken ??= new Set()
    this.taken.add(place)
    return this.effects[place]
  }
}

function addressOf({ method, url }: HttpRequest): string {
  return `${method} ${url}`
}
