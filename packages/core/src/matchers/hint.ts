import type { Check } from './check.js'

/** The first line of a message: the assertion, as the runner writes it. */
export function hint({ context, name }: Check): string {
  const options = { isNot: context.isNot === true, promise: context.promise ?? '' }
  const [received, expected] = name === 'toReplayMatching' ? ['decisions', 'policy'] : ['received', 'id']
  return `${context.utils.matcherHint(name, received, expected, options)}\n\n`
}
