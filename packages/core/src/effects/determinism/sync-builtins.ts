import { syncBuiltinESMExports } from 'node:module'
import { mainGlobal } from '../../decision/realm.js'
import { soon } from '../../timers.js'

/** An export of a module of Node that something was put in place of, or taken away from again. */
export interface Exported {
  readonly holder: object
  readonly key: string
  readonly standIn: unknown
}

/**
 * What `import { randomUUID } from 'node:crypto'` still sees after it was taken away. One for the process: what another
 * copy of the package makes seen is seen by all.
 */
const SLOT = Symbol.for('@retrial/core.stillSeen')
const shared = mainGlobal() as { [SLOT]?: Map<object, Map<string, unknown>> | undefined }
const stillSeen = (shared[SLOT] ??= new Map<object, Map<string, unknown>>())

let gathering = false
let wanted = false

/** Makes named imports see what was put in place, where they do not see it still. */
export function syncPut(put: readonly Exported[]): void {
  // All of them are asked, not only up to the first: none lingers any more.
  const unseen = put.filter((exported) => !seenAgain(exported))
  if (unseen.length > 0) syncBuiltins()
}

/**
 * Makes named imports see what was taken away no longer, by the end of this turn. A sync takes as long as the recording
 * of several requests, and where another scope opens in this turn there is nothing to do: outside a scope, a stand-in
 * does what the real thing does.
 */
export function syncTaken(taken: readonly Exported[]): void {
  if (taken.length === 0) return
  for (const { holder, key, standIn } of taken) {
    const keys = stillSeen.get(holder) ?? new Map<string, unknown>()
    stillSeen.set(holder, keys.set(key, standIn))
  }
  soon(() => {
    if (stillSeen.size > 0) syncBuiltins()
  })
}

/**
 * Makes `import { randomUUID } from 'node:crypto'` see what was put into the module's exports. A sandbox of jest has a
 * function of its own in that place, which does nothing.
 */
export function syncBuiltins(): void {
  if (gathering) {
    wanted = true
    return
  }
  stillSeen.clear()
  const { getBuiltinModule } = mainGlobal().process as Partial<Pick<NodeJS.Process, 'getBuiltinModule'>>
  const real = getBuiltinModule?.('node:module').syncBuiltinESMExports ?? syncBuiltinESMExports
  real()
}

/** Does at the end of `work`, once, what would be done several times in it: it takes longer than all else there. */
export function inOneSync<T>(work: () => T): T {
  if (gathering) return work()
  gathering = true
  try {
    return work()
  } finally {
    gathering = false
    if (wanted) syncBuiltins()
    wanted = false
  }
}

function seenAgain({ holder, key, standIn }: Exported): boolean {
  const keys = stillSeen.get(holder)
  if (keys === undefined || keys.get(key) !== standIn) return false
  keys.delete(key)
  if (keys.size === 0) stillSeen.delete(holder)
  return true
}
