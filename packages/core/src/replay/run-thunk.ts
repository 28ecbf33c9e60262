import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import { OutermostScope } from '../effects/outermost-scope.js'
import { LIMITS } from '../limits.js'
import { inputsOf } from '../snapshot/build.js'
import type { Input } from '../snapshot/types.js'
import { startExecution, type ExecuteOptions, type Execution, type StartedExecution } from './execute.js'
import { orStopped, type StopOptions } from './stopper.js'

/** The one decision that a thunk called, and its run. */
export interface ThunkRun {
  readonly definition: DecisionDefinition
  readonly inputs: Input[]
  readonly execution: Execution
  /** How long what comes after the run may take. */
  readonly stop: StopOptions
}

/**
 * Runs a thunk with the one decision it calls inside a replay.
 *
 * @param optionsFor the tape and the deadline, once the decision is known.
 * @param stop how long the thunk may take to get to its decision. A thunk that has no end after it is a `timeout`.
 * @throws DecisionError `NOT_ONE_DECISION`, also for a thunk that takes too long to call it; the reason of the signal; the thunk's own error when it throws around a decision that did not.
 */
export async function runThunk(
  thunk: () => unknown,
  optionsFor: (definition: DecisionDefinition) => ExecuteOptions,
  stop: StopOptions = { timeoutMs: LIMITS.timeoutMs },
): Promise<ThunkRun> {
  let started: (Omit<ThunkRun, 'execution'> & { finished: Promise<Execution> }) | undefined
  let refusal: { error: unknown } | undefined
  let onStart: () => void = () => undefined
  const start = new Promise<object>((resolve) => {
    onStart = () => {
      resolve({})
    }
  })
  const scope = new OutermostScope((definition, self, args) => {
    try {
      const options = optionsFor(definition)
      const inputs = inputsOf(definition, args, options.redactor)
      const call = (): unknown => definition.fn.apply(self, args)
      const { immediate, finished } = startExecution(call, options, (execution) => execution)
      started = { definition, inputs, finished, stop: options }
      onStart()
      return resume(immediate)
    } catch (error) {
      // The thunk may swallow it.
      if (started === undefined) refusal = { error }
      throw error
    }
  })
  const thunkSettled = scopes.run(scope, () => settled(thunk))
  const begun = await orStopped<{ error?: unknown }>(Promise.race([thunkSettled, start]), stop)
  if (started === undefined) {
    if (refusal !== undefined) throw refusal.error as Error
    if (typeof begun !== 'string' && 'error' in begun) throw begun.error as Error
    scope.checkOne()
  }
  const { finished, ...run } = started as unknown as NonNullable<typeof started>
  const execution = await finished
  // The thunk of a decision that was stopped may wait for it for good; any other one may yet call a second decision.
  const end = execution.outcome === undefined ? {} : await orStopped(thunkSettled, run.stop)
  scope.checkOne()
  if (typeof end === 'string') return { ...run, execution: late(execution) }
  // Of a decision that answered, whatever the thunk throws is its own: a failed assertion in it, say.
  if ('error' in end && execution.outcome !== undefined && 'value' in execution.outcome)
    throw end.error as Error
  return { ...run, execution }
}

function resume(immediate: StartedExecution['immediate']): unknown {
  if ('thrown' in immediate) throw immediate.thrown
  return immediate.returned
}

/** An answer after which there is no end is none: what may yet come was not seen. */
function late(execution: Execution): Execution {
  return { ...execution, outcome: undefined, timedOut: true }
}

async function settled(thunk: () => unknown): Promise<{ error?: unknown }> {
  try {
    await thunk()
    return {}
  } catch (error) {
    return { error }
  }
}
