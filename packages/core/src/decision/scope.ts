import { AsyncLocalStorage } from 'node:async_hooks'
import { mainGlobal } from './realm.js'
import type { DecisionDefinition } from './definition.js'

/** An open recording or replay, as the production code inside it sees it. */
export interface Scope {
  /** Called in place of a decision. Must call `definition.fn` and give back what it gives back. */
  decide(definition: DecisionDefinition, self: unknown, args: unknown[]): unknown
  /** Called in place of a wrapped call. Gives the value, or the promise of it, that the caller gets. */
  effect(name: string, fn: (...args: unknown[]) => unknown, args: unknown[]): unknown
}

const SLOT = Symbol.for('@retrial/core.scopes')

/** One storage for the whole process: every copy of the package, and every sandbox, looks into the same one. */
const host = mainGlobal() as { [SLOT]?: AsyncLocalStorage<Scope> | undefined }
export const scopes: AsyncLocalStorage<Scope> = (host[SLOT] ??= new AsyncLocalStorage<Scope>())
