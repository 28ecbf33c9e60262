import { performance } from 'node:perf_hooks'
import { mainGlobal } from './decision/realm.js'
import { keptTimers } from './kept-timers.js'
import { original } from './original.js'

/**
 * The clock and timers of the main realm as they were when the setup file, or this module, loaded: tests fake them, and sandboxes lack
 * some, but Retrial's own deadlines must not stand still. Where they were faked by then, stand-ins are used that no
 * fake reaches.
 */
const {
  setTimeout: set,
  clearTimeout: clear,
  setImmediate: immediate,
  Date: date,
  dateNow: nowOfDate,
} = keptTimers()
/** Of the prototype: fakes are put on the object. */
const { now: prototypeNow } = Object.getPrototypeOf(performance) as { now: (this: unknown) => number }
const performanceNow = original(prototypeNow).bind(performance)
const dateNow = original(nowOfDate)

/** Fake timers mark what they put in place of the real thing. */
export const isFake = (builtin: object): boolean => 'clock' in builtin || '_isMockFunction' in builtin

/** Milliseconds since the process began, with fractions. */
export const now: () => number = performanceNow

/** Milliseconds since `start`, to the microsecond. */
export const elapsedSince = (start: number): number => Math.round((now() - start) * 1000) / 1000

/** Milliseconds since 1970. */
export const wallClock: () => number =
  isFake(date) || isFake(dateNow) ? () => Math.round(performance.timeOrigin + performanceNow()) : dateNow

let written = { ms: Number.NaN, text: '' }
/** The same as ISO 8601. Many replays end within one millisecond, and writing a time out takes as long as much of one. */
export const wallTime = (): string => {
  const ms = wallClock()
  if (ms !== written.ms) written = { ms, text: new Date(ms).toISOString() }
  return written.text
}

/** Calls `fn` in a later macrotask, after pending I/O callbacks of this turn. */
export const soon: (fn: () => void) => void = isFake(immediate) ? onMessage : immediate

/** Resolves in a later macrotask, after pending I/O callbacks of this turn. */
export const nextMacrotask = (): Promise<void> => new Promise(soon)

let shared: Promise<void> | undefined
/** The same, and one macrotask for all who wait for the next one: of many short waits each would cost a turn. */
export const sharedMacrotask = (): Promise<void> =>
  (shared ??= new Promise((resolve) => {
    soon(() => {
      shared = undefined
      resolve()
    })
  }))

/**
 * Calls `fn` after `ms`. The process stays alive for it: someone waits, perhaps for nothing else. The returned
 * function cancels.
 */
export const after: (ms: number, fn: () => void) => () => void = isFake(set)
  ? afterSignal
  : (ms, fn) => {
      const timer = set(fn, ms)
      return () => {
        clear(timer)
      }
    }

function onMessage(fn: () => void): void {
  // Loaded where it is needed only: every test file loads this one.
  const { MessageChannel } = mainGlobal().process.getBuiltinModule('node:worker_threads')
  const { port1, port2 } = new MessageChannel()
  port1.once('message', () => {
    port1.close()
    fn()
  })
  port2.postMessage(null)
}

function afterSignal(ms: number, fn: () => void): () => void {
  const signal = AbortSignal.timeout(Math.ceil(ms))
  signal.addEventListener('abort', fn)
  return () => {
    signal.removeEventListener('abort', fn)
  }
}
