import { mainGlobal } from './realm.js'

const SLOT = Symbol.for('@retrial/core.recordIfAsked')

/**
 * With `RETRIAL_RECORD=sqlite:prod.db` a process records its decisions without a line of code. Nothing of that is
 * loaded where the variable is not set. Calls made before the store is open are not recorded.
 */
export function recordIfAsked(): void {
  const host = mainGlobal() as typeof globalThis & { [SLOT]?: true }
  // A sandbox may have no process of its own.
  const store = host.process.env['RETRIAL_RECORD'] ?? ''
  if (store === '' || host[SLOT] === true) return
  host[SLOT] = true
  void import('../recording/record-from-environment.js').then(({ recordFromEnvironment }) =>
    recordFromEnvironment(store),
  )
}
