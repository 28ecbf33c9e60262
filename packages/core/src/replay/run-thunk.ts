import type { DecisionDefinition } from '../decision/definition.js'
import { scopes } from '../decision/scope.js'
import { OutermostScope } from '../effects/outermost-scope.js'
import { inputsOf } from '../snapshot/build.js'
import type { Input } from '../snapshot/types.js'
import { startExecution, type ExecuteOptions, type Execution, type StartedExecution } from './execute.js'

/** The one decision that a thunk called, and its run. */
export interface ThunkRun {
  readonly definition: DecisionDefinition
  readonly inputs: Input[]
  readonly execution: Execution
}

/**
 * Runs a thunk with the one decision it calls inside a replay.
 *
 * @param optionsFor the tape and the deadline, once the decision is known.
 * @throws DecisionError `NOT_ONE_DECISION`; the thunk's own error when it throws around a decision that did not.
 */
export async function runThunk(
  thunk: () => unknown,
  optionsFor: (definition: DecisionDefinition) => ExecuteOptions,
): Promise<ThunkRun> {
  let started: (Omit<ThunkRun, 'execution'> & { finished: Promise<Execution> }) | undefined
  let refusal: { error: unknown } | undefined
  let onStart: () => void = () => undefined
  const start = new Promise<void>((resolve) => (onStart = resolve))
  const scope = new OutermostScope((definition, self, args) => {
    try {
      const options = optionsFor(definition)
      const inputs = inputsOf(definition, args, options.redactor)
      const call = (): unknown => definition.fn.apply(self, args)
      const { immediate, finished } = startExecution(call, options)
      started = { definition, inputs, finished }
      onStart()
      return resume(immediate)
    } catch (error) {
      // The thunk may swallow it.
      if (started === undefined) refusal = { error }
      throw error
    }
  })
  const thunkSettled = scopes.run(scope, () => settled(thunk))
  await Promise.race([thunkSettled, start])
  if (started === undefined) {
    const failure = refusal ?? (await thunkSettled)
    if ('error' in failure) throw failure.error as Error
    scope.checkOne()
  }
  const { finished, ...run } = started as unknown as NonNullable<typeof started>
  const execution = await finished
  // The thunk of a decision that was stopped may wait for it for good; any other one may yet call a second decision.
  const end = execution.outcome === undefined ? {} : await thunkSettled
  scope.checkOne()
  // Of a decision that answered, whatever the thunk throws is its own: a failed assertion in it, say.
  if ('error' in end && execution.outcome !== undefined && 'value' in execution.outcome)
    throw end.error as Error
  return { ...run, execution }
}

function resume(immediate: StartedExecution['immediate']): unknown {
  if ('thrown' in immediate) throw immediate.thrown
  return immediate.returned
}

async function settled(thunk: () => unknown): Promise<{ error?: unknown }> {
  try {
    await thunk()
    return {}
  } catch (error) {
    return { error }
  }
}
