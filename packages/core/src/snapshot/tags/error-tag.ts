import { types } from 'node:util'
import { setOwn } from '../plain-object.js'
import type { JsonValue } from '../types.js'
import type { Tag } from './tag.js'

/** Own properties of an error that are not enumerable but part of it; `errors` is that of an AggregateError. */
const HIDDEN: readonly string[] = ['cause', 'errors']

/** Those of the language come back as themselves, any other as an Error of its name. */
const CLASSES: Readonly<Record<string, ErrorConstructor>> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
}

interface WrittenError {
  name: JsonValue
  message: JsonValue
  [key: string]: JsonValue
}

/** Name, message, cause and own members. The stack is of the machine it was made on, and is not kept. */
export const errorTag: Tag = {
  name: '$error',
  matches: types.isNativeError,
  write: (value: Error, inner) => {
    // Anything may have been assigned to either.
    const written: WrittenError = {
      name: inner(value.name, 'name'),
      message: inner(value.message, 'message'),
    }
    for (const key of Object.keys(value)) setOwn(written, key, inner(value[key as keyof Error], key))
    for (const key of HIDDEN) {
      if (Object.hasOwn(value, key)) written[key] = inner(value[key as keyof Error], key)
    }
    return written
  },
  read: ({ name: writtenName, message: writtenMessage, ...rest }: WrittenError, inner) => {
    const [name, message] = [inner(writtenName), inner(writtenMessage)]
    const error = newError(String(name), typeof message === 'string' ? message : '', rest)
    if (error.name !== name) Object.defineProperty(error, 'name', hidden(name))
    if (error.message !== message) Object.defineProperty(error, 'message', hidden(message))
    for (const [key, value] of Object.entries(rest)) {
      if (HIDDEN.includes(key)) Object.defineProperty(error, key, hidden(inner(value)))
      else setOwn(error, key, inner(value))
    }
    return error
  },
}

function newError(name: string, message: string, rest: object): Error {
  if (name === 'AggregateError' && Object.hasOwn(rest, 'errors')) return new AggregateError([], message)
  const Class = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined
  return new (Class ?? Error)(message)
}

function hidden(value: unknown): PropertyDescriptor {
  return { value, configurable: true, writable: true }
}
