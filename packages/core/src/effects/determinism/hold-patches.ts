import { mainGlobal } from '../../decision/realm.js'
import { patchesOf, type PatchGroup } from './patches.js'
import { replaceProperty, type Replacement } from './replace-property.js'
import { syncPut, syncTaken, type Exported } from './sync-builtins.js'

interface Held {
  count: number
  /** Undefined where nothing was put in place: it was faked. */
  undo: (() => void) | undefined
  /** Set where modules have a copy of what was put in place. */
  exported?: Exported
}

type Patched = Map<object, Map<string, Held>>

const SLOT = Symbol.for('@retrial/core.patches')

/** One count for the whole process: every copy of the package, and every sandbox, shares it. */
const host = mainGlobal() as { [SLOT]?: Patched | undefined }
const patched: Patched = (host[SLOT] ??= new Map<object, Map<string, Held>>())

/**
 * Makes built-ins ask the scope they are called in, in this realm and the main one, as long as anyone holds them so.
 *
 * @returns what lets go; calling it again does nothing.
 */
export function holdPatches(groups: readonly PatchGroup[]): () => void {
  const replacements = groups.flatMap(patchesOf)
  if (replacements.length === 0) return () => undefined
  syncPut(replacements.flatMap(hold))
  let held = true
  return () => {
    if (!held) return
    held = false
    syncTaken(replacements.flatMap(letGo))
  }
}

/** What was put in place that modules have a copy of. */
function hold(replacement: Replacement): Exported[] {
  const { holder, key, exported } = replacement
  let byKey = patched.get(holder)
  if (byKey === undefined) patched.set(holder, (byKey = new Map<string, Held>()))
  let held = byKey.get(key)
  if (held === undefined) byKey.set(key, (held = { count: 0, undo: undefined }))
  held.count++
  if (held.undo !== undefined) return []
  held.undo = replaceProperty(replacement)
  if (held.undo === undefined || exported !== true) return []
  held.exported = { holder, key, standIn: (holder as Record<string, unknown>)[key] }
  return [held.exported]
}

/** What was taken away that modules have a copy of. */
function letGo({ holder, key }: Replacement): Exported[] {
  const byKey = patched.get(holder)
  const held = byKey?.get(key)
  if (byKey === undefined || held === undefined || --held.count > 0) return []
  byKey.delete(key)
  if (byKey.size === 0) patched.delete(holder)
  held.undo?.()
  return held.exported === undefined ? [] : [held.exported]
}
