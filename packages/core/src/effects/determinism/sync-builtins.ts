import { syncBuiltinESMExports } from 'node:module'
import { mainGlobal } from '../../decision/realm.js'

/**
 * Makes `import { randomUUID } from 'node:crypto'` see what was put into the module's exports. A sandbox of jest has a
 * function of its own in that place, which does nothing.
 */
export function syncBuiltins(): void {
  const { getBuiltinModule } = mainGlobal().process as Partial<Pick<NodeJS.Process, 'getBuiltinModule'>>
  const real = getBuiltinModule?.('node:module').syncBuiltinESMExports ?? syncBuiltinESMExports
  real()
}
