import { mainGlobal } from '../../decision/realm.js'
import { scopes } from '../../decision/scope.js'
import { callFetch } from './plain-body.js'
import { tapped } from './tap.js'
import { isTaped, TAPED } from './taped.js'
import type { Dispatcher } from './undici.js'

interface Init {
  readonly dispatcher?: Dispatcher
  readonly body?: unknown
}
type Fetch = (input: unknown, init?: Init | null) => Promise<unknown>
interface Realm {
  fetch?: Fetch
}
interface Replaced {
  readonly original: Fetch
  readonly replacement: Fetch
  /** How many have opened it. */
  open: number
}

/** One for the process: copies of the package share a realm. */
const SLOT = Symbol.for('@retrial/core.fetchTap')
const shared = mainGlobal() as { [SLOT]?: WeakMap<object, Replaced> | undefined }
const replacedIn = (shared[SLOT] ??= new WeakMap<object, Replaced>())

/** A sandbox has a `fetch` of its own. */
const REALMS = [...new Set<object>([mainGlobal(), globalThis])] as Realm[]

/**
 * Puts the tap around the dispatcher that a call of global `fetch` names, which the tap around the global one does not
 * see. A `fetch` that was kept from before is not seen either.
 *
 * @returns takes it away once all that have opened it have closed it; to be called once.
 */
export function openFetchTap(): () => void {
  const closes = REALMS.map(openIn)
  return () => {
    for (const close of closes) close()
  }
}

function openIn(realm: Realm): () => void {
  const known = replacedIn.get(realm)
  const { fetch } = realm
  if (known === undefined && (typeof fetch !== 'function' || isTaped(fetch))) return () => undefined
  const state = known ?? replace(realm, fetch as Fetch)
  state.open++
  if (known === undefined) replacedIn.set(realm, state)
  return () => {
    if (--state.open > 0) return
    replacedIn.delete(realm)
    // What someone else has put over it meanwhile stays.
    if (realm.fetch === state.replacement) realm.fetch = state.original
  }
}

function replace(realm: Realm, original: Fetch): Replaced {
  const replacement = replacements.get(original) ?? replacementOf(original)
  replacements.set(original, replacement)
  realm.fetch = replacement
  return { original, replacement, open: 0 }
}

/** Made once for each `fetch`: scopes open and close thousands of times. */
const replacements = new WeakMap<Fetch, Fetch>()

function replacementOf(original: Fetch): Fetch {
  return new Proxy(original, {
    apply(target, self, [input, init]: Parameters<Fetch>) {
      if (scopes.getStore() === undefined) return Reflect.apply(target, self, [input, init])
      const dispatcher = init?.dispatcher
      const taped = dispatcher === undefined ? init : { ...init, dispatcher: tapped(dispatcher) }
      return callFetch(init?.body, () => Reflect.apply(target, self, [input, taped]))
    },
    // The mark is the replacement's alone.
    has: (target, key) => key === TAPED || key in target,
  })
}
