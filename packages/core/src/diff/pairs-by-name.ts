/** An input or an output. */
export interface Named {
  readonly name: string
  readonly value: unknown
  /** Outputs may have one. */
  readonly confidence?: number
}

export type NamedPair = readonly [name: string, oldItem: Named | undefined, newItem: Named | undefined]

/**
 * Inputs or outputs of two sides that belong together: old ones in their order, then new ones. Imported recordings may use
 * one name twice: its first value meets the first one, and so on.
 */
export function pairsByName(oldItems: readonly Named[], newItems: readonly Named[]): NamedPair[] {
  // As nearly always; then a name comes again at the same places on both sides.
  if (haveSameNames(oldItems, newItems))
    return oldItems.map((item, index) => [item.name, item, newItems[index]])
  const waiting = byName(newItems)
  const pairs = oldItems.map((item): NamedPair => [
    item.name,
    item,
    waiting.get(item.name)?.next().value as Named | undefined,
  ])
  for (const [name, others] of waiting) for (const item of others) pairs.push([name, undefined, item])
  return pairs
}

function haveSameNames(a: readonly Named[], b: readonly Named[]): boolean {
  return a.length === b.length && a.every(({ name }, index) => name === b[index]?.name)
}

/** The items of each name, to be taken one after the other. */
function byName(items: readonly Named[]): Map<string, IterableIterator<Named>> {
  const named = new Map<string, Named[]>()
  for (const item of items) {
    const known = named.get(item.name)
    if (known === undefined) named.set(item.name, [item])
    else known.push(item)
  }
  return new Map([...named].map(([name, each]) => [name, each.values()]))
}
