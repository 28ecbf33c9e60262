import { PolicyError } from '../errors.js'
import { orStopped, type StopOptions } from './stopper.js'

/**
 * Waits for checks of a policy as long as for the decision itself: one without an end must not hold up a batch.
 *
 * @throws PolicyError `CHECK_FAILED` where they give no answer in time; the reason of the signal when it aborts.
 */
export async function checksInTime<T extends object>(checks: Promise<T>, stop: StopOptions): Promise<T> {
  const ended = await orStopped(checks, stop)
  if (typeof ended !== 'string') return ended
  throw new PolicyError(
    'CHECK_FAILED',
    `a check or a schema gave no answer within ${stop.timeoutMs} ms (timeoutMs)`,
  )
}
