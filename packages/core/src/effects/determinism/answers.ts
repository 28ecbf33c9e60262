import { mainGlobal } from '../../decision/realm.js'
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

const SLOT = Symbol.for('@retrial/core.unanswered')

/** One for the whole process: it may be another copy of the package whose stand-ins are in place. */
const host = mainGlobal() as { [SLOT]?: { depth: number } | undefined }
const unansweredNow = (host[SLOT] ??= { depth: 0 })

/**
 * Runs what is not the code of the call in its scope, which other code is to inherit, with the machine answering: what it
 * draws would be missing from the call's own draws.
 *
 * @param work none of the call's own code; it is answered so until it returns.
 */
export function unanswered<T>(work: () => T): T {
  unansweredNow.depth++
  try {
    return work()
  } finally {
    unansweredNow.depth--
  }
}

/** What answers here, in the scope that the running code is in. */
export function answers(): Answers | undefined {
  if (unansweredNow.depth > 0) return undefined
  return (scopes.getStore() as DeterministicScope | undefined)?.determinism
}
