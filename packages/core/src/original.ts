const ORIGINAL = Symbol.for('@retrial/core.original')

/** The mark of something put in place of a built-in while a recording or replay is open. */
export const marked = (real: object): PropertyDescriptorMap => ({ [ORIGINAL]: { value: real } })

/** True for the key under which a stand-in holds the real thing; a Proxy answers it itself. */
export const isMark = (key: PropertyKey): boolean => key === ORIGINAL

/** The built-in itself, also where a stand-in of any copy of the package is in its place. */
export function original<T extends object>(builtin: T): T {
  return (builtin as { [ORIGINAL]?: T })[ORIGINAL] ?? builtin
}

/** True for a stand-in of any copy of the package. */
export function isStandIn(builtin: object): boolean {
  return original(builtin) !== builtin
}
