// Looked up once: in a sandbox of jest every look-up of a global is slow.
const { getOwnPropertyDescriptor, getOwnPropertySymbols, getPrototypeOf, keys } = Object
const { prototype: OBJECT_PROTOTYPE } = Object

/** True for an object literal, a null-prototype object, or either of them from another realm. */
export function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = getPrototypeOf(value)
  return prototype === OBJECT_PROTOTYPE || prototype === null || getPrototypeOf(prototype) === null
}

/**
 * False for a list with holes, or with a member that has a name or a symbol. (As many holes as names escape it: a hole
 * reads as undefined.)
 */
export function hasOnlyItems(list: readonly unknown[]): boolean {
  return keys(list).length === list.length && !hasSymbols(list)
}

/** Whether a list has members under symbols. Those that are not enumerable are how proxies keep what they are about. */
export function hasSymbols(list: readonly unknown[]): boolean {
  const symbols = getOwnPropertySymbols(list)
  return (
    symbols.length > 0 &&
    symbols.some((symbol) => getOwnPropertyDescriptor(list, symbol)?.enumerable === true)
  )
}

/** Sets an own property whatever its name is: plain assignment of `__proto__` would set the prototype instead. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else {
    ;(target as Record<string, unknown>)[key] = value
  }
}

/** The own property of that name; inherited ones do not count. */
export function getOwn(target: object, key: string): unknown {
  return Object.hasOwn(target, key) ? (target as Record<string, unknown>)[key] : undefined
}

/** The members that have a value; with exact optional types an absent field has no key at all. */
export function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
