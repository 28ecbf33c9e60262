/** Calls `load` at most once at a time; what could not be loaded is tried anew. */
export function loadOnce<T>(load: () => T | PromiseLike<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () =>
    (loaded ??= (async () => load())().catch((error: unknown) => {
      loaded = undefined
      throw error
    }))
}
