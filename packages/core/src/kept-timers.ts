import { mainGlobal } from './decision/realm.js'

/** What Retrial's own deadlines and clock are made of. */
export type Timers = Pick<typeof globalThis, 'setTimeout' | 'clearTimeout' | 'setImmediate' | 'Date'> & {
  readonly dateNow: () => number
}

const SLOT = Symbol.for('@retrial/core.timers')
const host = globalThis as { [SLOT]?: Timers | undefined }

/**
 * Keeps the timers of the main realm as they are now, for when `timers.ts` is loaded: a test may have put fake ones in
 * their place by then. Called by setup files, which shall not load all that goes with them.
 */
export function keepTimers(): void {
  host[SLOT] ??= timersNow()
}

/** Those that were kept; else those that are there now. */
export function keptTimers(): Timers {
  return host[SLOT] ?? timersNow()
}

function timersNow(): Timers {
  const { setTimeout, clearTimeout, setImmediate, Date } = mainGlobal()
  return { setTimeout, clearTimeout, setImmediate, Date, dateNow: Date.now }
}
