import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The process's main global object, also from inside a jest or vmThreads sandbox.
 *
 * Built-in modules are shared by all realms of a process, so the `Function` behind a built-in class evaluates
 * in the main realm. Where code generation is forbidden there are no sandboxes either, and `globalThis` is it.
 */
export function mainGlobal(): typeof globalThis {
  return (known ??= findMainGlobal())
}

let known: typeof globalThis | undefined

function findMainGlobal(): typeof globalThis {
  try {
    const evaluate = AsyncLocalStorage.constructor as (body: string) => () => typeof globalThis
    return evaluate('return globalThis')()
  } catch {
    return globalThis
  }
}
