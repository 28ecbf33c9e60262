import { marked } from '../../original.js'

type AnyFunction = (this: unknown, ...args: never[]) => unknown

/** Makes a function look like the one it stands in for. */
export function standIn<F extends AnyFunction>(
  real: F,
  fn: (this: unknown, ...args: Parameters<F>) => ReturnType<F>,
): F {
  const like = { name: { value: real.name }, length: { value: real.length } }
  return Object.defineProperties(fn, { ...like, ...marked(real) }) as F
}
