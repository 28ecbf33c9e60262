import type { Chance } from './answers.js'

/**
 * Draws for one call of a function, whose arguments are known to be right, and returns what puts the draw in place of
 * the function's own result.
 */
export type Draw = (chance: Chance, args: readonly unknown[]) => (result: unknown) => unknown

export const drawUuid: Draw = (chance) => {
  const uuid = chance.uuid()
  return () => uuid
}

/** As `randomInt(max)` or `randomInt(min, max)`. */
export const drawInt: Draw = (chance, [first, second]) => {
  const int =
    second === undefined ? chance.int(0, first as number) : chance.int(first as number, second as number)
  return () => int
}

/** As `randomBytes(size)`. */
export const drawBytes: Draw = (chance, [size]) => {
  const bytes = chance.bytes(Number(size) >>> 0)
  return (result) => {
    const buffer = result as Buffer
    buffer.set(bytes)
    return buffer
  }
}

/** As `randomFill(view, offset, size)`: offset and size count elements. */
export const drawInto: Draw = (chance, [target, offset = 0, size]) => {
  const { buffer, byteOffset, byteLength, elementBytes } = layout(target as ArrayBuffer | ArrayBufferView)
  const from = (Number(offset) * elementBytes) >>> 0
  const length = size === undefined ? byteLength - from : (Number(size) * elementBytes) >>> 0
  const bytes = chance.bytes(length)
  return (result) => {
    new Uint8Array(buffer, byteOffset + from, length).set(bytes)
    return result
  }
}

function layout(target: ArrayBufferLike | ArrayBufferView) {
  const elementBytes = (target as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
  return ArrayBuffer.isView(target)
    ? { buffer: target.buffer, byteOffset: target.byteOffset, byteLength: target.byteLength, elementBytes }
    : { buffer: target, byteOffset: 0, byteLength: target.byteLength, elementBytes }
}
