import { inspect } from 'node:util'
import { UsageError } from '../errors.js'
import { checkKnownOptions } from '../known-options.js'

/** How instances of a class are recorded, and made again from what was recorded. */
export interface Codec<T extends object, Written = unknown> {
  /** What recordings call the class; it may be renamed in the code, not here. */
  readonly name: string
  /** The class itself. Instances of its subclasses need codecs of their own. */
  readonly class: abstract new (...args: never[]) => T
  /** Gives what makes up the value, in values that can be recorded. */
  readonly write: (value: T) => Written
  readonly read: (written: Written) => T
}

type AnyCodec = Codec<object>

interface Registry {
  readonly byName: Map<string, AnyCodec>
  readonly byPrototype: Map<object, AnyCodec>
}

const SLOT = Symbol.for('@retrial/core.codecs')
const host = globalThis as { [SLOT]?: Registry | undefined }
const registry: Registry = (host[SLOT] ??= { byName: new Map(), byPrototype: new Map() })

/**
 * Lets instances of a class be recorded and replayed. Of two codecs of one name the newer one holds, so that a module
 * may be loaded again.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function registerCodec<T extends object, Written>(codec: Codec<T, Written>): void {
  checkCodec(codec)
  const registered = codec as unknown as AnyCodec
  registry.byName.set(codec.name, registered)
  registry.byPrototype.set(codec.class.prototype as object, registered)
}

/** The codec of exactly the class that a value is of. */
export function codecOf(value: object): AnyCodec | undefined {
  const prototype = Object.getPrototypeOf(value) as object | null
  return prototype === null ? undefined : registry.byPrototype.get(prototype)
}

export function codecNamed(name: string): AnyCodec | undefined {
  return registry.byName.get(name)
}

function checkCodec(codec: unknown): void {
  checkKnownOptions(codec, ['name', 'class', 'write', 'read'], 'registerCodec()')
  const { name, class: Class, write, read } = codec as Record<string, unknown>
  const wrong = [
    (typeof name !== 'string' || name === '' || name.length > 100) &&
      'name must be a text of 1 to 100 characters',
    !isClass(Class) && 'class must be the class itself, and one of your own',
    typeof write !== 'function' && 'write must be a function',
    typeof read !== 'function' && 'read must be a function',
  ].find((problem) => problem !== false)
  if (wrong !== undefined)
    throw new UsageError('INVALID_OPTION', `registerCodec(): ${wrong}, in ${inspect(codec)}.`)
}

/** A codec for Object or Array would speak for every value there is. */
function isClass(value: unknown): boolean {
  if (typeof value !== 'function') return false
  const prototype = (value as { prototype?: unknown }).prototype
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    prototype !== Object.prototype &&
    !Array.isArray(prototype)
  )
}
