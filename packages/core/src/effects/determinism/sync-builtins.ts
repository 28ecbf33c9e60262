import { syncBuiltinESMExports } from 'node:module'
import { mainGlobal } from '../../decision/realm.js'

/**
 * Makes `import { randomUUID } from 'node:crypto'` see what was put into the module's exports. A sandbox of jest has a
 * function of its own in that place, which does nothing.
 */
export function syncBuiltins(): void {
  if (gathering) {
    wanted = true
    return
  }
  const { getBuiltinModule } = mainGlobal().process as Partial<Pick<NodeJS.Process, 'getBuiltinModule'>>
  const real = getBuiltinModule?.('node:module').syncBuiltinESMExports ?? syncBuiltinESMExports
  real()
}

let gathering = false
let wanted = false

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
