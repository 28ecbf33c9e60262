import { setFlagsFromString } from 'node:v8'
import { setImmediate as turn } from 'node:timers/promises'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Collects garbage until `over`, 200 times at most, and lets what hears of it do so. */
export async function collectGarbage(over: () => boolean): Promise<void> {
  for (let times = 0; times === 0 || (times < 200 && !over()); times++) {
    await turn()
    collect()
    // Finalizers run in a task of their own.
    await turn()
  }
}
