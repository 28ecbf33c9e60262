/** Roughly the characters of a value: cheap, and enough to keep a batch from growing out of memory. */
export function weigh(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 8
  if (ArrayBuffer.isView(value)) return value.byteLength * 2
  let weight = 2
  if (Array.isArray(value)) for (const item of value) weight += weigh(item)
  else if (value instanceof Map || value instanceof Set) weight += weigh([...value])
  else for (const [key, item] of Object.entries(value)) weight += key.length + 3 + weigh(item)
  return weight
}
