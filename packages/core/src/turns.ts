import { nextMacrotask, now } from './timers.js'

/**
 * For long loops whose awaits never leave the microtask queue, as they do over stores of this machine: awaited at each
 * step, the result lets signals, timers and output come through now and then.
 *
 * @param everyMs how long the loop may keep the others waiting. Default 30.
 */
export function takeTurns(everyMs = 30): () => Promise<void> | undefined {
  let last = now()
  return () => {
    if (now() - last < everyMs) return undefined
    return nextMacrotask().then(() => {
      last = now()
    })
  }
}
