import { scopes, type Scope } from '../../decision/scope.js'

/** A clock of which every reading is known. */
export interface Clock {
  /** What to show in place of `real`: milliseconds. */
  read(real: number): number
}

/** A source of chance that gives the same from the same seed. */
export interface Chance {
  /** From 0 up to, and not including, 1; all of 53 bits. */
  random(): number
  /** A whole number from `min` up to, and not including, `max`. */
  int(min: number, max: number): number
  /** A version 4 UUID. */
  uuid(): string
  /** `size` bytes. */
  bytes(size: number): Uint8Array
}

/** Environment variables by name; undefined where one is not set. Those that are not in it are the machine's. */
export type Environment = Map<string, string | undefined>

/** What answers in a scope in place of the machine. Where a member is missing the real thing does. */
export interface Answers {
  readonly date?: Clock | undefined
  readonly performance?: Clock | undefined
  readonly chance?: Chance | undefined
  readonly env?: Environment | undefined
}

/** A scope that answers for the clock, for chance and for the environment as well. */
export interface DeterministicScope extends Scope {
  readonly determinism?: Answers | undefined
}

/** What answers here, in the scope that the running code is in. */
export function answers(): Answers | undefined {
  return (scopes.getStore() as DeterministicScope | undefined)?.determinism
}
