import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The process object of the main realm, also from inside a sandbox of jest, which has a copy of it whose built-in
 * modules lead back into the sandbox. The `Function` behind a built-in class evaluates in the main realm; where code
 * generation is forbidden there are no sandboxes either.
 */
export function mainProcess(): NodeJS.Process {
  try {
    const evaluate = AsyncLocalStorage.constructor as (body: string) => () => NodeJS.Process
    return evaluate('return process')()
  } catch {
    return process
  }
}
