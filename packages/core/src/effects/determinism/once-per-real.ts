/** Makes one stand-in for each real thing, and keeps it: every scope puts it in place anew. */
export function oncePerReal<T extends object>(make: (real: T) => T): (real: T) => T {
  const made = new WeakMap<T, T>()
  return (real) => {
    let standIn = made.get(real)
    if (standIn === undefined) made.set(real, (standIn = make(real)))
    return standIn
  }
}
