/** What is to be done for each object that is gone. */
const registry = new FinalizationRegistry<() => void>((work) => {
  work()
})

/**
 * Has `work` done once nothing can reach `object` any more: for what is left behind by code that never ends.
 *
 * @param work must not hold on to the object, and may be called after it was done otherwise.
 * @returns forgets it.
 */
export function whenGone(object: object, work: () => void): () => void {
  registry.register(object, work, work)
  return () => {
    registry.unregister(work)
  }
}
