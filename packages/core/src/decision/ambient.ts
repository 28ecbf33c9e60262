import type { DecisionDefinition } from './definition.js'
import { mainGlobal } from './realm.js'

/** What takes the decisions that are called outside every recording and replay. */
export interface Ambient {
  /** Must call `definition.fn` and give back what it gives back. Undefined: nobody listens. */
  take: ((definition: DecisionDefinition, self: unknown, args: unknown[]) => unknown) | undefined
}

const SLOT = Symbol.for('@retrial/core.ambient')

/** One for the whole process, like the scopes. */
const host = mainGlobal() as { [SLOT]?: Ambient | undefined }
export const ambient: Ambient = (host[SLOT] ??= { take: undefined })
