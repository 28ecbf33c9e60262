import type { Chance } from './answers.js'
import { Keystream } from './keystream.js'

const WIDEST = 2 ** 48

/** Chance that is all derived from one seed. Each kind has a stream of its own, so that none shifts the others. */
export class SeededChance implements Chance {
  private readonly streams = new Map<string, Keystream>()

  /** @param seed gives 32 bytes; it is asked for when something is drawn. */
  constructor(private readonly seed: () => Uint8Array) {}

  random(): number {
    const stream = this.stream('random')
    // The 53 bits that a double between 0 and 1 can tell apart.
    return (stream.uint(4) * 2 ** 21 + (stream.uint(4) >>> 11)) * 2 ** -53
  }

  int(min: number, max: number): number {
    const range = max - min
    const stream = this.stream('int')
    // A remainder of the highest ones would make the low numbers likelier.
    const limit = WIDEST - (WIDEST % range)
    let drawn = stream.uint(6)
    while (drawn >= limit) drawn = stream.uint(6)
    return min + (drawn % range)
  }

  /** RFC 9562, 5.4. */
  uuid(): string {
    const bytes = this.stream('uuid').bytes(16)
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  bytes(size: number): Uint8Array {
    return this.stream('bytes').bytes(size)
  }

  private stream(name: string): Keystream {
    let stream = this.streams.get(name)
    if (stream === undefined) this.streams.set(name, (stream = new Keystream(this.seed(), name)))
    return stream
  }
}
