import { original } from '../../original.js'
import { isFake } from '../../timers.js'

/** A property and what takes its place. */
export interface Replacement {
  readonly holder: object
  readonly key: string
  /** Makes the stand-in, which {@link original} must know. */
  readonly standIn: (real: never) => object
  /** Built into the engine: anything but native code in its place was put there by somebody for a reason. */
  readonly native?: boolean
  /** Modules may hold a copy of it: an export of a module of Node. */
  readonly exported?: boolean
}

/**
 * Puts a stand-in in place of a property and returns what undoes it; undefined where the property is faked or cannot be
 * changed. A fake that was put over the stand-in by then stays; if it brings the stand-in back some day, no harm is done:
 * outside a scope that does what the real thing does.
 */
export function replaceProperty({
  holder,
  key,
  standIn,
  native: builtIn,
}: Replacement): (() => void) | undefined {
  const before = Object.getOwnPropertyDescriptor(holder, key)
  if (before?.configurable !== true || !('value' in before)) return undefined
  const real = original(before.value as object)
  if (isFake(real) || (builtIn === true && !isNative(real))) return undefined
  const value = standIn(real as never)
  // Defined, not assigned: that would change the flags of a global of a sandbox.
  Object.defineProperty(holder, key, { ...before, value })
  return () => {
    if ((holder as Record<string, unknown>)[key] === value)
      Object.defineProperty(holder, key, { ...before, value: real })
  }
}

/** Kept, since every scope asks: the text of a function is made anew each time. */
const native = new WeakMap<object, boolean>()

function isNative(builtin: object): boolean {
  let known = native.get(builtin)
  if (known === undefined) {
    known = Function.prototype.toString.call(builtin).includes('[native code]')
    native.set(builtin, known)
  }
  return known
}
