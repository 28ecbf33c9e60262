import { codecNamed, codecOf } from '../codec.js'
import type { JsonValue } from '../types.js'
import type { Tag } from './tag.js'

interface WrittenInstance {
  of: string
  value: JsonValue
}

/** An instance of a class whose codec is not registered here. It is written as it was read. */
export class UnknownInstance {
  constructor(
    readonly of: string,
    /** As the codec wrote it. */
    readonly value: unknown,
  ) {}
}

/** Instances of classes that have a codec, under its name. */
export const instanceTag: Tag = {
  name: '$instance',
  matches: (value) => value instanceof UnknownInstance || codecOf(value) !== undefined,
  write: (value: object, inner) => {
    if (value instanceof UnknownInstance) return { of: value.of, value: inner(value.value, `<${value.of}>`) }
    const codec = codecOf(value)
    if (codec === undefined) throw new TypeError('no codec')
    return { of: codec.name, value: inner(codec.write(value), `<${codec.name}>`) }
  },
  read: ({ of, value }: WrittenInstance, inner) => {
    const codec = codecNamed(of)
    return codec === undefined ? new UnknownInstance(of, inner(value)) : codec.read(inner(value))
  },
}
